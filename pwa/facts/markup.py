"""From a section's Markdown to HTML, with a mark where each claim's sources go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pwa.facts.claims import Claim, Tag, anchor_of_claim, read_tag
from pwa.sources import SourceRegister

FOR_PROFESSIONALS = "For professionals"
SOURCES_HERE = re.compile(r"<!--sources of ([a-z0-9-]+)-->")
PAGE_LINK = re.compile(r'href="page:([a-z-]+)"')
LINKS = re.compile(r"page:[a-z-]+|tel:\d+|sms:\d+|https://[^\s]+")


@dataclass(frozen=True, slots=True)
class Body:
    """A section's text, read."""

    html: str
    claims: tuple[Claim, ...]
    headings: tuple[str, ...]
    """The words over its parts and over the columns of its tables."""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The anchor and the words of each heading, in their order."""
        return tuple(re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', self.html))

    @property
    def page_links(self) -> tuple[str, ...]:
        return tuple(PAGE_LINK.findall(self.html))

    def filled(
        self, sources: Callable[[Claim], str], page: Callable[[str], str]
    ) -> str:
        """The HTML with each claim's sources and each page's address put in."""
        by_id = {claim.id: claim for claim in self.claims}
        linked = PAGE_LINK.sub(lambda found: f'href="{page(found[1])}"', self.html)
        return SOURCES_HERE.sub(lambda found: sources(by_id[found[1]]), linked)


def read_body(markdown: str, register: SourceRegister, audience: str) -> Body:
    """Read a section's text.

    Raises:
        ValueError: a paragraph, a list item or a table row has no source, an unknown
            one, or an id that stands twice; a link leads where none may; or there are
            words in a block of code, which has no place for a source.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tags: dict[int, Tag] = {}

    def take_tags(state: StateCore) -> None:
        for token in claim_texts(state.tokens):
            token.content, tags[id(token)] = read_tag(token.content, register)

    parser.core.ruler.before("inline", "claims", take_tags)
    tokens = parser.parse(markdown)
    for token in tokens:
        if token.type in ("fence", "code_block"):
            raise ValueError(f"a block of code: {token.content!r}")
        check_links(token)
    claims = tuple(read_claims(tokens, tags, audience))
    names = [claim.id for claim in claims]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"an id stands twice: {', '.join(twice)}")
    html = parser.renderer.render(list(marked(tokens, tags)), parser.options, {})
    headings = tuple(
        words_in(token)
        for opening, token in pairwise(tokens)
        if opening.type in ("heading_open", "th_open")
    )
    return Body(html, claims, headings)


def claim_texts(tokens: list[Token]) -> Iterator[Token]:
    """The text of each paragraph and list item, and of the last cell of each row."""
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        opening = tokens[index - 1].type
        # A cell is text and its end; the row ends right after its last cell.
        is_last_cell = opening == "td_open" and tokens[index + 2].type == "tr_close"
        if opening == "paragraph_open" or is_last_cell:
            yield token


def read_claims(
    tokens: list[Token], tags: dict[int, Tag], audience: str
) -> Iterator[Claim]:
    """Every tagged text in order. A row of a table is one claim, of all its cells."""
    heading, row = "", ""
    for index, token in enumerate(tokens):
        if token.type == "tr_close":
            row = ""
        if token.type != "inline":
            continue
        if tokens[index - 1].type == "heading_open":
            heading = words_in(token)
        elif tag := tags.get(id(token)):
            is_other = heading.startswith(FOR_PROFESSIONALS)
            yield Claim(
                id=tag.id,
                text=f"{row}{words_in(token)}",
                heading=heading,
                audience="professionals" if is_other else audience,
                references=tag.references,
                answers=tag.answers,
            )
        elif tokens[index - 1].type == "td_open":
            row += f"{words_in(token)}; "


def words_in(inline: Token) -> str:
    parts = [
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or []
    ]
    return " ".join("".join(parts).split())


def check_links(token: Token) -> None:
    """Add noreferrer to each link that leads away.

    Raises:
        ValueError: a picture, or a link to anything but a page, a call or a site.
    """
    for child in token.children or []:
        if child.type == "image":
            raise ValueError(f"a picture: {child.content!r}")
        if child.type != "link_open":
            continue
        address = str(child.attrGet("href"))
        if not LINKS.fullmatch(address):
            raise ValueError(f"a link may not lead to {address}")
        if address.startswith("https:"):
            child.attrSet("rel", "noreferrer")


def marked(tokens: list[Token], tags: dict[int, Tag]) -> Iterator[Token]:
    """The tokens, with an anchor on each claim and a mark after its words."""
    columns: list[str] = []
    cell = parts = 0
    for index, token in enumerate(tokens):
        inline = tokens[index + 1] if index + 1 < len(tokens) else token
        tag = tags.get(id(inline))
        if token.type == "heading_open":
            parts += 1
            token.attrSet("id", f"part-{parts}")
        if token.type == "table_open":
            columns, cell = [], 0
        if token.type == "th_open":
            columns.append(words_in(inline))
        if token.type == "td_open":
            # On a narrow screen a cell says itself which column it is of.
            token.attrSet("data-label", columns[cell % len(columns)])
            cell += 1
        if token.type == "tr_open":
            row_tag = tag_of_row(tokens, index, tags)
            if row_tag:
                token.attrSet("id", anchor_of_claim(row_tag.id))
        if token.type == "paragraph_open" and tag:
            item = tokens[index - 1]
            if item.type == "list_item_open":
                item.attrSet("id", anchor_of_claim(tag.id))
            else:
                yield raw(f'<div class="claim" id="{anchor_of_claim(tag.id)}">')
        yield token
        tag = tags.get(id(tokens[index - 1])) if index else None
        if token.type == "paragraph_close" and tag:
            yield raw(f"<!--sources of {tag.id}-->")
            if tokens[index - 3].type != "list_item_open":
                yield raw("</div>\n")
        own = tags.get(id(token))
        if own and tokens[index - 1].type == "td_open":
            yield raw(f"<!--sources of {own.id}-->")


def tag_of_row(tokens: list[Token], index: int, tags: dict[int, Tag]) -> Tag | None:
    for token in tokens[index:]:
        if token.type == "tr_close":
            return None
        if found := tags.get(id(token)):
            return found
    return None


def raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)
