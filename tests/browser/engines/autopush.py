"""A push service for Firefox, on this machine: what is posted to it, it delivers."""

from __future__ import annotations

import asyncio
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.browser.servers import HOST, free_port

PROTOCOL = "push-notification"


@dataclass
class Autopush:
    """One browser's connection, and the messages that were posted for it."""

    port: int = field(default_factory=free_port)
    posted: list[dict[str, str]] = field(default_factory=list)
    delivered: threading.Event = field(default_factory=threading.Event)
    socket: web.WebSocketResponse | None = None

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def preferences(self) -> dict[str, Any]:
        """What has Firefox come here rather than to Mozilla."""
        return {
            "dom.push.serverURL": f"ws://{HOST}:{self.port}/",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.testing.ignorePermission": True,
            "dom.push.connection.enabled": True,
            "dom.push.enabled": True,
            "permissions.default.desktop-notification": 1,
            "dom.webnotifications.serviceworker.enabled": True,
            "alerts.useSystemBackend": False,
        }

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=(PROTOCOL,))
        await socket.prepare(request)
        self.socket = socket
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self.answer(socket, json.loads(message.data))
        return socket

    async def answer(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        kind = said.get("messageType")
        if kind is None:
            await socket.send_json({})
        elif kind == "hello":
            known = {"uaid": "0" * 32, "use_webpush": True, "broadcasts": {}}
            await socket.send_json({"messageType": "hello", "status": 200, **known})
        elif kind in ("register", "unregister"):
            channel = said["channelID"]
            answer = {"messageType": kind, "channelID": channel, "status": 200}
            endpoint = f"{self.origin}/wpush/{channel}"
            await socket.send_json({**answer, "pushEndpoint": endpoint})
        elif kind == "ack":
            self.delivered.set()

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.posted.append(dict(request.headers) | {"body": body.hex()})
        assert self.socket is not None
        await self.socket.send_json(
            {
                "messageType": "notification",
                "channelID": request.match_info["channel"],
                "version": str(len(self.posted)),
                "data": urlsafe_b64encode(body).decode().rstrip("="),
                "headers": {"encoding": request.headers["Content-Encoding"]},
            }
        )
        return web.Response(status=201, headers={"Location": f"{self.origin}/m/1"})


@contextmanager
def running_autopush() -> Iterator[Autopush]:
    service = Autopush()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/", service.connect)
        app.router.add_post("/wpush/{channel}", service.take)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, HOST, service.port).start()
        return runner

    runner = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield service
    finally:

        async def stop() -> None:
            if service.socket is not None:
                await service.socket.close()
            await runner.cleanup()

        asyncio.run_coroutine_threadsafe(stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
