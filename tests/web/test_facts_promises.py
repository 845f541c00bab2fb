"""What every page says of itself, and what stands one tap away."""

from __future__ import annotations

import pytest

from pwa.facts.model import FactSection
from tests.content.app_words import medicine_list
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.fact_pages import (
    each_section,
    each_tree,
    page,
    visible,
    with_class,
)
from tests.web.page_rules import words_of

NOT_REVIEWED = {
    "": "Not yet reviewed by a clinician.",
    "/cy": "Heb ei hadolygu eto gan glinigydd.",
}


WITHOUT_MENU = ("/leave", "/card/show")


# Every page


@each_section
@each_tree
def test_a_page_of_facts_nobody_signed_says_so(
    client: CheckedClient, section: FactSection, prefix: str
) -> None:
    said = words_of(page(client, f"{prefix}/facts/{section.slug}"))

    assert (NOT_REVIEWED[prefix] in said) == (not section.reviewed_by)


@pytest.mark.hazard("HZ15-a")
@each_tree
def test_names_and_sources_nobody_signed_say_so(
    client: CheckedClient, prefix: str
) -> None:
    assert not medicine_list().reviewed_by

    for path in ("/medicines/", "/about/sources"):
        assert NOT_REVIEWED[prefix] in words_of(page(client, f"{prefix}{path}"))


@pytest.mark.hazard("HZ15-a")
@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith(WITHOUT_MENU)]
)
def test_every_page_says_that_it_is_no_advice_and_no_nhs_service(
    client: CheckedClient, path: str
) -> None:
    says = {
        False: "is information, not medical advice. It is not an NHS service.",
        True: "GIG",
    }

    (foot,) = page(client, path).iter("footer")

    assert says[path.startswith("/cy/")] in words_of(foot)


@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith(WITHOUT_MENU)]
)
def test_the_emergency_page_is_one_tap_away(client: CheckedClient, path: str) -> None:
    root = page(client, path)
    emergency = "/cy/facts/emergency" if path.startswith("/cy/") else "/facts/emergency"

    shown = [each for each in visible(root) if each.get("href") == emergency]

    assert [each for each in shown if words_of(each)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_at_most_one_door_to_urgent_help(
    client: CheckedClient, path: str
) -> None:
    assert len(with_class(page(client, path), "door--urgent")) <= 1


@pytest.mark.hazard("HZ1-b")
@pytest.mark.hazard("HZ12-a")
@each_tree
def test_the_log_says_that_tolerance_is_low_and_not_to_start_again(
    client: CheckedClient, prefix: str
) -> None:
    said = words_of(page(client, f"{prefix}/log/"))

    assert "Do not rely on the block. Your tolerance is low." in said
    assert "Do not restart if you have used any opioid. Ask your service first." in said


@pytest.mark.hazard("HZ4-b")
@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/", "/cy/card/show"])
def test_the_card_says_not_naloxone_right_under_the_name(
    client: CheckedClient, path: str
) -> None:
    (face,) = with_class(page(client, path), "face")

    assert [words_of(each) for each in face][:2] == [
        *("I take NALTREXONE", "opioid blocker. NOT naloxone")
    ]
