"""The card on paper, as the browser's own Print gives it, and where its ink stands."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

DPI = 600
MM = DPI / 25.4
CLOSE_MM = 0.3
HALF_MM = (85.6, 53.98)
"""ISO/IEC 7810, ID-1."""
TODAY_JS = """() => {
  const now = new Date()
  const part = (how) => now.toLocaleDateString('en-GB', how)
  return [part({ weekday: 'short' }), now.getDate(),
    part({ month: 'short' }).slice(0, 3), now.getFullYear()].join(' ')
}"""


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
