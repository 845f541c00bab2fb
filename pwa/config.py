"""Every setting, read from the environment once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pwa.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
KNOWN_LANGUAGES = ("en", "cy")
ORIGINAL_LANGUAGE = "en"
HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.IGNORECASE)
API = re.compile(
    r"(?:https://[a-z0-9.-]+(?::\d+)?|http://(?:127\.0\.0\.1|localhost):\d+)?"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*"
)
"""It is put into a policy and into scripts, so nothing in it may end a word there."""
MAX_BODY_BYTES = 4096
"""A request that brings more is refused. Only what is under /api/ takes a body."""
LARGEST_BODY_BYTES = 16_384
"""The most that any one address takes (a report); more is not even read."""


@dataclass(frozen=True)
class Config:
    """Settings of one application. Each default is safe in public.

    Attributes:
        host: Address the server listens on.
        port: TCP port, 0 to 65535.
        server_processes: Server processes, at least 1.
        publisher: Who answers for this copy of the app, shown on /about/.
        contact: Where people write about a mistake, shown on /about/.
        languages: Languages served; English first, as the original.
        worker: "on" serves the service worker; "off" serves the kill switch, which
            unregisters the worker and drops its caches but keeps the card.
        dist: Folder the build writes to and the server reads from.
        instance: Folder for what this copy of the service makes and keeps: the
            directory's database, the packs, keys. Never part of a release.
        database_url: An SQLAlchemy address; "" means SQLite in the instance folder.
        build_packs: "on" makes the directory's packs anew beside a server that starts;
            "off" leaves that to `flask finder build`.
        run_reminders: "on" sends reminders beside a server that starts; "off" leaves
            that to `flask reminders run` or `send`.
        hosts: Names the server answers to, beside localhost, addresses in figures, the
            host it listens on and the one in `origin`; "*" means any name.
        origin: Where people open the app, "https://host[:port]"; "" where not known.
        api: Where the pages find what is under /api/: "" on their own origin, "/path"
            below a path of it, "https://host[:port][/path]" on another, "off" nowhere.
        push_subject: Whom a push service writes to when it has trouble with us:
            "mailto:…" or "https://…"; "" means the origin, or what stands for it.
        environment: "live", or "test" for tests of ours and others' only.
        push_test_origin: With "test", one origin on this machine that may stand in for
            a push service, "http://127.0.0.1:port"; "" means none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    server_processes: int = 2
    publisher: str = ""
    contact: str = ""
    languages: tuple[str, ...] = KNOWN_LANGUAGES
    worker: str = "on"
    dist: Path = ROOT / "static" / "dist"
    instance: Path = ROOT / "instance"
    database_url: str = ""
    build_packs: str = "on"
    run_reminders: str = "on"
    hosts: tuple[str, ...] = ()
    origin: str = ""
    api: str = ""
    push_subject: str = ""
    environment: str = "live"
    push_test_origin: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ConfigError(f"PORT must be 0 to 65535, not {self.port}")
        if self.server_processes < 1:
            raise ConfigError(
                "CARRYCARD_SERVER_PROCESSES must be 1 or more, "
                f"not {self.server_processes}"
            )
        if self.worker not in ("on", "off"):
            raise ConfigError(
                f'CARRYCARD_WORKER must be "on" or "off", not {self.worker!r}'
            )
        if self.build_packs not in ("on", "off"):
            raise ConfigError(
                f'CARRYCARD_BUILD_PACKS must be "on" or "off", not {self.build_packs!r}'
            )
        if self.run_reminders not in ("on", "off"):
            raise ConfigError(
                'CARRYCARD_RUN_REMINDERS must be "on" or "off", '
                f"not {self.run_reminders!r}"
            )
        if self.has_api and not API.fullmatch(self.api):
            raise ConfigError(
                'CARRYCARD_API must be https://host[:port], a /path, both, or "off", '
                f"not {self.api!r}"
            )
        if self.environment not in ("live", "test"):
            raise ConfigError(
                f'CARRYCARD_ENV must be "live" or "test", not {self.environment!r}'
            )
        if self.push_test_origin and self.environment != "test":
            raise ConfigError(
                "CARRYCARD_PUSH_TEST_ORIGIN is for tests only: "
                "unset it, or set CARRYCARD_ENV=test"
            )
        for each in self.hosts:
            if each != "*" and not HOST_NAME.fullmatch(each):
                raise ConfigError(
                    "CARRYCARD_HOSTS must be names, as in card.example.org, "
                    f"with commas between; not {each!r}"
                )
        unknown = set(self.languages) - set(KNOWN_LANGUAGES)
        is_twice = len(set(self.languages)) != len(self.languages)
        if unknown or is_twice or self.languages[:1] != (ORIGINAL_LANGUAGE,):
            raise ConfigError(
                "CARRYCARD_LANGUAGES must start with en and name only "
                f"{', '.join(KNOWN_LANGUAGES)}, each once, "
                f"not {','.join(self.languages)!r}"
            )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Read the settings the README lists.

        Raises:
            ConfigError: a value is not usable; it names the setting and the fault.
        """
        env = os.environ if environ is None else environ
        return cls(
            host=env.get("HOST") or cls.host,
            port=_whole_number(env, "PORT", cls.port),
            server_processes=_whole_number(
                env, "CARRYCARD_SERVER_PROCESSES", cls.server_processes
            ),
            publisher=env.get("CARRYCARD_PUBLISHER", cls.publisher).strip(),
            contact=env.get("CARRYCARD_CONTACT", cls.contact).strip(),
            languages=_names(env.get("CARRYCARD_LANGUAGES")) or cls.languages,
            worker=env.get("CARRYCARD_WORKER") or cls.worker,
            instance=Path(env.get("CARRYCARD_INSTANCE") or cls.instance).resolve(),
            database_url=env.get("CARRYCARD_DATABASE_URL", cls.database_url).strip(),
            build_packs=env.get("CARRYCARD_BUILD_PACKS") or cls.build_packs,
            run_reminders=env.get("CARRYCARD_RUN_REMINDERS") or cls.run_reminders,
            hosts=_names(env.get("CARRYCARD_HOSTS")),
            origin=env.get("CARRYCARD_ORIGIN", cls.origin).strip().rstrip("/"),
            api=env.get("CARRYCARD_API", cls.api).strip().rstrip("/"),
            push_subject=env.get("CARRYCARD_PUSH_SUBJECT", cls.push_subject).strip(),
            environment=env.get("CARRYCARD_ENV") or cls.environment,
            push_test_origin=env.get("CARRYCARD_PUSH_TEST_ORIGIN", "").strip(),
        )

    @property
    def database(self) -> str:
        """The SQLAlchemy address in use."""
        return self.database_url or f"sqlite:///{self.instance / 'carrycard.db'}"

    @property
    def packs(self) -> Path:
        """Folder of the packs that phones fetch."""
        return self.instance / "packs"

    @property
    def keys(self) -> Path:
        """Folder of the keys that tell push services that a reminder is ours."""
        return self.instance / "keys"

    @property
    def has_api(self) -> bool:
        """Whether reminders and reports have a server that takes them."""
        return self.api != "off"

    @property
    def api_origin(self) -> str:
        """The other origin that pages may ask; "" where all is on their own."""
        scheme, host = urlsplit(self.api)[:2]
        return f"{scheme}://{host}" if host else ""

    def seen_on_pages(self) -> dict[str, object]:
        """The settings that the built pages contain; a change means a new build."""
        return {
            "publisher": self.publisher,
            "contact": self.contact,
            "languages": list(self.languages),
            "api": self.api,
        }


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    try:
        return int(text)
    except ValueError as error:
        raise ConfigError(f"{name} must be a whole number, not {text!r}") from error
