"""An in-process site whose release can be changed and whose answers can be spoilt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.browser.exports import PlainFiles, exported, serves_exports
from tests.browser.releases import SourceTree
from tests.browser.servers import HOST, free_port

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    Fault = Callable[[WSGIApplication], WSGIApplication]

ASK_PATIENCE_S = 20
STOP_PATIENCE_S = 0.02


class NoClock(WSGIRequestHandler):
    """Adds no Date of its own, so that an answer can bring one."""

    def send_response(self, code: int, message: str | None = None) -> None:
        self.send_response_only(code, message)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in, and the status it was answered with."""

    method: str
    path: str
    everything: str
    status: int


@dataclass
class Site:
    """One origin. What it serves is changed while pages of it are open."""

    first: SourceTree
    port: int = field(default_factory=free_port)
    faults: dict[str, Fault] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.apps: dict[tuple[SourceTree, str], WSGIApplication] = {}
        self.deploy(self.first)
        self.server: BaseWSGIServer | None = None
        self.news = threading.Condition()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def deploy(self, tree: SourceTree, worker: str = "on") -> None:
        """From now on serve that release. An app is made once: it reads all content."""
        if (tree, worker) not in self.apps:
            app = tree.app(worker)
            folder = exported(app, tree) if serves_exports() else None
            self.apps[tree, worker] = PlainFiles(folder) if folder else app.wsgi_app
        self.app = self.apps[tree, worker]

    def reset(self) -> None:
        self.faults.clear()
        self.asked.clear()
        self.deploy(self.first)
        self.start()

    def start(self) -> None:
        if self.server is not None:
            return
        self.server = make_server(
            HOST, self.port, self, threaded=True, request_handler=NoClock
        )
        # How often it looks whether it is to stop: each stop waits that long.
        threading.Thread(
            target=self.server.serve_forever, args=(STOP_PATIENCE_S,), daemon=True
        ).start()

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self.server is None:
            return
        self.server.shutdown()
        self.server.server_close()
        self.server = None

    def wait_until_asked(self, path: str, times: int = 1) -> None:
        """Until so many requests for the path have been answered."""

        def is_done() -> bool:
            return sum(asked.path == path for asked in self.asked) >= times

        with self.news:
            assert self.news.wait_for(is_done, ASK_PATIENCE_S), f"{path} not asked for"

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        fault = self.faults.get(path)
        app = fault(self.app) if fault else self.app
        # Read here: who reads it a second time waits for bytes that never come.
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(sent)
        status, headers, body = collect(app, environ)
        self._note(environ, path, int(status[:3]), sent)
        start_response(status, headers)
        return [body]

    def _note(
        self, environ: WSGIEnvironment, path: str, status: int, sent: bytes
    ) -> None:
        heads = [f"{k}: {v}" for k, v in environ.items() if k.startswith("HTTP_")]
        target = f"{environ['REQUEST_METHOD']} {path}?{environ.get('QUERY_STRING')}"
        body = sent.decode("utf-8", "replace")
        with self.news:
            self.asked.append(
                Asked(
                    environ["REQUEST_METHOD"],
                    path,
                    "\n".join([target, str(environ.get("REQUEST_URI")), *heads, body]),
                    status,
                )
            )
            self.news.notify_all()


def collect(
    app: WSGIApplication, environ: WSGIEnvironment
) -> tuple[str, list[tuple[str, str]], bytes]:
    """Run an application and give back its whole answer."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> object:
        begun.append((status, headers))
        return lambda data: None

    parts = app(environ, start)  # type: ignore[arg-type]
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()
    status, headers = begun[-1]
    return status, headers, body


def answers(status: str, kind: str, body: bytes) -> Fault:
    """That answer in place of the real one."""
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]

    def fault(_: WSGIApplication) -> WSGIApplication:
        def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            start_response(status, headers)
            return [body]

        return app

    return fault


def redirects(to: str) -> Fault:
    def fault(_: WSGIApplication) -> WSGIApplication:
        def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            start_response("302 Found", [("Location", to), ("Content-Length", "0")])
            return [b""]

        return app

    return fault


def moved(inner: WSGIApplication) -> WSGIApplication:
    """A redirect to the very same page under another address."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("QUERY_STRING"):
            return inner(environ, start_response)
        there = f"{environ['PATH_INFO']}?moved"
        return redirects(there)(inner)(environ, start_response)

    return app


def dated(day: str) -> Fault:
    """The right answer from a server whose clock says that."""

    def fault(inner: WSGIApplication) -> WSGIApplication:
        def app(
            environ: WSGIEnvironment, start_response: StartResponse
        ) -> Iterable[bytes]:
            status, headers, body = collect(inner, environ)
            start_response(status, [*headers, ("Date", day)])
            return [body]

        return app

    return fault


def cut_short(inner: WSGIApplication) -> WSGIApplication:
    """The right head and half of the body, then the connection ends."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, headers, body = collect(inner, environ)
        start_response(status, headers)
        return [body[: len(body) // 2]]

    return app


def altered(inner: WSGIApplication) -> WSGIApplication:
    """A whole answer of the right kind with other bytes than the build made."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        status, headers, body = collect(inner, environ)
        kept = [pair for pair in headers if pair[0].lower() != "content-length"]
        body += b"\n"
        start_response(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]

    return app


def hangs(release: threading.Event) -> Fault:
    """No answer until the event is set."""

    def fault(inner: WSGIApplication) -> WSGIApplication:
        def app(
            environ: WSGIEnvironment, start_response: StartResponse
        ) -> Iterable[bytes]:
            release.wait(ASK_PATIENCE_S)
            return inner(environ, start_response)

        return app

    return fault
