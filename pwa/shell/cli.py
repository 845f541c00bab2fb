"""`flask --app pwa build` and `flask --app pwa serve`."""

from __future__ import annotations

import json
import resource
import socket
import sys
from dataclasses import asdict

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from pwa.config import Config
from pwa.errors import BuildError, ContentError, NotBuiltError
from pwa.shell import build as builder
from pwa.shell.release import Release
from pwa.shell.serving import why_unusable

MOST_HEAD_BYTES = 32_768
"""A request line with its headers; browsers send about one of these 32."""
STOP_PATIENCE_S = 5
MOST_CONNECTIONS = 2_000
"""At once, of each process; more wait to be taken. Who says nothing holds one for ten
seconds, so fewer than this many silent clients hold up nobody."""


@click.command("build")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def build_command(as_json: bool) -> None:
    """Build scripts, styles, pages and worker into static/dist."""

    def make_app(config: Config, release: Release) -> Flask:
        from pwa import create_app

        return create_app(config, release=release)

    try:
        report = builder.build(current_app.config["CARRYCARD"], make_app)
    except (BuildError, ContentError, NotBuiltError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(asdict(report)))
    else:
        click.echo(
            f"Built release {report.release}: {report.pages} pages; "
            f"{report.precached} files are kept on the phone, fetched in "
            f"{report.fetched}, {report.precached_br_bytes / 1000:.0f} KB on the wire, "
            f"of which {report.core_br_bytes / 1000:.0f} KB come first"
        )


@click.command("serve")
@with_appcontext
def serve_command() -> None:
    """Serve the last build on HOST and PORT until stopped."""
    config: Config = current_app.config["CARRYCARD"]
    fault = why_unusable(config, current_app.extensions["release"])
    if fault:
        raise click.ClickException(fault)
    check_address(config)
    click.echo(welcome(config))
    sys.stdout.flush()
    for start in current_app.extensions.get("before_serving", []):
        start()
    allow_connections()
    Granian(
        "pwa.served:app",
        address=config.host,
        port=config.port,
        interface=Interfaces.RSGI,
        workers=config.server_processes,
        backpressure=MOST_CONNECTIONS,
        # HTTP/2 detection waits for a first byte for ever; with HTTP/1 alone a client
        # that says nothing is closed.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=10_000, max_buffer_size=MOST_HEAD_BYTES
        ),
        # Who is still sending when it is told to stop does not hold it up.
        workers_kill_timeout=STOP_PATIENCE_S,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,
    ).serve()


def allow_connections() -> None:
    """Let each process have as many open files as the system allows it to ask for.

    Many systems begin with 1,024, fewer than `MOST_CONNECTIONS` and the files need.
    """
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now < most:
        wanted = 4 * MOST_CONNECTIONS
        within = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, within), most))


def check_address(config: Config) -> None:
    """Refuse an address that is taken.

    The server shares its port among its processes, so the system would let a second
    server share it too, and answer from one or the other.

    Raises:
        ClickException: the address cannot be listened on; says why and what to do.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            raise click.ClickException(
                f"Cannot listen on {config.host} port {config.port}: {error.strerror}. "
                "Stop what runs there, or choose another: make run PORT=8001"
            ) from error


def welcome(config: Config) -> str:
    """What to tell the person who started it."""
    host = "127.0.0.1" if config.host == "0.0.0.0" else config.host  # noqa: S104
    return (
        f"\nCarrycard is at http://{host}:{config.port}/  (stop it with Ctrl-C)\n\n"
        "On this computer that address is enough: offline and install work too.\n"
        "A phone needs HTTPS, or it will not keep the app offline. Put an HTTPS proxy\n"
        f"or tunnel that you trust in front of port {config.port}, and open its https://\n"
        'address on the phone. README, "On a phone", has an example.\n'
    )
