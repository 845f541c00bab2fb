"""The printed card is the size of a bank card, within its page, and legible."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.card_entries import keep_full_card, keep_usual_card
from tests.browser.conftest import NO_WORKER_JS, PHONE
from tests.browser.printed_card import CLOSE_MM, HALF_MM, MM, Box, Printed, open_print
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

A4_MM = (210, 297)
PRINTABLE_MM = 7
"""What a printer at home leaves white on each side, and a little more."""
SMALLEST_PT = 6.5
DARK = 0x59
"""On white, the lightest grey with a contrast of 7 to 1."""


@pytest.fixture(scope="module", params=["general", "usual", "full", "with a code"])
def printed(
    browser: Browser, site_in_process: Site, request: pytest.FixtureRequest
) -> Iterator[Printed]:
    """One printing of each, for all that is measured on it."""
    site_in_process.reset()
    with browser.new_context(**PHONE) as context:
        context.add_init_script(NO_WORKER_JS)
        page = context.new_page()
        if request.param == "usual":
            keep_usual_card(page, site_in_process.address)
        elif request.param != "general":
            keep_full_card(page, site_in_process.address)
        open_print(page, site_in_process.address)
        if request.param == "with a code":
            page.get_by_label("Add a code").check()
        yield Printed(page)


@pytest.mark.hazard("HZ17-d")
def test_each_half_is_as_large_as_a_bank_card(printed: Printed) -> None:
    for half in printed.halves():
        assert abs(half.right - half.left - HALF_MM[0]) <= CLOSE_MM
        assert abs(half.bottom - half.top - HALF_MM[1]) <= CLOSE_MM


def test_both_pages_are_a4_and_within_what_a_printer_prints(printed: Printed) -> None:
    assert len(printed) == 2
    for number in range(2):
        for found, wanted in zip(printed.size_mm(number), A4_MM, strict=True):
            assert abs(found - wanted) <= CLOSE_MM
        picture = printed.picture(number)
        ink = picture.point([255 if grey < 250 else 0 for grey in range(256)])
        box = ink.getbbox()
        assert box is not None
        edge = PRINTABLE_MM * MM
        assert min(box[:2]) >= edge
        assert box[2] <= picture.width - edge
        assert box[3] <= picture.height - edge


def test_all_text_of_the_wallet_card_is_inside_its_half(printed: Printed) -> None:
    halves = printed.halves()
    strip = Box(halves[0].left, halves[0].top, halves[1].right, halves[1].bottom)
    inner = [Box(h.left + 1, h.top + 1, h.right - 1, h.bottom - 1) for h in halves]

    on_card = [
        (character, box)
        for character, box in printed.characters(0)
        if box.top < strip.bottom
    ]

    assert len(on_card) > 200
    outside = [each for each in on_card if not any(i.holds(each[1]) for i in inner)]
    assert outside == []


@pytest.mark.hazard("HZ17-d")
def test_no_text_is_too_small_to_read(printed: Printed) -> None:
    for number in range(2):
        sizes = printed.font_sizes_pt(number)
        assert sizes
        assert min(sizes) >= SMALLEST_PT


def test_the_a4_page_is_in_large_type(printed: Printed) -> None:
    assert min(printed.font_sizes_pt(1)) > 10.9
    assert max(printed.font_sizes_pt(1)) >= 28


@pytest.mark.hazard("HZ17-d")
def test_it_is_legible_without_colour(printed: Printed) -> None:
    for number in range(2):
        picture = printed.picture(number)
        pale = [
            character
            for character, box in printed.characters(number)
            if min(picture.crop(around(box)).tobytes()) > DARK
        ]
        assert pale == []
        assert max(picture.tobytes()) == 255


def around(box: Box) -> tuple[int, int, int, int]:
    """The pixels that ink stands on."""
    return (
        math.floor(box.left * MM),
        math.floor(box.top * MM),
        math.ceil(box.right * MM),
        math.ceil(box.bottom * MM),
    )


@pytest.mark.hazard("HZ19-a")
def test_it_says_when_it_was_printed(printed: Printed) -> None:
    words = f"Printed {printed.day}. Times are as of that day."

    for number in range(2):
        assert words in printed.text(number)


def test_nothing_of_the_screen_is_printed(printed: Printed) -> None:
    for number in range(2):
        text = printed.text(number)
        for words in ("Leave", "Print the", "Carrycard", "No room", "Add a code"):
            assert words not in text
