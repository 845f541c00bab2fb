"""The whole service on loopback, by the files in deploy/, and the next release."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.app_server import build, copy_of_app
from tests import postgres
from tests.push_service import PushService, Reply
from tests.scale import proxy
from tests.scale.processes import Unit, Units
from tests.scale.traffic import Front

WEB, SENDERS = 3, 4
ANSWERS_AFTER_S = 0.05
"""A push service's round trip, so that there is always something under way."""
UP_WITHIN_S = 60.0
FLASK = (sys.executable, "-m", "flask", "--app", "pwa")


@dataclass
class Service:
    """All that runs.

    Attributes:
        database: The address of PostgreSQL.
        releases: Folders of the app: the one served, and the next.
        instance: The folder all processes share: keys and packs.
    """

    folder: Path
    database: str
    push: PushService
    front: Front
    units: Units
    releases: tuple[Path, Path]
    instance: Path
    ports: list[int]

    def logs(self) -> str:
        """What all processes wrote, nginx's own log among it."""
        files = [*self.folder.glob("logs/*"), *self.folder.glob("nginx/*.log")]
        return "\n".join(each.read_text("utf-8", "replace") for each in files)


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Start it; everything is ended and its address gone at the end."""
    folder.chmod(0o755)
    releases = (copy_of_app(folder / "now"), copy_of_app(folder / "next"))
    with ExitStack() as stack:
        database = stack.enter_context(postgres.server())
        push = PushService(Reply(after_s=ANSWERS_AFTER_S))
        stack.enter_context(push.running())
        instance = folder / "instance"
        *ports, plain, tls = proxy.free_ports(WEB + 2)
        settings = {
            "HOST": "127.0.0.1",
            "CARRYCARD_INSTANCE": str(instance),
            "CARRYCARD_DATABASE_URL": database,
            "CARRYCARD_ORIGIN": f"https://{proxy.NAME}",
            "CARRYCARD_SERVER_PROCESSES": "1",
            "CARRYCARD_BUILD_PACKS": "off",
            "CARRYCARD_RUN_REMINDERS": "off",
            "CARRYCARD_ENV": "test",
            "CARRYCARD_PUSH_TEST_ORIGIN": push.origin,
        }
        make_next(releases[1])
        run(releases[0], settings, "finder", "build", "--no-postcodes")
        units = stack.enter_context(Units())
        logs = folder / "logs"
        logs.mkdir()
        for at, port in enumerate(ports, 1):
            name, given = f"web-{at}", {**settings, "PORT": str(port)}
            command = (*FLASK, "serve")
            units.add(Unit(name, command, given, releases[0], logs / name))
        for at in range(1, SENDERS + 1):
            name, sends = f"send-{at}", (*FLASK, "reminders", "run")
            units.add(Unit(name, sends, settings, releases[0], logs / name))
        front = start_proxy(units, folder, ports, plain, tls)
        for port in ports:
            wait_until_up(f"http://127.0.0.1:{port}/healthz")
        yield Service(folder, database, push, front, units, releases, instance, ports)


def start_proxy(
    units: Units, folder: Path, ports: list[int], plain: int, tls: int
) -> Front:
    own, user = folder / "nginx", postgres.not_root() or ""
    own.mkdir()
    main = proxy.write(own, ports, plain, tls)
    if os.getuid() == 0:
        for each in (own, *own.iterdir()):
            os.chown(each, *owner(user))
    command = [proxy.program() or "nginx", "-p", str(own), "-c", str(main)]
    command += ["-e", str(own / "nginx.log")]
    units.add(Unit("nginx", command, {}, own, folder / "logs" / "nginx", user))
    return Front(tls, proxy.trusting(own))


def owner(user: str) -> tuple[int, int]:
    import pwd

    found = pwd.getpwnam(user)
    return found.pw_uid, found.pw_gid


def make_next(folder: Path) -> None:
    """The release after this one: each script and style has another name in it."""
    with (folder / "static" / "css" / "app.scss").open("a", encoding="utf-8") as file:
        file.write("\nbody { --next-release: 1; }\n")
    with (folder / "static" / "js" / "main.js").open("a", encoding="utf-8") as file:
        file.write('\ndocument.documentElement.dataset.next = "1";\n')
    build(folder)


def run(release: Path, settings: dict[str, str], *words: str) -> None:
    subprocess.run(
        [*FLASK, *words],
        cwd=release,
        env={**os.environ, **settings},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def wait_until_up(address: str) -> None:
    """Raises TimeoutError: it does not answer."""
    until = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < until:
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")
