"""What is written down for whoever checks the security is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from pwa.config import MAX_BODY_BYTES, ROOT
from pwa.finder import reports
from pwa.finder.commands import fetching
from pwa.finder.importers import zips
from pwa.finder.questions import LONGEST_SEARCH, MOST_PER_PAGE
from pwa.finder.store import tables as directory
from pwa.reminders import endpoint, limits, sending
from pwa.reminders.model import MOST_TIMES
from pwa.reminders.store import tables as queue
from pwa.reminders.store.subscriptions import MOST_LATER, MOST_SUBSCRIPTIONS
from tests.web.addresses import UNBUILT

SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
DPIA = (ROOT / "docs" / "dpia.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "pwa/shell/templates/shell/privacy.html").read_text(encoding="utf-8")
WORDS_OF_CIPHERS = {
    r"AES-GCM": "AES-GCM",
    r"PBKDF2": "PBKDF2",
    r"HKDF": "HKDF",
    r"hashlib\.sha256|\bsha256\(|SHA-256": "SHA-256",
    r"sha384": "SHA-384",
    r"blake2b": "BLAKE2b",
    r"SECP256R1": "P-256",
    r"\bsecrets\.": "secrets",
    r"getRandomValues": "getRandomValues",
    r"crc32": "CRC-32",
}
ALL_CIPHERS = re.compile(
    r"hashlib\.(\w+)|\b(?:name|hash): '([A-Z][A-Z\d-]+)'"
    r"|importKey\([^)]*?'([A-Z\d-]{4,})'"
)
KNOWN = {"sha256", "new", "file_digest", "AES-GCM", "PBKDF2", "HKDF", "SHA-256"}
LOGS = re.compile(
    r"\blogger\.\w+\(|\blog\.(?:error|warning|info)\(|self\.say\(f?\""
    r"|file=sys\.stderr"
)


def part(heading: str, text: str = SECURITY) -> str:
    """A section of the page, up to the next heading of its kind."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, heading
    return found.group(1)


def code() -> dict[str, str]:
    """All of what runs, on the server and on the phone, by its place."""
    files = [
        *(ROOT / "pwa").rglob("*.py"),
        *(ROOT / "static" / "js").rglob("*.js"),
        *(ROOT / "service_worker").glob("*.js"),
    ]
    return {
        file.relative_to(ROOT).as_posix(): Path(file).read_text(encoding="utf-8")
        for file in files
    }


def test_every_address_that_changes_something_says_who_may() -> None:
    changing = {
        f"{method} {rule.rule}"
        for rule in UNBUILT.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }

    written = set(re.findall(r"`([A-Z]+ /api/\S+)`", part("Who may do what")))

    assert written == changing


def test_every_cipher_and_hash_in_the_code_is_in_the_inventory() -> None:
    inventory, everything = part("Keys and ciphers"), "\n".join(code().values())

    used = {
        word
        for pattern, word in WORDS_OF_CIPHERS.items()
        if re.search(pattern, everything)
    }
    named = {
        name for found in ALL_CIPHERS.findall(everything) for name in found if name
    }

    assert used == set(WORDS_OF_CIPHERS.values())
    assert [word for word in used if word not in inventory] == []
    assert named <= KNOWN


def test_every_host_spoken_to_is_written_down() -> None:
    hosts = {*endpoint.HOSTS, *endpoint.HOSTS_BELOW}

    said = set(re.findall(r"`([\w.-]+\.(?:com|net|org))`", part("What it speaks to")))

    assert said == hosts


def test_every_limit_is_written_down() -> None:
    def each(number: int) -> str:
        return f"{number:,}"

    wanted = [
        f"{each(MAX_BODY_BYTES)} bytes; {each(reports.MOST_BYTES)} for a report",
        f"{reports.CALLER_PER_HOUR} an hour, "
        f"{reports.CALLER_PER_HOUR * reports.EVERYBODY_TIMES} an hour",
        f"{reports.MOST_A_DAY_OF_ONE} a day, {reports.MOST_A_DAY} a day, "
        f"{each(reports.MOST_WAITING)}",
        f"{limits.CALLER_PER_HOUR} an hour, "
        f"{each(limits.CALLER_PER_HOUR * limits.EVERYBODY_TIMES)} an hour",
        f"{limits.CHANGES.burst} changes at once and {limits.CHANGES.per_hour} an hour",
        f"{limits.TESTS[1].burst} a day",
        f'{limits.LATERS.burst} "later" at once and {limits.LATERS.per_hour} an hour',
        f"{each(limits.WHOLE.burst)} at once and {each(int(limits.WHOLE.per_hour))} an",
        f"{each(MOST_SUBSCRIPTIONS)}; {MOST_TIMES} times each",
        f"{MOST_PER_PAGE} entries; a search of {LONGEST_SEARCH} characters",
        f"{zips.MAX_MEMBERS:,} files in it",
    ]

    assert [words for words in wanted if words not in part("Limits")] == []
    assert f"{fetching.MAX_REDIRECTS} redirects" in SECURITY
    assert f"{sending.MOST_AT_ONCE_TO_ONE} at once to one" in SECURITY
    assert MOST_LATER == 4, "four wait at most"


def test_every_file_that_logs_is_in_the_list_of_logs() -> None:
    logging = {
        place
        for place, text in code().items()
        if place.endswith(".py") and LOGS.search(text) and "/commands/" not in place
    }

    assert logging
    assert [each for each in logging if f"`{each}`" not in part("What is logged")] == []
    assert not [place for place, text in code().items() if "FileHandler(" in text]


def test_everything_a_phone_keeps_is_classed() -> None:
    kept = set(
        re.findall(r"<code>((?:IndexedDB|\w+Storage|Cache): [^<]+)</code>", PRIVACY)
    )

    assert len(kept) > 8
    assert [each for each in kept if f"`{each}`" not in DPIA] == []


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param(directory.metadata, id="directory"),
        pytest.param(queue.metadata, id="reminders"),
    ],
)
def test_every_table_of_the_server_is_classed(metadata: MetaData) -> None:
    assert [name for name in metadata.tables if f"`{name}`" not in DPIA] == []


def test_every_test_named_beside_a_threat_is_there() -> None:
    threats = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")

    named = set(re.findall(r"`((?:web|unit|browser|content|js)/[\w./-]+)`", threats))

    assert len(named) > 20
    assert [each for each in named if not (ROOT / "tests" / each).is_file()] == []
