"""The card leaves the app in the forms others can read, whole, with no network."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vobject
import zxingcpp
from fhir.resources.R4B.bundle import Bundle
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pwa.clock import today
from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.journeys import (
    face,
    open_form,
    save,
    wait_until_kept_offline,
)
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.worker("kept")

LOWER_THAN_JS = """(all, px) => all
  .map((each) => [each.getBoundingClientRect().height, each.textContent])
  .filter(([height]) => height < px)
  .map(([height, text]) => `${text}: ${height} px`)"""
TOO_WIDE_JS = """() => document.documentElement.scrollWidth > innerWidth
  ? ['wider than the screen'] : []"""
BACK_JS = """() => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }"""
SELECTED_JS = "() => getSelection().toString()"
NO_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } })"""
NO_SHARE = "Object.defineProperty(navigator, 'share', { value: undefined })"
SHARE = """window.given = []
Object.defineProperty(navigator, 'share', { value: async (data) => {
  window.given.push(data) } })"""
TOLD_OFF = """Object.defineProperty(navigator, 'share', { value: async () => {
  throw new DOMException('no', 'AbortError') } })"""

HOSTILE = 'Zoë <b>&amp;"O’Neil"</b>, Smith; Ltd\\n 😀 שלום ' + "ŵ" * 30
USUAL = {
    "Name to use": "Sam Example",
    "Date of birth": "1988-03-04",
    "Strength": "50 mg",
    "Allergies": "Penicillin (rash)\nLatex",
    "Other medicines": "Sertraline 50 mg\nOmeprazole 20 mg",
    "Other conditions": "Asthma",
    "Language you speak best": "Polish",
    "Emergency contact 1: name": "Mum",
    "Emergency contact 1: phone": "07700 900123",
    "Emergency contact 2: name": "Alex (partner)",
    "Emergency contact 2: phone": "07700 900456",
    "Prescriber or service": "Northside service",
    "Anything else staff should know": "Afraid of needles. Please talk to me first.",
    "Reason": "SECRETREASON",
}


def keep(page: Page, address: str, fields: dict[str, str], *ticked: str) -> None:
    """Save a card with those fields, taken as tablets yesterday, kept for offline."""
    open_form(page, address)
    wait_until_kept_offline(page)
    page.get_by_label("Tablets", exact=True).check()
    yesterday = today() - timedelta(days=1)
    page.get_by_label("Last dose: date").fill(yesterday.isoformat())
    page.get_by_label("Last dose: time").fill("08:00")
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)
    for label in ticked:
        page.get_by_label(label).check()
    save(page)


def open_share(page: Page, site: Site) -> None:
    """With nothing behind it any more."""
    site.stop()
    page.goto(f"{site.address}/card/share")
    expect(code(page)).to_be_visible()


def code(page: Page) -> Locator:
    return page.get_by_role("img", name="A code for a phone camera")


def told(page: Page) -> str:
    """The text that stands below the code."""
    heading = page.get_by_role("heading", name="What the code says")
    return heading.locator("xpath=following-sibling::p[1]").text_content() or ""


def section(page: Page, heading: str) -> Locator:
    return page.locator("section").filter(
        has=page.get_by_role("heading", name=heading, level=2)
    )


def read_by_camera(page: Page) -> str:
    """What an independent reader makes of the picture of the code on the screen."""
    picture = Image.open(io.BytesIO(code(page).screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def download(page: Page, button: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    kept = to / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return kept


def test_a_camera_reads_the_text_below_the_code_and_it_all_stands_on_the_face(
    page: Page, site: Site
) -> None:
    keep(page, site.address, USUAL)
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert len(read) <= 300
    assert "://" not in read
    assert "SECRETREASON" not in read
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("Sam Example")
    on_face = spaced(face(page).inner_text())
    lines = read.splitlines()
    assert lines[:2] == ["I take NALTREXONE", "opioid blocker. NOT naloxone"]
    assert re.fullmatch(r"\+\d+ more on the card", lines[-1])
    missing = [
        line
        for line in lines[:-1]
        if spaced(line.replace(": ", " ", 1)) not in on_face
        and spaced(line) not in on_face
    ]
    assert missing == []


def test_a_long_card_says_what_was_left_out_of_the_code(page: Page, site: Site) -> None:
    keep(page, site.address, {"Name to use": "Sam", "Other medicines": "x" * 400})
    open_share(page, site)

    left_out = section(page, "Show a code").get_by_text("Left out of the code:")

    expect(left_out.locator("xpath=..")).to_contain_text("Other medicines")
    assert re.search(r"\+[1-9] more on the card$", read_by_camera(page))
    expect(section(page, "Show a code")).to_contain_text("general advice")


def test_the_general_card_has_a_code_with_nothing_left_out(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert "assume sensitive" in read
    expect(page.get_by_text("Left out of the code:")).to_be_hidden()
    expect(page.get_by_text("No card is filled in on this phone.")).to_be_visible()
    expect(page.get_by_role("button", name="Save the summary file")).to_be_hidden()
    expect(page.get_by_role("link", name="Add an emergency contact")).to_be_visible()


def test_coming_back_to_the_page_shows_the_card_as_it_is_now(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep(page, site.address, {"Allergies": "Latex"})
    page.goto(f"{site.address}/card/share")
    expect(section(page, "Show a code")).to_contain_text("Allergies: Latex")
    other = context.new_page()
    open_form(other, site.address)
    other.get_by_label("Allergies").fill("Nuts")
    save(other)

    page.evaluate(BACK_JS)

    expect(section(page, "Show a code")).to_contain_text("Allergies: Nuts")


@pytest.mark.parametrize(
    "allergies",
    [
        pytest.param("🥜 nuts 👩🏽‍⚕️", id="emoji"),
        pytest.param("פניצילין\u200f (1)", id="right to left"),
        pytest.param("Książę ŵ 漢字", id="many scripts"),
    ],
)
def test_a_code_in_any_script_reads_back_to_the_letter(
    page: Page, site: Site, allergies: str
) -> None:
    keep(page, site.address, {"Allergies": allergies})
    open_share(page, site)

    read = read_by_camera(page)

    assert read == told(page)
    assert f"Allergies: {allergies}" in read.splitlines()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_is_large_and_black_on_white_on_a_small_screen(
    new_context: NewContext, site: Site, scheme: str
) -> None:
    context = new_context(
        viewport={"width": 320, "height": 568},
        color_scheme=scheme,
        forced_colors="none",
    )
    page = context.new_page()
    keep(page, site.address, USUAL)
    open_share(page, site)

    picture = Image.open(io.BytesIO(code(page).screenshot())).convert("RGB")

    assert picture.width >= 280
    # Inside the rounded corner, and within the four white modules of the edge.
    edge = {picture.getpixel((x, 4)) for x in range(12, picture.width - 12)}
    assert edge == {(255, 255, 255)}
    assert min(picture.convert("L").tobytes()) == 0
    assert read_by_camera(page) == told(page)


def test_the_whole_card_is_saved_as_text(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, USUAL)
    open_share(page, site)

    file = download(page, "Save a text file", tmp_path)

    assert file.name == "carrycard.txt"
    text = file.read_text(encoding="utf-8")
    for said in (
        "I take NALTREXONE",
        "Name: Sam Example",
        "Omeprazole 20 mg",
        "Alex (partner) 07700 900456",
        "Not an allergy.",
        "Entered by patient. Not verified.",
    ):
        assert said in text.splitlines(), said
    assert "SECRETREASON" not in text
    expect(section(page, "Send it as text")).to_contain_text("downloads")


@pytest.mark.hazard("HZ10-f")
def test_the_reason_goes_out_only_when_the_card_shows_it(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, USUAL, "Show the reason on my card")
    open_share(page, site)

    text = download(page, "Save a text file", tmp_path).read_text(encoding="utf-8")
    summary = download(page, "Save the summary file", tmp_path).read_text("utf-8")

    assert "Why I take it: SECRETREASON" in text.splitlines()
    assert "SECRETREASON" in summary


def test_text_is_shared_under_a_neutral_title(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(SHARE)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()

    expect(section(page, "Send it as text")).to_contain_text("Handed over")
    [given] = page.evaluate("() => window.given")
    assert given["title"] == "Carrycard"
    assert set(given) == {"title", "text"}
    assert "Name: Sam Example" in given["text"]


def test_a_share_that_was_called_off_says_that_nothing_was_sent(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(TOLD_OFF)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()

    expect(section(page, "Send it as text")).to_contain_text("Not sent")


def test_text_is_copied_where_nothing_can_be_shared(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(NO_SHARE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("Copied.")
    whole = page.evaluate("() => navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy What the code says").click()
    expect(section(page, "Show a code")).to_contain_text("Copied.")
    short = page.evaluate("() => navigator.clipboard.readText()")

    assert "Anything" not in whole
    assert "Note: Afraid of needles. Please talk to me first." in whole.splitlines()
    assert short == told(page)


def test_where_copying_is_refused_the_text_is_marked_to_be_copied_by_hand(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.add_init_script(NO_SHARE)
    page.add_init_script(NO_CLIPBOARD)
    keep(page, site.address, USUAL)
    open_share(page, site)

    page.get_by_role("button", name="Copy What the code says").click()
    expect(section(page, "Show a code")).to_contain_text("copy it yourself")
    short = page.evaluate(SELECTED_JS)
    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("copy it yourself")

    assert short == told(page)
    assert "Name: Sam Example" in page.evaluate(SELECTED_JS).splitlines()


@pytest.mark.parametrize(
    "name", ["Mum", pytest.param(HOSTILE, id="hostile"), "x" * 80, "😀" * 40]
)
def test_a_contact_list_reads_the_contacts_as_they_were_typed(
    page: Page, site: Site, tmp_path: Path, name: str
) -> None:
    typed = name[:80]
    keep(page, site.address, USUAL | {"Emergency contact 1: name": typed})
    open_share(page, site)

    file = download(page, "Save the contacts file", tmp_path)

    assert file.name == "carrycard-contacts.vcf"
    raw = file.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    cards = list(vobject.readComponents(raw.decode("utf-8")))
    assert [each.fn.value for each in cards] == [f"ICE {typed}", "ICE Alex (partner)"]
    assert [each.tel.value for each in cards] == ["07700 900123", "07700 900456"]
    assert not any(hasattr(each, "note") for each in cards)


def test_the_card_is_in_the_contacts_only_when_ticked(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, USUAL)
    open_share(page, site)
    whole = download(page, "Save a text file", tmp_path).read_text("utf-8")

    page.get_by_label("Put my card’s text in it as a note").check()
    file = download(page, "Save the contacts file", tmp_path)

    cards = list(vobject.readComponents(file.read_bytes().decode("utf-8")))
    assert [each.note.value for each in cards] == [whole.removesuffix("\n")] * 2


def test_a_clinic_system_can_read_the_summary_file(
    page: Page, site: Site, tmp_path: Path
) -> None:
    hostile = {"Allergies": HOSTILE, "Emergency contact 1: name": HOSTILE[:80]}
    keep(page, site.address, USUAL | hostile, "Your liver")
    open_share(page, site)

    file = download(page, "Save the summary file", tmp_path)

    assert file.name == "carrycard-summary.json"
    text = file.read_text(encoding="utf-8")
    Bundle.model_validate_json(text)
    assert summary_faults(json.loads(text)) == []
    assert "SECRETREASON" not in text
    kinds = [each["resource"]["resourceType"] for each in json.loads(text)["entry"]]
    assert kinds.count("MedicationStatement") == 3
    assert kinds.count("Condition") == 2
    assert HOSTILE in [
        each["resource"]["code"]["text"]
        for each in json.loads(text)["entry"]
        if each["resource"]["resourceType"] == "AllergyIntolerance"
    ]


def test_an_almost_empty_card_makes_a_valid_summary_too(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep(page, site.address, {})
    open_share(page, site)

    text = download(page, "Save the summary file", tmp_path).read_text("utf-8")

    Bundle.model_validate_json(text)
    assert summary_faults(json.loads(text)) == []
    assert "no-allergy-info" in text
    assert "no-problem-info" in text


def summary_faults(document: dict[str, Any]) -> list[str]:
    """Rules of an International Patient Summary that the FHIR types alone do not hold.

    IPS guide 1.1.0: Bundle-uv-ips, Composition-uv-ips, Patient-uv-ips,
    MedicationStatement-uv-ips; FHIR R4 ait-1.
    """
    entries = document["entry"]
    ids = [each["fullUrl"] for each in entries]
    first = entries[0]["resource"]
    faults = []
    if document["type"] != "document" or not document.get("timestamp"):
        faults.append("not a dated document")
    if first["resourceType"] != "Composition":
        faults.append("the composition is not first")
    if first["type"]["coding"][0]["code"] != "60591-5":
        faults.append("not a patient summary")
    sections = {each["code"]["coding"][0]["code"]: each for each in first["section"]}
    kinds = {
        "10160-0": "MedicationStatement",
        "48765-2": "AllergyIntolerance",
        "11450-4": "Condition",
    }
    by_id = dict(zip(ids, (each["resource"] for each in entries), strict=True))
    for number, kind in kinds.items():
        led_to = [by_id[to["reference"]] for to in sections[number]["entry"]]
        if {each["resourceType"] for each in led_to} != {kind}:
            faults.append(f"section {number} points elsewhere")
    for each in sections.values():
        root = ElementTree.fromstring(each["text"]["div"])  # noqa: S314 – our own file
        if root.tag != "{http://www.w3.org/1999/xhtml}div" or not "".join(
            root.itertext()
        ):
            faults.append("a narrative is empty or not XHTML")
    for each in entries:
        faults += resource_faults(each["resource"])
    faults += [to for to in references(document) if to not in ids]
    return faults


def resource_faults(resource: dict[str, Any]) -> Iterator[str]:
    kind = resource["resourceType"]
    if kind == "Patient":
        if not resource.get("birthDate") and not resource.get("_birthDate"):
            yield "no birth date, and not said why"
        if not resource.get("name"):
            yield "no name, and not said why"
    if kind == "MedicationStatement" and not (
        resource.get("effectiveDateTime") or resource.get("_effectiveDateTime")
    ):
        yield "no time, and not said why"
    if kind == "AllergyIntolerance" and not resource.get("clinicalStatus"):
        yield "an allergy without status"


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "reference":
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_nothing_is_asked_of_the_network_on_the_way_out(
    page: Page, context: BrowserContext, site: Site, watch: Watch, tmp_path: Path
) -> None:
    page.add_init_script(NO_SHARE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL)
    open_share(page, site)
    before = len(watch.requests)

    page.get_by_role("button", name="Copy What the code says").click()
    page.get_by_role("button", name="Send my card as text").click()
    expect(section(page, "Send it as text")).to_contain_text("Copied.")
    download(page, "Save a text file", tmp_path)
    download(page, "Save the contacts file", tmp_path)
    download(page, "Save the summary file", tmp_path)

    asked = [each.url for each in watch.requests[before:]]
    assert [url for url in asked if not url.startswith("blob:")] == []


@pytest.mark.parametrize("path", ["/card/share", "/card/phone"])
def test_without_scripts_the_page_still_leads_on(
    new_context: NewContext, site: Site, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.address + path)

    expect(page.locator("noscript p")).to_contain_text("need JavaScript")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()


def test_the_emergency_screen_gets_its_texts_field_by_field(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(page, site.address, USUAL, "Your liver")
    site.stop()
    page.goto(f"{site.address}/card/phone")
    iphone = section(page, "iPhone: Medical ID")

    copied = {}
    for label in ("Medications", "Allergies & Reactions", "Medical Notes"):
        button = iphone.get_by_role("button", name=f"Copy {label}")
        button.click()
        status = button.locator("xpath=following-sibling::span")
        expect(status).to_have_text("Copied.")
        copied[label] = page.evaluate("() => navigator.clipboard.readText()")

    assert copied["Medications"].splitlines() == [
        "I take NALTREXONE, opioid blocker. NOT naloxone",
        "Tablet 50 mg",
        "Sertraline 50 mg",
        "Omeprazole 20 mg",
    ]
    assert copied["Allergies & Reactions"] == "Penicillin (rash)\nLatex"
    assert "Entered by patient. Not verified." in copied["Medical Notes"].splitlines()
    assert "Speaks: Polish" in copied["Medical Notes"].splitlines()
    assert "SECRETREASON" not in page.locator("main").inner_text()
    expect(page.get_by_text("Do not list naltrexone under allergies")).to_be_visible()


def test_a_field_with_nothing_in_it_is_left_out(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/card/phone")

    expect(page.get_by_role("heading", name="Medications").first).to_be_visible()
    assert page.get_by_role("heading", name=re.compile("^Allergies")).count() == 0
    assert page.get_by_role("heading", name="Name", exact=True).count() == 0


def test_an_android_phone_is_shown_its_own_steps_first(
    new_context: NewContext, site: Site
) -> None:
    context = new_context(user_agent="Mozilla/5.0 (Linux; Android 15) Chrome/150")
    page = context.new_page()

    page.goto(f"{site.address}/card/phone")

    first = page.locator("main section").first.get_by_role("heading", level=2)
    expect(first).to_have_text("Android: emergency information")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_meet_wcag_with_a_card_and_fit_a_small_phone(
    new_context: NewContext, site: Site, scheme: str
) -> None:
    context = new_context(
        viewport={"width": 320, "height": 568},
        color_scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    keep(page, site.address, USUAL | {"Other conditions": "x" * 200})
    found = {}

    for path, ready in (("/card/share", "What the code says"), ("/card/phone", "Name")):
        page.goto(site.address + path)
        copy = page.get_by_role("button", name=f"Copy {ready}").first
        copy.click()
        expect(copy.locator("xpath=following-sibling::span[1]")).to_have_text("Copied.")
        if path == "/card/share":
            page.get_by_text("See the text").click()
        small = page.get_by_role("button").evaluate_all(LOWER_THAN_JS, 44)
        found[path] = [*violations(page), *small, *page.evaluate(TOO_WIDE_JS)]

    assert found == {"/card/share": [], "/card/phone": []}
