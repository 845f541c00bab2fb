"""L1, the limit page: about 5 KB with its styles inside, behind a small worker.

An app that opens offline in a browser cannot do less than this, so the app's own times
are given as multiples of it. It has an origin of its own and is made here, so nothing
in the app can change the measure.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import brotli

NAME = "Sam Example"
WANTED_BYTES = 5_000

WORKER = """\
const CACHE = 'limit'
const KEPT = ['/']

self.addEventListener('install', (event) => {
  const keep = async () => (await caches.open(CACHE)).addAll(KEPT)
  event.waitUntil(keep())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  event.respondWith(answer(event.request))
})

async function answer(request) {
  return (await caches.match(request)) ?? fetch(request)
}
"""

STYLE = """\
body { margin: 0; padding: 1rem; font: 1.125rem/1.5 sans-serif; color: #111 }
h1 { margin: 0 0 1rem; font-size: 2rem }
dl { border-top: 3px solid #000 }
dt { font-weight: 400 }
dd { margin: 0; border-bottom: 1px solid #000; font-weight: 700 }
"""

LINE = "<li>Line {0:02d} that a person could read with no network: {1}.</li>\n"

PAGE = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Limit</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>
{STYLE}</style>
</head>
<body>
<h1>Limit page</h1>
<dl><dt>Name</dt><dd data-card="name">{NAME}</dd></dl>
<ul>
LINES</ul>
<script>
addEventListener('load', () => navigator.serviceWorker.register('/worker.js'))
</script>
</body>
</html>
"""


def page() -> bytes:
    """The page, filled up with lines to WANTED_BYTES."""
    lines = ""
    for number in range(WANTED_BYTES):
        # Words alike would pack to nothing, as no real page does.
        word = sha256(str(number).encode()).hexdigest()[:16]
        lines += LINE.format(number, word)
        if len(PAGE) + len(lines) >= WANTED_BYTES:
            break
    return PAGE.replace("LINES", lines).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers the page and its worker, packed as the app packs its own."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answers: ClassVar = {
        "/": ("text/html; charset=utf-8", brotli.compress(page())),
        "/worker.js": ("text/javascript", brotli.compress(WORKER.encode())),
    }

    def do_GET(self) -> None:
        kind, body = self.answers.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        if kind:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the table readable."""


@contextlib.contextmanager
def serve_limit_page(port: int) -> Iterator[None]:
    """Serve it on 127.0.0.1 until the block ends; then nothing listens there."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
