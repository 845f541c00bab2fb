"""Whatever is typed is shown as it was kept: as text, within the screen, never run."""

from __future__ import annotations

import json
import os
import secrets
from random import Random

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from pwa.shell.bundles import run_node_tool
from tests.browser.hostile import (
    TEXTS_OF_A_CARD,
    as_json,
    hostile_card,
    hostile_text,
    unbreakable_card,
)
from tests.browser.journeys import face, open_form, save, save_card, take_back
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

SEED = int(os.environ.get("CARRYCARD_SEED") or secrets.randbits(32))
TEXTS = 5000
CARDS_AT_A_TIME = 20
CARDS_BY_HAND = 12
SMALL_PHONE: ViewportSize = {"width": 320, "height": 568}
TYPED_IN = {
    "name": "Name to use",
    "language": "Language you speak best",
    "strength": "Strength",
    "prescriber": "Prescriber or service",
    "allergies": "Allergies",
    "otherMedicines": "Other medicines",
    "conditions": "Other conditions",
    "note": "Anything else staff should know",
    "reason": "Reason",
}

ROWS = (
    "name",
    "strength",
    "prescriber",
    "allergies",
    "otherMedicines",
    "conditions",
    "language",
    "note",
    "reason",
    "contacts",
)

# The app's own model and store, for the page to be driven with.
STORE = """
import { cleanCard } from './static/js/card/card-model.js'
import { loadCard, saveCard } from './static/js/card/card-store.js'
window.ours = { cleanCard, loadCard, saveCard }
"""
LOOK_JS = """
const ROWS = ROW_NAMES
const face = document.querySelector('[data-module="card-face"]')
const TRICK = /[\\u202a-\\u202e\\u2066-\\u2069]|(?!\\n)\\p{Cc}|\\p{Surrogate}/u

/** What is wrong with the face that shows this clean card: none, if all is well. */
function look(card) {
  const faults = []
  const person = ({ name, phone }) => [name, phone].filter(Boolean).join(' ')
  const people = (all) => all.map(person).filter(Boolean)
  const expected = {
    ...card,
    contacts: people(card.contacts).join(''),
    prescriber: person({ name: card.prescriber, phone: card.prescriberPhone })
  }
  for (const name of ROWS) {
    const slot = face.querySelector(`[data-card="${name}"]`)
    const shown = slot.textContent
    if (shown !== expected[name]) faults.push(`${name} shows ${JSON.stringify(shown)}`)
    if (TRICK.test(shown)) faults.push(`${name} has characters that play tricks`)
    const isRight = slot.checkVisibility() === (shown !== '')
    if (!isRight) faults.push(`${name} is there and not to be seen, or the reverse`)
    const inside = [...slot.querySelectorAll('*')].map((each) => each.localName)
    const ours = ['contacts', 'prescriber'].includes(name) ? ['span', 'a'] : []
    if (inside.some((tag) => !ours.includes(tag))) faults.push(`${name} became markup`)
  }
  for (const call of face.querySelectorAll('a')) {
    if (!/^tel:[+0-9]*$/.test(call.href)) faults.push(`a link leads to ${call.href}`)
  }
  if ('ran' in window) faults.push('a script ran')
  const screen = document.scrollingElement
  if (screen.scrollWidth > screen.clientWidth) {
    faults.push(`it is ${screen.scrollWidth} wide on ${screen.clientWidth}`)
  }
  for (const line of face.querySelectorAll('[data-say="title"], [data-say="act"]')) {
    const { top, bottom } = line.getBoundingClientRect()
    const isSeen = line.checkVisibility() && top >= 0 && bottom <= innerHeight
    if (!isSeen) faults.push(`"${line.textContent}" is not on the first screen`)
  }
  return faults
}
""".replace("ROW_NAMES", json.dumps([*ROWS]))
KEEP_AND_LOOK_JS = f"""async (given) => {{
  {LOOK_JS}
  const found = []
  for (const raw of JSON.parse(given)) {{
    await window.ours.saveCard(raw)
    const detail = await window.ours.loadCard()
    face.dispatchEvent(new CustomEvent('card-loaded', {{ detail }}))
    const faults = look(window.ours.cleanCard(raw))
    if (faults.length) found.push({{ faults, raw: JSON.stringify(raw) }})
  }}
  return found
}}"""
LOOK_AT_KEPT_JS = f"""(given) => {{
  {LOOK_JS}
  return look(window.ours.cleanCard(JSON.parse(given)))
}}"""
VALUES_JS = """() => JSON.stringify(Object.fromEntries(
  [...document.querySelectorAll('form :is(input, textarea)')]
    .map((field) => [field.id, field.value])))"""
SET_JS = """(field, given) => {
  field.value = JSON.parse(given)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}"""


@pytest.fixture(scope="session")
def store() -> str:
    return run_node_tool(["esbuild", "--bundle", "--format=iife"], stdin=STORE)


@pytest.fixture
def chance() -> Random:
    return Random(SEED)


def test_whatever_is_kept_is_shown_exactly_and_never_run(
    page: Page, site: Site, store: str, chance: Random
) -> None:
    page.set_viewport_size(SMALL_PHONE)
    save_card(page, site.address)
    page.goto(f"{site.address}/card/show")
    expect(face(page)).to_contain_text("Sam Example")
    page.evaluate(store)
    cards = [hostile_card(chance) for _ in range(-(-TEXTS // TEXTS_OF_A_CARD))]

    found = []
    for first in range(0, len(cards), CARDS_AT_A_TIME):
        batch = as_json(cards[first : first + CARDS_AT_A_TIME])
        found += page.evaluate(KEEP_AND_LOOK_JS, batch)

    assert found == [], f"again with CARRYCARD_SEED={SEED}"


def test_whatever_is_typed_into_the_form_is_on_the_card_at_its_next_opening(
    page: Page, site: Site, store: str, chance: Random
) -> None:
    page.set_viewport_size(SMALL_PHONE)
    for _ in range(CARDS_BY_HAND):
        open_form(page, site.address)
        for label in TYPED_IN.values():
            field = page.get_by_label(label, exact=True)
            field.evaluate(SET_JS, as_json(hostile_text(chance)))
        page.get_by_label("Show the reason on my card").check()
        typed = {"showReason": True, "contacts": []} | json.loads(
            page.evaluate(VALUES_JS)
        )
        save(page)

        page.goto(f"{site.address}/card/show")
        page.evaluate(store)
        found = page.evaluate(LOOK_AT_KEPT_JS, as_json(typed))
        take_back(page)

        assert found == [], f"again with CARRYCARD_SEED={SEED}: {as_json(typed)}"


def test_no_page_of_the_card_runs_or_is_stretched_by_what_was_kept(
    page: Page, site: Site, store: str, chance: Random
) -> None:
    page.set_viewport_size(SMALL_PHONE)
    save_card(page, site.address)
    pages = [path for path in site.first.pages() if path.startswith("/card/")]

    for path in pages:
        for card in (unbreakable_card(), hostile_card(chance)):
            page.evaluate(store)
            page.evaluate(
                "(given) => window.ours.saveCard(JSON.parse(given))", as_json(card)
            )
            page.goto(site.address + path)
            page.wait_for_load_state("networkidle")
            width = page.evaluate("() => document.scrollingElement.scrollWidth")

            assert page.evaluate("() => window.ran") is None, path
            assert width <= SMALL_PHONE["width"], f"{path}, CARRYCARD_SEED={SEED}"
            take_back(page)

    assert len(pages) > 8
