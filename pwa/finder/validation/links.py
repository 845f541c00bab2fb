"""R11, R12: web addresses that lead where they say, without passwords or trackers."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from pwa.finder.model import Listing
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

LONGEST = 1000
HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+"
)
HERE = re.compile(r"(?i).*\.(local|localhost|internal|home|lan|invalid|onion)")
SECRETS = re.compile(r"(?i)(pwd|pw|pass|passwd|password|passcode|pass_code|secret|tk)")
TRACKERS = re.compile(r"(?i)(utm_[a-z]+|fbclid|gclid|msclkid|mc_eid|mc_cid|igshid|_ga)")
BARE = re.compile(
    r"(?i)(www\.)?([a-z0-9-]+\.)+(uk|org|com|net|info|scot|wales|cymru)\b.*"
)


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Mends what can be; refuses an address of another scheme or with a login in it."""
    listing = replace(
        listing,
        url=_address("url", listing.url, notes),
        page=_address("page", listing.page, notes),
    )
    meeting = listing.meeting
    if meeting is None:
        return listing
    join_url = _address("meeting.join_url", meeting.join_url, notes)
    return replace(listing, meeting=replace(meeting, join_url=join_url))


def _address(field: str, text: str, notes: Notes) -> str:
    """As it may be shown; where it is refused, as it was."""
    address = text.strip()
    if not address:
        return ""
    if "://" not in address and BARE.fullmatch(address):
        address = f"https://{address}"
    fault, parts = _fault(address)
    if parts is None:
        notes.refuse("R11", field, fault)
        return text
    address = _without(parts, TRACKERS)
    shown = _without(urlsplit(address), SECRETS)
    if shown != address:
        notes.mended("R12", field, "A password was taken out of the link.")
    elif shown != text:
        notes.mended("R11", field, "The address was tidied.")
    return shown


def _fault(address: str) -> tuple[str, SplitResult | None]:
    if len(address) > LONGEST:
        return f"It is over {LONGEST} characters.", None
    if any(each <= " " or each in "<>\"'\\`{}|^\x7f" for each in address) or (
        not address.isprintable()
    ):
        return "It holds marks that no address has.", None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "It cannot be read as an address.", None
    if parts.scheme not in ("https", "http"):
        return "It is no https or http address.", None
    if "@" in parts.netloc:
        return "It has a name or a password before its host.", None
    if port not in (None, 80, 443):
        return "It asks for an unusual port.", None
    if _is_number(host) or not HOST.fullmatch(_ascii(host)) or HERE.fullmatch(host):
        return "Its host is no name on the public web.", None
    return "", parts


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _without(parts: SplitResult, names: re.Pattern[str]) -> str:
    """Without these in its query or its fragment; all else stays letter for letter."""
    query = _pairs_without(parts.query, names)
    fragment = _pairs_without(parts.fragment, names)
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _pairs_without(text: str, names: re.Pattern[str]) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(names.fullmatch(name) for name, _ in pairs):
        return text
    return urlencode([pair for pair in pairs if not names.fullmatch(pair[0])])
