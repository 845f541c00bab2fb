"""The printed card: the size of a bank card, legible, and whole or counted."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.card_entries import keep, keep_full_card, keep_usual_card
from tests.browser.conftest import NO_WORKER_JS, PHONE, NewContext
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.servers import AppServer
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

DPI = 600
MM = DPI / 25.4
CLOSE_MM = 0.3
HALF_MM = (85.6, 53.98)
"""ISO/IEC 7810, ID-1."""
A4_MM = (210, 297)
PRINTABLE_MM = 7
"""What a printer at home leaves white on each side, and a little more."""
SMALLEST_PT = 6.5
DARK = 0x59
"""On white, the lightest grey with a contrast of 7 to 1."""
TODAY_JS = """() => {
  const now = new Date()
  const part = (how) => now.toLocaleDateString('en-GB', how)
  return [part({ weekday: 'short' }), now.getDate(),
    part({ month: 'short' }).slice(0, 3), now.getFullYear()].join(' ')
}"""
TELLS_MORE = re.compile(r"\+\d+ more on the card")


@dataclass(frozen=True)
class Box:
    """In millimetres from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Printed:
    """What the browser's own Print gives."""

    def __init__(self, page: Page) -> None:
        self.day = page.evaluate(TODAY_JS)
        self.bytes = page.pdf(prefer_css_page_size=True)
        self.document = pypdfium2.PdfDocument(self.bytes)

    def __len__(self) -> int:
        return len(self.document)

    def size_mm(self, number: int) -> tuple[float, float]:
        width, height = self.document[number].get_size()
        return width / 72 * 25.4, height / 72 * 25.4

    def picture(self, number: int) -> Image.Image:
        shown = self.document[number].render(scale=DPI / 72, grayscale=True)
        picture: Image.Image = shown.to_pil().convert("L")
        return picture

    def text(self, number: int) -> str:
        text = self.document[number].get_textpage().get_text_bounded()
        return " ".join(text.split())

    def characters(self, number: int) -> list[tuple[str, Box]]:
        """Each that leaves ink, and the box of that ink."""
        page = self.document[number]
        height = page.get_height()
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            character = text.get_text_range(index, 1)
            left, bottom, right, top = text.get_charbox(index)
            if character.strip() and right > left:
                edges = (left, height - top, right, height - bottom)
                found.append((character, Box(*(edge / 72 * 25.4 for edge in edges))))
        return found

    def font_sizes_pt(self, number: int) -> set[float]:
        sizes = set()

        def note(text: str, cm: list[float], tm: list[float], _: object, size: float):  # type: ignore[no-untyped-def]
            if text.strip():
                grown = abs(cm[0] * cm[3] - cm[1] * cm[2])
                grown *= abs(tm[0] * tm[3] - tm[1] * tm[2])
                sizes.add(round(size * math.sqrt(grown), 2))

        reader = PdfReader(io.BytesIO(self.bytes))
        reader.pages[number].extract_text(visitor_text=note)
        return sizes

    def halves(self) -> tuple[Box, Box]:
        """Front and back, as the cut lines and the fold line bound them."""
        picture = self.picture(0)
        rows = dark_shares(picture, across=True)
        top, bottom = outermost(rows, 0.7)
        strip = picture.crop((0, top[1], picture.width, bottom[0]))
        columns = dark_shares(strip, across=False)
        left, right = outermost(columns, 0.95)
        fold = dashed_column(strip, left[1], right[0])
        edges = [each / MM for each in (left[1], top[1], right[0], bottom[0])]
        return (
            Box(edges[0], edges[1], fold / MM, edges[3]),
            Box(fold / MM, edges[1], edges[2], edges[3]),
        )


def dark_shares(picture: Image.Image, *, across: bool) -> list[float]:
    """How much of each row (or column) has ink."""
    ink = picture.point([255 if grey < 128 else 0 for grey in range(256)])
    size = (1, ink.height) if across else (ink.width, 1)
    shares = ink.resize(size, Image.Resampling.BOX).tobytes()
    return [share / 255 for share in shares]


def outermost(shares: list[float], least: float) -> tuple[list[int], list[int]]:
    """First and last pixel, plus one, of the first line and of the last."""
    inked = [index for index, share in enumerate(shares) if share >= least]
    ends = [index for index, after in pairwise(inked) if after > index + 1]
    starts = [after for index, after in pairwise(inked) if after > index + 1]
    assert ends, "there are not two lines"
    return [inked[0], ends[0] + 1], [starts[-1], inked[-1] + 1]


def dashed_column(strip: Image.Image, left: int, right: int) -> float:
    """The middle of the only column whose ink comes and goes all the way down."""
    found = []
    for column in range(left + 2, right - 2):
        greys = strip.crop((column, 0, column + 1, strip.height)).tobytes()
        inked = [grey < 160 for grey in greys]
        changes = sum(one != other for one, other in pairwise(inked))
        longest_white = max(
            (len(run) for run in "".join(".#"[on] for on in inked).split("#")),
        )
        if changes > 30 and longest_white < 1.5 * MM:
            found.append(column)
    assert found and found[-1] - found[0] < MM, "there is not one dashed line"
    return (found[0] + found[-1] + 1) / 2


def open_print(page: Page, address: str) -> None:
    page.goto(f"{address}/card/print")
    expect(page.get_by_role("button", name="Print the wallet card")).to_be_visible()


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


def test_a_usual_card_is_on_paper_whole(page: Page, site: Site) -> None:
    keep_usual_card(page, site.address)
    open_print(page, site.address)

    printed = Printed(page)

    for number in range(2):
        text = printed.text(number).replace("\N{NO-BREAK SPACE}", " ")
        for words in (
            "NALTREXONE",
            "NOT naloxone",
            "Use non-opioid pain relief first.",
            "Tablet 50 mg",
            "08:00",
            "Entered by patient. Not verified.",
            "Name: Sam Example",
            "Born: 4 March 1988",
            "Mum 07700 900123",
            "Alex (partner) 07700 900456",
            "Northside 0113 496 0000",
            "Penicillin (rash). Latex.",
            "Sertraline 50 mg; Omeprazole 20 mg",
            "Speaks: Polish",
            "Saved: ",
        ):
            assert words in text
        assert not TELLS_MORE.search(text)
    expect(page.get_by_text("No room on the wallet card for:")).to_be_hidden()


def test_what_finds_no_room_is_counted_and_named(page: Page, site: Site) -> None:
    keep_full_card(page, site.address)
    open_print(page, site.address)

    text = Printed(page).text(0)

    count = re.search(r"\+(\d+) more on the card", text)
    assert count
    said = page.get_by_role("status").get_by_text("No room on the wallet card for:")
    expect(said).to_contain_text("Note")
    names = said.inner_text().removeprefix("No room on the wallet card for:")
    assert len(names.strip(" .").split(", ")) == int(count[1])
    for words in ("NALTREXONE", "NOT naloxone", "Not verified", "Give naloxone"):
        assert words in text


@pytest.mark.hazard("HZ10-f")
@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_reason_is_printed_only_if_it_is_chosen(
    page: Page, site: Site, is_chosen: bool
) -> None:
    keep_usual_card(page, site.address)
    if is_chosen:
        page.get_by_label("Show the reason on my card").check()
        page.get_by_role("button", name="Save on this phone").click()
        expect(page.locator("form").get_by_role("status")).to_contain_text("Saved")
    open_print(page, site.address)

    printed = Printed(page)

    assert ("Because of reasons" in printed.text(1)) is is_chosen


def test_what_was_left_blank_has_no_label(page: Page, site: Site) -> None:
    keep(page, site.address, {"Name to use": "Sam"})
    open_print(page, site.address)

    printed = Printed(page)

    for number in range(2):
        text = printed.text(number)
        assert "Name: Sam" in text
        for label in ("Born", "Speaks", "Allergies", "Call", "Note", "Why I take it"):
            assert label not in text


@pytest.mark.parametrize("has_javascript", [True, False], ids=["script", "no script"])
def test_the_general_card_has_lines_to_write_on(
    new_context: NewContext, site: Site, has_javascript: bool
) -> None:
    page = new_context(java_script_enabled=has_javascript).new_page()
    page.goto(f"{site.address}/card/print")

    printed = Printed(page)

    assert len(printed) == 2
    for number in range(2):
        text = printed.text(number)
        for words in ("NALTREXONE", "Give naloxone", "Last dose", "Name", "Call"):
            assert words in text
    for half in printed.halves():
        assert abs(half.right - half.left - HALF_MM[0]) <= CLOSE_MM


@pytest.mark.parametrize(
    ("button", "only"),
    [("Print the wallet card", "Cut along"), ("Print the A4 page", "Not an allergy")],
)
def test_each_button_prints_its_part_alone(
    page: Page, site: Site, button: str, only: str
) -> None:
    page.add_init_script("window.print = () => { window.asked = true }")
    open_print(page, site.address)
    page.get_by_role("button", name=button).click()

    printed = Printed(page)

    assert page.evaluate("window.asked")
    assert len(printed) == 1
    assert only in printed.text(0)
    assert len(Printed(page)) == 2


def test_a_camera_reads_the_code_on_the_back(page: Page, site: Site) -> None:
    keep_full_card(page, site.address)
    open_print(page, site.address)
    page.get_by_label("Add a code").check()

    found = zxingcpp.read_barcodes(Printed(page).picture(0))

    assert len(found) == 1
    assert "NALTREXONE" in found[0].text
    assert len(found[0].text) <= 300
    assert "Because of reasons" not in found[0].text


def test_nothing_of_the_screen_is_printed(printed: Printed) -> None:
    for number in range(2):
        text = printed.text(number)
        for words in ("Leave", "Print the", "Carrycard", "No room", "Add a code"):
            assert words not in text


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_the_preview_fits_the_screen(
    new_context: NewContext, site: Site, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    keep_full_card(page, site.address)
    open_print(page, site.address)

    wide = page.evaluate("document.documentElement.scrollWidth")
    rights = page.locator("[data-front], [data-back], [data-sheet]").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().right)"
    )

    assert wide <= width
    assert max(rights) <= width


@pytest.mark.worker("new")
def test_the_card_is_printed_with_the_server_dead(
    page: Page, server: AppServer
) -> None:
    keep_usual_card(page, server.address)
    wait_until_kept_offline(page)
    server.kill()
    open_print(page, server.address)

    assert "Sam Example" in Printed(page).text(0)
