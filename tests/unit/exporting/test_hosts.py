"""The header files: read by the hosts they are for, and answered as the app would."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic

import pytest
from flask import Flask

from pwa.exporting import hosts
from pwa.shell.headers import common_headers
from tests.browser.servers import HOST, free_port

PATIENCE_S = 20
NGINX = """
daemon off; worker_processes 1; {user} pid {home}/pid; error_log {home}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {home}/a; proxy_temp_path {home}/b; fastcgi_temp_path {home}/c;
  uwsgi_temp_path {home}/d; scgi_temp_path {home}/e;
  server {{
    listen {host}:{port};
    root {site};
    include {site}/_server/nginx.conf;
  }}
}}
"""
CADDY = """{{
  admin off
  auto_https off
}}
http://{host}:{port} {{
  root * {site}
  import {site}/_server/Caddyfile
}}
"""
COMMANDS = {
    "nginx": (NGINX, ["nginx", "-e", "stderr", "-c"]),
    "caddy": (CADDY, ["caddy", "run", "--adapter", "caddyfile", "--config"]),
}


@dataclass(frozen=True)
class Host:
    """A real server that hands out the export."""

    port: int = field(default_factory=free_port)

    def ask(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        with closing(HTTPConnection(HOST, self.port, timeout=10)) as connection:
            connection.request(method, path)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, answer.read()

    def is_up(self) -> bool:
        try:
            return self.ask("/healthz")[0] == 200
        except OSError:
            return False


@pytest.fixture(scope="module", params=COMMANDS)
def host(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    settings, command = COMMANDS[request.param]
    program = shutil.which(command[0], path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    home, host = tmp_path_factory.mktemp("home"), Host()
    file = home / "settings"
    known = {"home": home, "host": HOST, "port": host.port, "site": site}
    # Started by root it would read as nobody, who may not look into our folders.
    user = "user root;" if os.geteuid() == 0 else ""
    file.write_text(settings.format(**known, user=user))
    log = home / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, *command[1:], str(file)],
            env={"HOME": str(home), "PATH": "/usr/bin"},
            stdout=out,
            stderr=out,
        )
    try:
        give_up_at = monotonic() + PATIENCE_S
        while not host.is_up():
            assert process.poll() is None, log.read_text()
            assert monotonic() < give_up_at, log.read_text()
        yield host
    finally:
        process.terminate()
        process.wait()


def test_every_address_is_answered_as_the_app_answers_it(
    host: Host, site_app: Flask, site: Path
) -> None:
    app = site_app.test_client()
    packs = [f"/packs/{file.name}" for file in (site / "packs").glob("*.bin")]
    scripts = [f"/static/{file.name}" for file in (site / "static").glob("main.*.js")]
    paths = [
        *("/", "/cy/", "/card/", "/card/edit", "/cy/card/move", "/card/move"),
        *("/finder/", "/cy/finder/", "/finder/areas/wales", "/offline", "/facts/"),
        *("/service-worker.js", "/manifest.json", "/version.json", "/healthz"),
        *("/static/icons/icon.svg", "/packs/manifest.json", *packs, *scripts),
    ]

    for path in paths:
        status, headers, _ = host.ask(path)
        wanted = app.get(path, buffered=True)
        assert status == 200, path
        for name, value in common_headers(path).items():
            assert headers.get(name.lower()) == value, (path, name)
        kept, as_served = headers["cache-control"], wanted.headers["Cache-Control"]
        if "immutable" not in kept or "immutable" not in as_served:
            assert kept == as_served, path
        kind = headers["content-type"].partition(";")[0]
        assert kind.replace("application/java", "text/java") == wanted.mimetype, path


def test_other_programs_may_read_the_lists_at_either_address(host: Host) -> None:
    for path in ("/api/oruk/services", "/api/oruk/services.json", "/api/oruk/"):
        status, headers, _ = host.ask(path)

        assert status == 200, path
        assert headers["content-type"].startswith("application/json")
        assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "language"),
    [("/nowhere", "en"), ("/static/gone.00000000.js", "en"), ("/cy/nowhere", "cy")],
)
def test_what_is_not_there_is_a_page_that_nobody_keeps(
    host: Host, path: str, language: str
) -> None:
    status, headers, body = host.ask(path)

    assert status == 404
    assert f'<html lang="{language}"'.encode() in body
    assert headers["content-type"].startswith("text/html")
    assert "immutable" not in headers["cache-control"]
    policy = common_headers("/")["Content-Security-Policy"]
    assert headers["content-security-policy"] == policy


@pytest.mark.parametrize(
    "path", ["/_server/nginx.conf", "/_server/Caddyfile", "/.carrycard-export.json"]
)
def test_what_is_not_for_phones_is_not_handed_out(host: Host, path: str) -> None:
    assert host.ask(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_taken_in(host: Host, method: str) -> None:
    assert host.ask("/card/", method)[0] in (404, 405)


def test_no_two_rules_of_the_headers_file_set_the_same_header(site: Path) -> None:
    """Hosts differ in what then counts."""
    blocks: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text("utf-8").splitlines():
        name, colon, value = line.strip().partition(": ")
        if colon:
            blocks[next(reversed(blocks))][name] = value
        else:
            blocks[name] = {}
    everywhere = set(blocks.pop("/*"))

    assert {"Content-Security-Policy", "X-Content-Type-Options"} < everywhere
    assert not [path for path, own in blocks.items() if everywhere & set(own)]
    assert len(blocks) < 100  # Cloudflare Pages takes no more
    packs = {f"/packs/{file.name}" for file in (site / "packs").glob("*.bin")}
    assert packs < set(blocks)


def test_another_origin_that_pages_ask_is_in_every_policy() -> None:
    origin = "https://api.card.example"

    made = hosts.files({"cy/404.html": b""}, origin)

    for name, text in made.items():
        assert f"connect-src 'self' {origin};".encode() in bytes(text), name
