"""Web and e-mail addresses out of somebody else's file, kept only where harmless."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from pwa.finder.importers.plain_text import line, written

MEETING_PARAMETERS = frozenset({"mtid", "confno"})
"""What the address of an online meeting may keep after "?": its number, never a
password. Zoom and Teams have theirs in the path; "pwd", "p" and the like are dropped.
"""

ROLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        access admin admissions advice advocacy aftercare alcohol appointments bookings
        carers centre clinic contact contactus correspondence council customer detox
        drop drugs duty email engagement enquire enquiries enquiry families family
        feedback general hello help helpdesk helpline hi hub info information intake
        intergroup mail main mailbox meetings needle office online outreach pharmacy
        phone post public reception recover recovery referral referrals refer rehab
        secretary service services spa support team treatment us wellbeing young youth
        """,
    )
)
"""Words of a mailbox that belongs to a desk and not to a person."""

_EMAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_HOST = re.compile(r"(?i)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?")


def web_address(value: object) -> str:
    """An http or https address, or "". "www.example.org" is taken as https."""
    parts = _parts(value)
    return "" if parts is None else urlunsplit(parts)


def join_address(value: object) -> str:
    """The address of an online meeting, without what opens its door."""
    parts = _parts(value)
    if parts is None:
        return ""
    kept = [
        (name, text)
        for name, text in parse_qsl(parts.query)
        if name.lower() in MEETING_PARAMETERS
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def desk_email(value: object) -> str:
    """An e-mail address of a desk ("info@…"), or "" where it may be a person's."""
    text = line(value).removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        return ""
    words = re.split(r"[^a-z]+", text.partition("@")[0].lower())
    return text if ROLE_WORDS & set(words) else ""


def _parts(value: object) -> SplitResult | None:
    text = "".join(written(value).split())
    if not text or len(text) > 2000 or any(each in text for each in "<>\"'\\`"):
        return None
    if "://" not in text and _HOST.match(text.partition("/")[0]):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return parts if is_plain and _HOST.fullmatch(parts.netloc) else None
