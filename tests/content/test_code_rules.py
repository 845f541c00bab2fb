"""What no line of the code may do, on the server, on a page or in the worker."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pwa.config import ROOT

PYTHON = sorted((ROOT / "pwa").rglob("*.py"))
SCRIPTS = sorted(
    file
    for folder in ("static/js", "service_worker")
    for file in (ROOT / folder).rglob("*.js")
)
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "render_template_string"}
UNPACKS_ANYTHING = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle"}
READS_XML = {"xml", "lxml", "xmltodict", "bs4"}
NOT_SPOKEN = {
    *("ldap", "ldap3", "smtplib", "imaplib", "poplib", "ftplib", "telnetlib"),
    *("memcache", "pymemcache", "graphene", "websockets", "jwt", "authlib"),
}
WEAK = {"hashlib.md5", "hashlib.sha1", "hashlib.new"}
NAMES_ITS_HASH = {"pwa/packed.py"}
"""An integrity value says by which hash it was made: sha256 or sha384 (`tests/web`)."""
WRITES_PLACES = {"pwa/reminders/store/counts.py"}
"""As many named places as there are figures, and nothing else, are written in."""
MAY_BE_UNEVEN = {
    "pwa/database.py",
    "pwa/reminders/asking.py",
    "pwa/reminders/dispatch.py",
    "pwa/reminders/store/outcomes.py",
}
"""They spread sending and trying again; nobody is kept out by these numbers."""
STARTS_PROGRAMS = {
    "pwa/finder/pack_routes.py",
    "pwa/reminders/beside.py",
    "pwa/shell/bundles.py",
}
"""Python itself, with arguments of ours, and the build's own tools."""
MARKS_AS_HTML = {"pwa/evidence.py", "pwa/facts/routes.py"}
"""What our own templates and our own Markdown made; raw HTML in it is shown as text."""

IN_NO_SCRIPT = {
    "makes markup of text": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write",
    "runs text": r"\beval\(|new Function\(|setTimeout\(\s*['\"`]|javascript:",
    "makes a pattern of text": r"new RegExp\(|\bRegExp\(",
    "hears other windows": r"window\.addEventListener\(\s*'message'|window\.onmessage",
    "draws numbers that can be guessed": r"Math\.random",
    "makes a cookie": r"document\.cookie|cookieStore",
    "leaves the origin": r"sendBeacon|new WebSocket|EventSource|XMLHttpRequest",
}


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of what is called."""
    for node in nodes(file):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield called.id, node
            elif isinstance(called, ast.Attribute):
                yield ast.unparse(called), node


def is_fixed(words: ast.expr) -> bool:
    """A text of ours, or one of two."""
    if isinstance(words, ast.IfExp):
        return is_fixed(words.body) and is_fixed(words.orelse)
    return isinstance(words, ast.Constant)


def imported(file: Path) -> set[str]:
    names = [
        each
        for node in nodes(file)
        for each in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    return {name.partition(".")[0] for name in names}


def test_no_text_is_run_as_code() -> None:
    found = [
        f"{place(file)}:{call.lineno} {name}"
        for file in PYTHON
        for name, call in calls(file)
        if name in RUNS_TEXT
    ]

    assert found == []


def test_nothing_is_unpacked_that_could_be_anything() -> None:
    taken = {place(file): imported(file) for file in PYTHON}

    assert not {name for name, has in taken.items() if has & UNPACKS_ANYTHING}
    assert not {name for name, has in taken.items() if has & READS_XML}


def test_no_mail_directory_cache_or_socket_is_spoken_to() -> None:
    assert not [place(file) for file in PYTHON if imported(file) & NOT_SPOKEN]


def test_no_query_is_put_together_from_parts() -> None:
    """Statements are SQLAlchemy's; what is written out has named places for values."""
    found = [
        place(file)
        for file in PYTHON
        if "sqlalchemy" in imported(file)
        for name, call in calls(file)
        if name in ("text", "sa.text", "sqlalchemy.text")
        or name.endswith((".exec_driver_sql", ".executescript"))
        if not is_fixed(call.args[0])
    ]

    assert set(found) == WRITES_PLACES
    assert len(found) == 1


def test_programs_are_started_in_three_places_and_never_by_a_shell() -> None:
    starting = {place(file) for file in PYTHON if "subprocess" in imported(file)}
    by_shell = [
        f"{place(file)}:{call.lineno}"
        for file in PYTHON
        for name, call in calls(file)
        if name in ("os.system", "os.popen")
        or any(each.arg == "shell" for each in call.keywords)
    ]

    assert starting == STARTS_PROGRAMS
    assert by_shell == []


def test_only_what_we_made_is_called_html() -> None:
    found = {
        place(file)
        for file in PYTHON
        for name, _ in calls(file)
        if name in ("Markup", "markupsafe.Markup")
    }

    assert found == MARKS_AS_HTML


def test_no_weak_hash_is_used() -> None:
    found = [place(file) for file in PYTHON for name, _ in calls(file) if name in WEAK]

    assert set(found) == NAMES_ITS_HASH


def test_numbers_that_can_be_guessed_only_spread_the_sending() -> None:
    assert {place(f) for f in PYTHON if "random" in imported(f)} == MAY_BE_UNEVEN


def test_the_certificate_of_a_server_is_always_checked() -> None:
    found = [
        f"{place(file)}:{call.lineno}"
        for file in PYTHON
        for _, call in calls(file)
        for each in call.keywords
        if each.arg in ("verify", "verify_ssl", "ssl", "check_hostname")
    ]

    assert found == []


@pytest.mark.parametrize("pattern", IN_NO_SCRIPT.values(), ids=IN_NO_SCRIPT)
def test_no_script(pattern: str) -> None:
    found = [
        f"{place(file)}:{number}"
        for file in SCRIPTS
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line) and not line.lstrip().startswith(("*", "//", "/*"))
    ]

    assert found == []


def test_a_rule_finds_what_it_is_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        "import pickle, subprocess\nfrom sqlalchemy import text\n"
        "text(f'SELECT {1}')\neval('1')\nsubprocess.run('x', shell=True)\n"
    )

    assert "pickle" in imported(bad)
    assert {name for name, _ in calls(bad)} == {"text", "eval", "subprocess.run"}
