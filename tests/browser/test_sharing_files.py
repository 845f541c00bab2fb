"""Contacts and the summary are read by the programs they are for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vobject
from fhir.resources.R4B.bundle import Bundle
from playwright.sync_api import Page

from tests.browser.share_page import USUAL, download, keep, open_share
from tests.browser.site import Site

pytestmark = pytest.mark.worker("kept")

HOSTILE = 'Zoë <b>&amp;"O’Neil"</b>, Smith; Ltd\\n 😀 שלום ' + "ŵ" * 30


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
