"""A push service that takes everything after a moment: python -m bench.push_server S.

It reads nothing of what it is sent, so that it costs little beside what is measured.
Prints its port and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

ROUND_TRIP_S = 0.03


async def serve(after_s: float) -> None:
    async def take(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(after_s)
        return web.Response(status=201)

    application = web.Application()
    application.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


@contextmanager
def served(after_s: float = ROUND_TRIP_S) -> Iterator[str]:
    """Its origin, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.push_server", str(after_s)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
