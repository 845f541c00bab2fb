"""The log goes into a calendar, onto paper and to a clinic, and only where asked."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from pwa.shell.bundles import run_node_tool
from tests.browser.accessibility import violations
from tests.browser.site import Site
from tests.browser.test_printing import A4_PT, bare, printed, text_of
from tests.browser.watching import Watch

NOW = "2026-11-25T12:00:00Z"
TODAY = date(2026, 11, 25)
STORE = """
import { changeLog } from './static/js/log/log-store.js'
window.keepLog = (given) => changeLog((log) => ({ ...log, ...JSON.parse(given) }))
"""
SPOIL_JS = """() => new Promise((done) => {
  for (const key of Object.keys(localStorage)) {
    if (key !== 'carrycard.card') localStorage.setItem(key, 'spoilt')
  }
  const opening = indexedDB.open('carrycard')
  opening.onsuccess = () => {
    const writing = opening.result.transaction('records', 'readwrite')
    for (const key of ['log.a', 'log.b']) writing.objectStore('records').put({}, key)
    writing.oncomplete = () => done()
  }
})"""
NOTHING_OF_THEM = {"entries": [], "dates": [], "title": ""}
NO_PLAN = {"form": "", "times": [], "everyDays": 0, "since": ""}


@pytest.fixture(scope="session")
def store() -> str:
    """The app's own store, for the page to be driven with."""
    return run_node_tool(["esbuild", "--bundle", "--format=iife"], stdin=STORE)


def plan(*times: str) -> dict[str, Any]:
    every = [
        {"day": day, "time": time, "strength": "50 mg"}
        for day in range(1, 8)
        for time in times
    ]
    return {"form": "tablet", "times": every, "everyDays": 0, "since": "2026-10-01"}


def entry(days_ago: int, **given: str) -> dict[str, Any]:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    about = {"form": "tablet", "what": "taken", "at": "", "slot": f"{day}T08:00"}
    texts = {"strength": "50 mg", "note": "", "supervisedBy": "", "time": "08:05"}
    moment = {"recordedAt": f"{day}T08:05:00.000Z"}
    return {"id": f"{days_ago:016x}", "on": day, **about, **texts, **moment, **given}


APPOINTMENT = {
    "id": "a" * 16,
    "kind": "appointment",
    "on": "2026-12-03",
    "time": "14:30",
    "where": "Example House",
    "note": "Bring the letter",
    "isDone": False,
}
FOUR_WEEKS = [
    entry(n, what="skipped" if n == 7 else "taken", supervisedBy="Sam" if n % 7 else "")
    for n in range(27, -1, -1)
    if n not in (3, 4)
]


def keep_log(page: Page, site: Site, store: str, **log: Any) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(f"{site.address}/log/calendar-file")
    page.evaluate(store)
    whole = {**NOTHING_OF_THEM, "plan": NO_PLAN, **log}
    page.evaluate("(given) => keepLog(given)", json.dumps(whole))


def open_page(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.address}/log/{name}")
    expect(page.locator(f'[data-module="log-{name}"]')).to_be_visible()


def saved_text(page: Page, button: str) -> tuple[str, str]:
    """What the file is called, and what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    file = download.value
    return file.suggested_filename, Path(file.path()).read_bytes().decode()


def calendar_of(page: Page) -> Calendar:
    name, text = saved_text(page, "Save the file")
    assert name == "carrycard.ics"
    return Calendar.from_ical(text)


def sheet(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("^Log from"))


def test_a_plan_goes_into_a_calendar_and_a_changed_one_changes_it(
    page: Page, site: Site, store: str, watch: Watch
) -> None:
    keep_log(page, site, store, plan=plan("08:00", "20:00"), dates=[APPOINTMENT])
    open_page(page, site, "calendar-file")
    expect(
        page.get_by_role("listitem").filter(has_text="Every day at 08:00")
    ).to_be_visible()
    page.get_by_label("Title of each entry").fill("Water the plants")
    page.get_by_label("30 minutes before").check()
    before = len(watch.requests)
    first = calendar_of(page)

    keep_log(page, site, store, plan=plan("08:00"), title="Water the plants")
    open_page(page, site, "calendar-file")
    expect(page.get_by_label("30 minutes before")).to_be_checked()
    second = calendar_of(page)

    assert {str(e["SUMMARY"]) for e in first.events} == {"Water the plants"}
    assert len(first.events) == 3
    assert not re.search(r"mg|Example|letter|ppointment", first.to_ical().decode())
    [left] = [e for e in second.events if e["STATUS"] != "CANCELLED"]
    uids = {str(e.start): e["UID"] for e in first.events}
    assert left["UID"] == uids["2026-11-26 08:00:00+00:00"]
    assert {e["UID"] for e in second.events} == set(uids.values())
    assert {e["SEQUENCE"] for e in second.events} == {1}
    assert {r.method for r in watch.requests[before:]} <= {"GET"}


def test_what_is_asked_for_is_put_into_the_calendar_too(
    page: Page, site: Site, store: str
) -> None:
    keep_log(page, site, store, plan=plan("08:00"), dates=[APPOINTMENT])
    open_page(page, site, "calendar-file")
    for label in ("Strengths", "Where it is", "My notes"):
        page.get_by_label(label).check()

    events = calendar_of(page).events

    assert [str(e.get("LOCATION", "")) for e in events] == ["", "Example House"]
    assert [str(e["DESCRIPTION"]) for e in events] == ["50 mg", "Bring the letter"]


def test_of_a_log_that_cannot_be_read_nothing_is_given(
    page: Page, site: Site, store: str
) -> None:
    keep_log(page, site, store, plan=plan("08:00"), entries=FOUR_WEEKS)
    open_page(page, site, "calendar-file")
    calendar_of(page)
    page.goto(f"{site.address}/version.json")  # no script there mends what is spoilt
    page.evaluate(SPOIL_JS)

    for name in ("calendar-file", "share"):
        open_module(page, site, name)
        expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(
            "can no longer be read"
        )
        expect(page.get_by_role("button", name="Save the file")).to_be_hidden()
        expect(page.get_by_role("button", name="Print it")).to_be_hidden()
        expect(page.locator("table")).to_be_hidden()


def open_module(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.address}/log/{name}")
    expect(page.locator("[data-trouble]")).to_be_visible()


def test_four_weeks_are_printed_on_one_plain_sheet(
    page: Page, site: Site, store: str
) -> None:
    page.emulate_media(color_scheme="dark")
    keep_log(page, site, store, plan=plan("08:00"), entries=FOUR_WEEKS)
    open_page(page, site, "share")

    pdf = printed(page)

    text = text_of(pdf)
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == A4_PT
    for said in (
        *("Log from 29 October 2026 to 25 November 2026", "Name:", "Date of birth:"),
        *("Typed by the person, not checked by anybody", "Printed on 25 November 2026"),
        *("Taken on 25 of 28 planned days", "Planned days skipped: 1"),
        *("Planned days with nothing recorded: 2", "Thu 29 Oct 08:00 taken at 08:05"),
        *("Sun 22 Nov 08:00 nothing recorded", "50 mg, seen by Sam"),
    ):
        assert bare(said) in text, said
    for hidden in (
        "Share my log",
        "Leave",
        "Which days",
        "Print it",
        "More of the log",
    ):
        assert bare(hidden) not in text, hidden
    assert not re.search("miss|forg|late", text)
    assert colours_of(pdf) == {"0 0 0"}


def colours_of(pdf: PdfReader) -> set[str]:
    """What ink the letters and lines are printed with, but for paper's own white."""
    found = set()
    for page in pdf.pages:
        data = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
        found |= set(re.findall(r"([\d.]+ [\d.]+ [\d.]+) rg\b", data, re.I))
    return found - {"1 1 1"}


def test_a_long_log_is_printed_with_its_head_and_foot_on_each_page(
    page: Page, site: Site, store: str
) -> None:
    long = [entry(n, note=f"Note {n} " + "and more words " * 20) for n in range(60)]
    keep_log(page, site, store, plan=plan("08:00"), entries=long[::-1])
    open_page(page, site, "share")
    page.get_by_label("From", exact=True).fill("2026-09-27")
    page.get_by_label("My notes").check()

    pdf = printed(page)

    texts = [bare(each.extract_text()) for each in pdf.pages]
    assert len(texts) > 2
    for text in texts:
        assert bare("Day Planned Recorded") in text
        assert bare("Typed by the person, not checked by anybody") in text
    whole = "".join(texts)
    assert [n for n in range(60) if bare(f"Note {n} and") not in whole] == []


def test_the_table_is_read_by_a_spreadsheet_and_shows_only_what_was_asked_for(
    page: Page, site: Site, store: str
) -> None:
    hostile = '=1+1, "two"\nlines'
    entries = [entry(2, note=hostile), entry(1, supervisedBy="Zo\u00eb")]
    keep_log(page, site, store, plan=plan("08:00"), entries=entries)
    open_page(page, site, "share")
    page.get_by_label("From", exact=True).fill("2026-11-23")

    name, plain = saved_text(page, "Save a table")
    page.get_by_label("My notes").check()
    page.get_by_label("Strengths").uncheck()
    _, chosen = saved_text(page, "Save a table")

    assert name == "carrycard-log.csv"
    assert plain.startswith("\ufeffDay,Planned,Recorded,Time,Form,Strength,Seen by\r\n")
    assert "two" not in plain
    assert list(csv.reader(io.StringIO(chosen[1:], newline="")))[1:] == [
        ["2026-11-23", "08:00", "taken", "08:05", "tablet", "", "'" + hostile],
        ["2026-11-24", "08:00", "taken", "08:05", "tablet", "Zo\u00eb", ""],
        ["2026-11-25", "08:00", "nothing recorded yet", "", "", "", ""],
    ]


def test_the_text_is_copied_and_days_that_make_no_sense_are_said(
    page: Page, site: Site, store: str, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep_log(page, site, store, plan=plan("08:00"), entries=FOUR_WEEKS)
    open_page(page, site, "share")
    page.get_by_label("From", exact=True).fill("2026-11-21")

    page.get_by_role("button", name="Copy the text").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()").split("\n") == [
        "Log from 21 November 2026 to 25 November 2026",
        "Typed by the person, not checked by anybody.",
        "Taken on 3 of 5 planned days.",
        "Planned days with nothing recorded: 2.",
        "",
        "Saturday 21 November 2026: nothing recorded; planned for 08:00",
        "Sunday 22 November 2026: nothing recorded; planned for 08:00",
        *(
            f"{day} November 2026: taken at 08:05, 50 mg{seen}; planned for 08:00"
            for day, seen in (
                ("Monday 23", ", seen by Sam"),
                ("Tuesday 24", ", seen by Sam"),
                ("Wednesday 25", ""),
            )
        ),
    ]
    page.get_by_label("From", exact=True).fill("2026-11-26")
    fault = page.get_by_role("alert").filter(
        has_text="The first day is after the last."
    )
    expect(fault).to_be_visible()
    expect(sheet(page)).to_be_hidden()


@pytest.mark.parametrize("name", ["calendar-file", "share"])
def test_both_pages_fit_a_small_phone_and_meet_the_rules_for_access(
    page: Page, site: Site, store: str, name: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    wide = "W" * 60
    notes = [entry(n, note=wide * 3, supervisedBy=wide) for n in range(3)]
    dates = [{**APPOINTMENT, "where": wide, "note": wide, "on": "2026-11-25"}]
    keep_log(page, site, store, plan=plan("08:00"), entries=notes[::-1], dates=dates)
    open_page(page, site, name)
    for box in page.get_by_role("checkbox").all():
        box.check()

    assert violations(page) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == 320
