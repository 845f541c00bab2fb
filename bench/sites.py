"""What is opened: each page, the text that counts as seen, and the profile it needs."""

from __future__ import annotations

from dataclasses import dataclass

from bench import limit_page


@dataclass(frozen=True, slots=True)
class Subject:
    """A page to open.

    Attributes:
        name: As the table says it.
        origin: Scheme, host and port.
        path: From the origin's root.
        wanted: Selector of the element whose text counts as the content.
        profile: Name of the prepared browser profile to open it in.
        typed: What stands in the search box when the page's script begins, as after a
            return to the page.
    """

    name: str
    origin: str
    path: str
    wanted: str
    profile: str
    typed: str = ""

    @property
    def url(self) -> str:
        return self.origin + self.path

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])


PERSON = limit_page.NAME
NAME_ON_CARD = '[data-card="name"]'
LIMIT = "limit page"
CARD = "card, filled in"
EMPTY_CARD = "card, empty"
HOME = "home"
FACTS = "facts page"
FINDER = "finder, 20 of 5,000"
FIRST_RESULT = "[data-results] li h3"


def limit(origin: str) -> Subject:
    return Subject(LIMIT, origin, "/", NAME_ON_CARD, "limit")


def app_pages(origin: str) -> list[Subject]:
    return [
        filled_card(origin, CARD, "filled"),
        Subject(EMPTY_CARD, origin, "/card/", ".face__title", "empty"),
        Subject(HOME, origin, "/", "h1", "empty"),
        Subject(FACTS, origin, "/facts/key-facts", "h1", "empty"),
        Subject(FINDER, origin, "/finder/", FIRST_RESULT, "empty", typed="LS6"),
    ]


def filled_card(origin: str, name: str, profile: str) -> Subject:
    return Subject(name, origin, "/card/", NAME_ON_CARD, profile)
