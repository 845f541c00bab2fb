"""Nothing claims a review that has not happened, in any language."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.content.app_words import card_wording, fact_sheet, medicine_list
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, words_of

CLAIM = re.compile(
    r"(?<!not yet )\breviewed by (?!a clinician)|clinically reviewed|signed off by"
    r"|adolygwyd gan|wedi'i hadolygu gan",
    re.IGNORECASE,
)
SIGNED = {
    *(each.reviewed_by for each in fact_sheet()),
    *(card_wording().reviewed_by, medicine_list().reviewed_by),
} - {""}


@pytest.mark.hazard("HZ15-a")
@pytest.mark.parametrize("path", PAGES)
def test_no_page_claims_a_review_by_anybody_who_has_not_signed(
    client: CheckedClient, path: str
) -> None:
    said = words_of(parse(client.get(path).text)).replace("’", "'")

    for name in SIGNED:
        said = re.sub(
            rf"(reviewed by|adolygwyd gan) {re.escape(name)}", "", said, flags=re.I
        )

    assert CLAIM.findall(said) == []


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/", "/cy/card/show"])
def test_a_card_nobody_signed_says_so(client: CheckedClient, path: str) -> None:
    if card_wording().reviewed_by:
        pytest.skip("a clinician has signed it")

    page = client.get(path)

    assert "Not yet reviewed by a clinician" in words_of(parse(page.text))


@pytest.mark.parametrize(
    ("path", "due"),
    [
        *(
            pytest.param(f"/facts/{each.slug}", each.review_due_on, id=each.slug)
            for each in fact_sheet().sections("en")
        ),
        pytest.param("/medicines/", medicine_list().review_due_on, id="names"),
        pytest.param("/card/", card_wording().review_due_on, id="card"),
    ],
)
def test_a_page_carries_the_day_its_review_is_due(
    client: CheckedClient, path: str, due: date
) -> None:
    root = parse(client.get(path).text)

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
