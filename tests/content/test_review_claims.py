"""Nothing claims a review that has not happened, in any language."""

from __future__ import annotations

import re

import pytest

from tests.content.app_words import card_wording, fact_sheet
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

CLAIM = re.compile(
    r"(?<!not yet )\breviewed by (?!a clinician)|clinically reviewed|signed off by"
    r"|adolygwyd gan|wedi'i hadolygu gan",
    re.IGNORECASE,
)
NOT_REVIEWED = {
    "en": "Not yet reviewed by a clinician.",
    "cy": "Heb ei hadolygu eto gan glinigydd.",
}
UNSIGNED = [each.slug for each in fact_sheet().sections("en") if not each.reviewed_by]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_claims_a_review_while_nobody_has_signed(
    client: CheckedClient, path: str
) -> None:
    if any(each.reviewed_by for each in fact_sheet()) or card_wording().reviewed_by:
        pytest.skip("somebody has signed something")

    page = client.get(path)

    assert CLAIM.findall(words_of(parse(page.text)).replace("’", "'")) == []


@pytest.mark.parametrize("slug", UNSIGNED)
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/cy", "cy")])
def test_a_section_nobody_signed_says_so(
    client: CheckedClient, prefix: str, language: str, slug: str
) -> None:
    page = client.get(f"{prefix}/facts/{slug}")

    assert NOT_REVIEWED[language] in words_of(parse(page.text))


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/", "/cy/card/show"])
def test_a_card_nobody_signed_says_so(client: CheckedClient, path: str) -> None:
    if card_wording().reviewed_by:
        pytest.skip("a clinician has signed it")

    page = client.get(path)

    assert "Not yet reviewed by a clinician" in words_of(parse(page.text))


@pytest.mark.parametrize("slug", [each.slug for each in fact_sheet().sections("en")])
def test_a_section_carries_the_day_its_review_is_due(
    client: CheckedClient, slug: str
) -> None:
    due = next(each for each in fact_sheet() if each.slug == slug).review_due_on

    root = parse(client.get(f"/facts/{slug}").text)

    notice = [each for each in root.iter() if "data-review-due" in each.attrib]
    assert [each.get("data-review-due") for each in notice] == [due.isoformat()]
    assert "hidden" in notice[0].attrib


@pytest.mark.parametrize(
    ("words", "is_claim"),
    [
        pytest.param("Reviewed by Dr Example.", True, id="a name"),
        pytest.param("Adolygwyd gan Dr Example.", True, id="a name in Welsh"),
        pytest.param("Clinically reviewed", True, id="clinically"),
        pytest.param("Not yet reviewed by a clinician.", False, id="not yet"),
    ],
)
def test_a_claim_is_recognised(words: str, is_claim: bool) -> None:
    assert bool(CLAIM.search(words)) is is_claim
