"""What is printed can be taken along: whole, plain, and on one sheet if it says so."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from pwa.facts.model import FactSection
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.servers import AppServer
from tests.browser.site import Site
from tests.content.app_words import fact_sheet

pytestmark = pytest.mark.worker("off")

SECTIONS = fact_sheet().sections("en")
ONE_SHEET = ["questions-to-ask", "summary"]
A4_PT = (595, 842)


def printed(page: Page) -> PdfReader:
    """The page as the browser prints it, at the size the page itself asks for."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def bare(text: str) -> str:
    """Letters and digits only: a PDF breaks lines and words where it likes."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def text_of(pdf: PdfReader) -> str:
    return bare("".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_a_page_of_facts_is_printed_whole(
    page: Page, site: Site, section: FactSection
) -> None:
    page.goto(f"{site.address}/facts/{section.slug}")

    pdf = printed(page)

    text = text_of(pdf)
    assert bare(section.title) in text
    pieces = [part for claim in section.claims for part in claim.text.split("; ")]
    assert [part for part in pieces if bare(part) not in text] == []
    assert bare("Not yet reviewed by a clinician") in text
    assert bare("Leave") not in text[:200]
    assert bare("Print this page") not in text


@pytest.mark.parametrize("slug", ONE_SHEET)
def test_a_sheet_to_take_along_is_one_page_of_a4(
    page: Page, site: Site, slug: str
) -> None:
    page.goto(f"{site.address}/facts/{slug}")

    pdf = printed(page)

    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == A4_PT


@pytest.mark.worker("new")
def test_a_page_is_printed_with_the_server_dead(page: Page, server: AppServer) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    server.kill()
    page.goto(f"{server.address}/facts/questions-to-ask")

    assert bare("Questions to ask") in text_of(printed(page))


@pytest.mark.parametrize("path", ["/medicines/", "/finder/"])
def test_the_lists_are_printed_too(page: Page, site: Site, path: str) -> None:
    page.goto(site.address + path)

    text = text_of(printed(page))

    assert bare("Codeine" if path == "/medicines/" else "116 123") in text
