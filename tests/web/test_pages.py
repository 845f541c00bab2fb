"""Every page answers, in both languages, and leads only to what is there."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
from flask import Flask

from pwa.shell.release import Release
from tests.web.addresses import ENGLISH_PAGES, PAGES, UNBUILT, WELSH_PAGES, in_welsh
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import ids_in, parse

APP_PARTS = {
    *("/healthz", "/packs/<path:name>", "/static/<path:name>"),
    *("/manifest.json", "/service-worker.js", "/version.json"),
}
"""Routes that are no pages."""
ASKED_FOR = {"/finder/areas/<slug>", "/cy/finder/areas/<slug>"}
"""Pages made when somebody asks for one, so none of them is built or kept."""

each_page = pytest.mark.parametrize("path", PAGES)


@each_page
def test_a_page_keeps_every_rule_for_pages(client: CheckedClient, path: str) -> None:
    page = client.get(path)

    assert page.content_type == "text/html; charset=utf-8"


def test_every_page_is_there_in_both_languages() -> None:
    assert [in_welsh(path) for path in ENGLISH_PAGES] == WELSH_PAGES


def test_the_pages_of_the_contract_are_there() -> None:
    promised = {
        *("/", "/offline", "/card/", "/card/edit", "/card/show", "/facts/"),
        *("/finder/", "/log/", "/about/", "/about/privacy", "/about/sources"),
        *("/medicines/", "/search/", "/facts/changes", "/facts/emergency"),
    }

    assert promised <= set(ENGLISH_PAGES)


def test_each_route_is_a_listed_page_or_a_part_of_the_app() -> None:
    listed = {rule_of(UNBUILT, path) for path in PAGES}

    unlisted = {rule.rule for rule in UNBUILT.url_map.iter_rules()} - listed

    # What stands under /api/ is held to its own description (api/test_open_api.py).
    parts = {rule for rule in unlisted if not rule.startswith("/api/")}
    assert parts == APP_PARTS | ASKED_FOR


def test_each_listed_page_is_served_as_it_was_built(release: Release) -> None:
    assert set(PAGES) <= set(release.documents)


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        pytest.param(path[:-1], path, id=path[:-1])
        for path in PAGES
        if path.endswith("/") and path != "/"
    ],
)
def test_an_address_without_its_last_slash_is_sent_on(
    client: CheckedClient, asked: str, sent_to: str
) -> None:
    redirect = client.get(asked, status=308)

    assert redirect.headers["Location"] == sent_to


def test_a_redirect_keeps_the_query(client: CheckedClient) -> None:
    redirect = client.get("/card?from=home-screen", status=308)

    assert redirect.headers["Location"] == "/card/?from=home-screen"


def test_a_redirect_never_takes_a_host_from_the_request(client: CheckedClient) -> None:
    redirect = client.get("/card", headers={"Host": "[2001:db8::1]"}, status=308)

    assert "elsewhere.example" not in redirect.text + redirect.headers["Location"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("//elsewhere.example/card", 404, id="a host and a page"),
        pytest.param("//elsewhere.example/%2e%2e/card", 404, id="a host and dots"),
        pytest.param("/\\elsewhere.example", 404, id="a backslash"),
        pytest.param("/card//", 404, id="two at the end"),
        pytest.param("/cy//card/show", 404, id="two inside"),
        pytest.param("//card", 308, id="two in front"),
        pytest.param("//card/", 200, id="two in front, and one at the end"),
    ],
)
def test_slashes_too_many_never_lead_away(
    client: CheckedClient, path: str, status: int
) -> None:
    client.get("/", environ_overrides={"PATH_INFO": path}, status=status)


@each_page
def test_a_page_is_the_same_for_everybody(client: CheckedClient, path: str) -> None:
    plain = client.get(path)

    asked_oddly = client.get(
        f"{path}?from=home-screen",
        headers={"Cookie": "a=b", "Accept-Language": "cy", "User-Agent": "x"},
    )

    assert asked_oddly.data == plain.data


@each_page
def test_every_link_leads_to_something_that_is_there(
    client: CheckedClient, path: str
) -> None:
    root = parse(client.get(path).text)
    links = {each.get("href", "") for each in root.iter() if each.get("href")}

    for link in sorted(link for link in links if link.startswith("/")):
        address, anchor = urldefrag(link)
        answer = client.get(address)
        if anchor:
            assert anchor in ids_in(answer.text), link


@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith(("/leave", "/card/show"))]
)
def test_the_other_language_is_one_link_away(client: CheckedClient, path: str) -> None:
    other = path.removeprefix("/cy") if path in WELSH_PAGES else in_welsh(path)

    root = parse(client.get(path).text)

    links = {each.get("hreflang"): each.get("href") for each in root.iter("a")}
    assert other in links.values()


def test_nothing_but_closing_is_reachable_from_the_handed_over_card(
    client: CheckedClient,
) -> None:
    root = parse(client.get("/card/show").text)

    # The first leads down this very page.
    assert [each.get("href") for each in root.iter("a")] == ["#staff", "/card/"]


def test_the_page_one_leaves_to_says_nothing_of_the_app(client: CheckedClient) -> None:
    page = client.get("/leave")

    assert "carrycard" not in page.text.lower()
    # The one way back, for an installed app that has no address bar, says no more.
    links = [(link.get("href"), link.text) for link in parse(page.text).iter("a")]
    assert links == [("/", "Blank page")]


def rule_of(app: Flask, path: str) -> str:
    """The rule that a GET of this path reaches."""
    rule, _ = app.url_map.bind("").match(path, method="GET", return_rule=True)
    return rule.rule
