"""The server: answers a second against nginx with the same bytes, and its memory.

The load comes from wrk, on the cores of both servers, which take turns.
Nothing is measured where nginx or wrk is not installed.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench import app_server, goals
from bench.cdp import BrowserError
from bench.figures import ratio_of_medians
from bench.hung_server import free_port
from bench.report import Row
from bench.rounds import Series, run_rounds

SECONDS = 3
PACKED = "gzip"
"""Of what most clients take, the one that nginx packs files with too."""
CONNECTIONS = 32
ASKED = f"Accept-Encoding: {PACKED}"
GZIP = b"\x1f\x8b"
PAGE, VERSION, ONE, LIST = "/", "/version.json", "a service by id", "20 services"
SERVICES = "/api/oruk/services"
GOALS = {
    PAGE: goals.PAGE_TO_NGINX,
    VERSION: goals.PAGE_TO_NGINX,
    ONE: goals.ONE_TO_NGINX,
    LIST: goals.LIST_TO_NGINX,
}
NGINX = """\
{user}worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/t1;
  proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; default_type text/plain; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """Whole answers in a second."""

    per_second: float


def measure(copy: Path, runs: int) -> tuple[list[Row], Series[Rate]]:
    """Each address from the app and from nginx, in turn, round after round."""
    if not (shutil.which("wrk") and shutil.which("nginx")):
        says = Row("answers a second", "nginx or wrk is not installed", None, "", "")
        return [says], Series()
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as at, serving(copy) as app:
        origin, process = app
        folder = Path(at)
        (folder / "files").mkdir()
        folder.chmod(0o755)
        paths = addresses(origin)
        bodies = [fetch(origin + path) for path in paths.values()]
        with nginx(folder, bodies) as theirs:
            cases = []
            for number, (name, path) in enumerate(paths.items()):
                cases.append((f"ours, {name}", partial(load, origin + path)))
                same = f"{theirs}/{number}"
                cases.append((f"nginx, {name}", partial(load, same)))
            series = run_rounds("server", runs, cases)
            memory = Row(
                "memory of a server process",
                f"{private_mb(process):.0f} MB",
                None,
                "",
                "",
            )
    return [*rate_rows(series), memory], series


def addresses(origin: str) -> dict[str, str]:
    """What is asked for, by its name in the table."""
    listed = json.loads(unpacked(fetch(f"{origin}{SERVICES}?per_page=1")))
    first = listed["contents"][0]["id"]
    return {
        PAGE: PAGE,
        VERSION: VERSION,
        ONE: f"{SERVICES}/{first}",
        LIST: f"{SERVICES}?per_page=20",
    }


def fetch(url: str) -> bytes:
    """An answer's body, still packed if it came so."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": PACKED})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own
        return bytes(answer.read())


def unpacked(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(GZIP) else body


@contextlib.contextmanager
def serving(copy: Path) -> Iterator[tuple[str, int]]:
    """The app's origin and the process that began it."""
    port = free_port()
    with app_server.serve_app(copy, port) as process:
        yield f"http://127.0.0.1:{port}", process.pid


@contextlib.contextmanager
def nginx(folder: Path, bodies: list[bytes]) -> Iterator[str]:
    """The origin where /0, /1, … are these bodies, each a file."""
    port = free_port()
    for number, body in enumerate(bodies):
        (folder / "files" / str(number)).write_bytes(body)
    settings = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    settings.write_text(NGINX.format(folder=folder, port=port, user=user))
    process = subprocess.Popen(
        ["nginx", "-p", folder, "-c", settings, "-g", "daemon off;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        app_server.wait_until_healthy(process, f"http://127.0.0.1:{port}/0")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)


def load(url: str) -> Rate:
    """As many answers as there can be to so many connections, for SECONDS.

    Raises:
        BrowserError: not all was answered with 200.
    """
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", ASKED, url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said:
        raise BrowserError(f"{url}: {said}")
    return Rate(float(found[1]))


def rate_rows(series: Series[Rate]) -> list[Row]:
    """More is better here, unlike in the other rows."""

    def rate(each: Rate) -> float:
        return each.per_second

    rows = []
    for name, goal in GOALS.items():
        ours, theirs = series.pairs(f"ours, {name}", f"nginx, {name}", rate)
        if not ours:
            rows.append(
                Row(f"answers a second, {name}", "no figure", None, "", "MISSED")
            )
            continue
        ratio = ratio_of_medians(ours, theirs)
        rows.append(
            Row(
                f"answers a second, {name}",
                f"{median(ours):,.0f}",
                ratio,
                f">= {goal:.2f} x nginx",
                "pass" if ratio.value >= goal else "MISSED",
            )
        )
    return rows


def private_mb(process: int) -> float:
    """Memory of one of its server processes, shared parts counted in proportion."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    sizes = [proportional_kb(int(child)) for child in children.split()]
    return median(sizes) / 1000


def proportional_kb(process: int) -> int:
    told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) if found else 0
