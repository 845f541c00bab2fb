"""What every page keeps to, whoever wrote it: valid, named, and free of other hosts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError

NO_ICON = "data:,"
"""What a page names that has none, so that the browser asks for none."""
ADDRESS_ATTRIBUTES = (
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "ping",
    "poster",
    "src",
    "srcset",
)
NAMES_AN_ID = (
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
)
HOLDS_ONLY = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
}


@lru_cache(512)
def parse(html: str) -> Element:
    """The page's <html> element; any fault a browser would mend is a ParseError.

    It takes a while, and many tests look at the same page: nobody changes it.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    return root


@lru_cache(512)
def ids_in(html: str) -> frozenset[str]:
    """Every place on a page that a link can lead to."""
    return frozenset(
        each.attrib["id"] for each in parse(html).iter() if "id" in each.attrib
    )


def language_of(path: str) -> str:
    return "cy" if path.startswith("/cy/") else "en"


def words_of(element: Element) -> str:
    """The text in an element, its spaces made one."""
    return " ".join("".join(element.itertext()).split())


@cache
def page_faults(html: str, language: str, contact: str = "") -> tuple[str, ...]:
    """Everything that is wrong with a page, in words; empty where nothing is.

    `contact` is where the operator of this copy takes mail, if anywhere.
    """
    try:
        root = parse(html)
    except ParseError as error:
        return (f"not valid HTML: {error}",)
    return (
        *name_faults(root, language),
        *id_faults(root),
        *structure_faults(root),
        *inline_faults(root),
        *address_faults(root, contact),
        *integrity_faults(root),
    )


def name_faults(root: Element, language: str) -> Iterator[str]:
    if root.get("lang") != language:
        yield f"<html lang> is {root.get('lang')!r}"
    titles = [words_of(each) for each in root.iter("title")]
    headings = [words_of(each) for each in root.iter("h1")]
    if len(titles) != 1 or len(headings) != 1:
        yield f"one title and one h1, not {titles} and {headings}"
    elif not headings[0] or not titles[0].startswith(headings[0]):
        yield f"the title {titles[0]!r} does not begin with the h1 {headings[0]!r}"


def id_faults(root: Element) -> Iterator[str]:
    count = Counter(each.attrib["id"] for each in root.iter() if "id" in each.attrib)
    yield from (f"id {name!r} stands {n} times" for name, n in count.items() if n > 1)
    for element in root.iter():
        named = [(key, element.get(key, "").split()) for key in NAMES_AN_ID]
        href = element.get("href", "")
        if href.startswith("#"):
            named.append(("href", [href[1:]]))
        for key, ids in named:
            if key in element.attrib and not ids:
                yield f"<{element.tag} {key}> names nothing"
            yield from (
                f"<{element.tag} {key}> names {each!r}, which is not on the page"
                for each in ids
                if each not in count
            )


def structure_faults(root: Element) -> Iterator[str]:
    """A few rules of HTML that a parser does not know of."""
    for tag, allowed in HOLDS_ONLY.items():
        for element in root.iter(tag):
            wrong = {child.tag for child in element} - allowed
            if wrong:
                yield f"<{tag}> holds {sorted(map(str, wrong))}"
    for tag in ("a", "button", "label"):
        for element in root.iter(tag):
            inside = {child.tag for child in element.iter() if child is not element}
            if inside & {"a", "button", "label"}:
                yield f"<{tag}> holds another control: {words_of(element)!r}"
    for image in root.iter("img"):
        if "alt" not in image.attrib:
            yield f"<img> without alt: {image.get('src')}"


def inline_faults(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "style":
            yield "a <style> element"
        if element.tag == "script" and (not element.get("src") or words_of(element)):
            yield "an inline <script>"
        if element.tag == "meta" and "http-equiv" in element.attrib:
            yield "a <meta http-equiv>"
        if element.tag == "base":
            yield "a <base>"
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag} {name}>"


def address_faults(root: Element, contact: str = "") -> Iterator[str]:
    for element in root.iter():
        if element.tag == "form" and element.get("method", "").lower() != "dialog":
            yield "a form that a browser would send"
        for name in ADDRESS_ATTRIBUTES:
            address = element.get(name)
            if address is None or is_ours(address):
                continue
            if rel_of(element) == ["icon"] and address == NO_ICON:
                continue
            if element.tag == "a" and name == "href":
                if address.startswith(("tel:", "sms:")):
                    continue
                if contact and address.partition("?")[0] == f"mailto:{contact}":
                    continue
                if address.startswith("https://") and "noreferrer" in rel_of(element):
                    continue
            yield f"<{element.tag} {name}> leads away: {address}"


def is_ours(address: str) -> bool:
    """True for a path or an anchor of this host, without any way to name another."""
    if "\\" in address or address != address.strip():
        return False
    return address.startswith("#") or (address[:1] == "/" and address[:2] != "//")


def rel_of(element: Element) -> list[str]:
    return element.get("rel", "").lower().split()


def integrity_faults(root: Element) -> Iterator[str]:
    for address, integrity in scripts_and_styles_in(root):
        if not integrity.startswith(("sha384-", "sha512-")):
            yield f"{address} has no integrity value"


@cache
def scripts_and_styles(html: str) -> tuple[tuple[str, str], ...]:
    """(address, integrity) of everything that runs or styles the page."""
    return scripts_and_styles_in(parse(html))


def scripts_and_styles_in(root: Element) -> tuple[tuple[str, str], ...]:
    styles = [link for link in root.iter("link") if "stylesheet" in rel_of(link)]
    named = [(each.get("src", ""), each) for each in root.iter("script")]
    named += [(each.get("href", ""), each) for each in styles]
    return tuple((address, each.get("integrity", "")) for address, each in named)
