"""What an operator is given is accepted by the programs that read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pwa import create_app
from pwa.config import ROOT, Config
from tests.scale import proxy

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMMAND = re.compile(r"(?:deploy/flask|flask --app pwa) ((?:[a-z]+ ?)+)")
GUIDES = [
    ROOT / "README.md",
    *(ROOT / "docs").glob("*.md"),
]


def run(*words: object) -> str:
    done = subprocess.run(
        [str(each) for each in words], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    program = proxy.program()
    if program is None:
        pytest.skip("no nginx is installed here")
    main = proxy.write(tmp_path, [8001, 8002, 8003], *proxy.free_ports(2))

    run(program, "-t", "-p", tmp_path, "-c", main, "-e", tmp_path / "log")


def test_caddy_accepts_its_configuration() -> None:
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("no caddy is installed here")

    run(program, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")


def test_systemd_accepts_every_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd is installed here")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        # Nothing is installed here: a program that is there stands for ours.
        text = re.sub(r"ExecStart=/opt/\S+", "ExecStart=/bin/true", text)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")

    said = run(program, "verify", "--man=no", *tmp_path.iterdir())

    assert said == ""


def test_each_setting_of_the_example_is_one_that_is_read() -> None:
    text = (DEPLOY / "carrycard.env").read_text(encoding="utf-8")
    rows = dict(line.split("=", 1) for line in text.splitlines() if "=" in line[:40])
    source = (ROOT / "pwa" / "config.py").read_text(encoding="utf-8")

    config = Config.from_env(rows)

    assert [name for name in rows if f'"{name}"' not in source] == []
    assert (config.server_processes, config.run_reminders) == (1, "off")


def test_no_log_of_the_proxies_can_hold_an_address() -> None:
    nginx = (DEPLOY / "nginx" / "carrycard.conf").read_text(encoding="utf-8")
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")

    assert re.findall(r"access_log (\w+)", nginx) == ["off"] * nginx.count(
        "listen [::]"
    )
    assert set(re.findall(r"error_log \S+ (\w+);", nginx)) == {"alert"}
    assert (
        "level FATAL" in caddy and "\n\tlog" not in caddy.split("card.example.org")[1]
    )


def test_each_command_that_a_guide_names_is_there() -> None:
    commands = create_app(Config()).cli
    named = [
        (guide.name, words)
        for guide in GUIDES
        for words in COMMAND.findall(guide.read_text(encoding="utf-8"))
    ]

    missing = [each for each in named if not is_command(commands, each[1].split())]

    assert len(named) > 30
    assert missing == []


def is_command(group: click.Group, words: list[str]) -> bool:
    """Whether the words lead to a command; what follows it are its arguments."""
    here: click.Command | None = group
    while words and isinstance(here, click.Group):
        try:
            _, found, words = here.resolve_command(click.Context(here), words)
        except click.UsageError:
            return here is not group and here.invoke_without_command
        here = found
    return True


def test_each_file_that_the_guide_to_deploying_names_is_there() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    named = set(re.findall(r"deploy/[\w./*-]+", text)) - {"deploy/…"}

    missing = [
        each
        for each in named
        if not list(ROOT.glob(each.rstrip("./"))) and each != "deploy/"
    ]

    assert missing == []
