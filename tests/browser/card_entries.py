"""Cards to fill in: one as most people have it, and one full to the limit."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page

from pwa.clock import today
from tests.browser.journeys import open_form, save

USUAL = {
    "Name to use": "Sam Example",
    "Date of birth": "1988-03-04",
    "Strength": "50 mg",
    "Emergency contact 1: name": "Mum",
    "Emergency contact 1: phone": "07700 900123",
    "Emergency contact 2: name": "Alex (partner)",
    "Emergency contact 2: phone": "07700 900456",
    "Prescriber or service": "Northside",
    "Prescriber or service: phone": "0113 496 0000",
    "Allergies": "Penicillin (rash). Latex.",
    "Other medicines": "Sertraline 50 mg\nOmeprazole 20 mg",
    "Language you speak best": "Polish",
    "Anything else staff should know": "Afraid of needles.",
    "Reason": "Because of reasons",
}
LIMITS = {
    "Name to use": 80,
    "Strength": 60,
    "Emergency contact 1: name": 80,
    "Emergency contact 2: name": 80,
    "Emergency contact 3: name": 80,
    "Prescriber or service": 120,
    "Allergies": 300,
    "Other medicines": 500,
    "Language you speak best": 60,
    "Anything else staff should know": 500,
    "Reason": 200,
}
WORDS = {
    "Other medicines": "Sertraline 50 mg\n",
    "Allergies": "Wolfeschlegelsteinhausen ",
    "Emergency contact 3: name": "אבא של סם ",
    "Anything else staff should know": "WWWWWW ",
}


def keep_usual_card(page: Page, address: str) -> None:
    """Every field filled in, none of them long; the reason is not shown."""
    keep(page, address, USUAL)


def keep_full_card(page: Page, address: str) -> None:
    """Every field as long as it may be."""
    long = {
        label: (WORDS.get(label, f"{USUAL.get(label, 'Mo')} ") * limit)[:limit]
        for label, limit in LIMITS.items()
    }
    keep(page, address, USUAL | long)


def keep(page: Page, address: str, entries: dict[str, str]) -> None:
    open_form(page, address)
    for label, text in entries.items():
        page.get_by_label(label, exact=True).fill(text)
    if "Strength" in entries:
        page.get_by_label("Tablets", exact=True).check()
        yesterday = today() - timedelta(days=1)
        page.get_by_label("Last dose: date").fill(yesterday.isoformat())
        page.get_by_label("Last dose: time").fill("08:00")
    save(page)
