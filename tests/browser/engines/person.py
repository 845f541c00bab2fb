"""A person at any browser: finds things by the words on the screen."""

from __future__ import annotations

from tests.browser.engines.engine import Element, Engine

SHOWN = "not(ancestor-or-self::*[@hidden])"
CONTROLLED = """new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve(true)
  navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true))
})"""
# It answers when it has fetched what it could.
HAS_ALL = """new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => resolve(data.ready)
  navigator.serviceWorker.controller.postMessage('health', [port2])
})"""
# A page left while its last script is on its way reports that script as damaged.
SCRIPTS_ARRIVED = """new Promise((resolve) => {
  const rest = document.querySelector('template[data-after-load]')?.content
  const scripts = [document, rest].flatMap((part) =>
    [...(part?.querySelectorAll('script[src]') ?? [])])
  const addresses = scripts.map((each) => new URL(each.getAttribute('src'), location))
  const look = () => {
    const isHere = ({ href }) => performance.getEntriesByName(href).length > 0
    if (addresses.every(isHere)) resolve(true)
    else setTimeout(look, 20)
  }
  look()
})"""
# A browser that would draw its own picker for a date takes no typed keys for it.
SET_VALUE = """(() => {{
  const field = document.getElementById({id!r})
  field.value = {value!r}
  field.dispatchEvent(new Event('input', {{ bubbles: true }}))
}})()"""


class Person:
    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address

    def open(self, path: str) -> None:
        self.engine.open(self.address + path)
        self.engine.evaluate(SCRIPTS_ARRIVED)

    def open_form(self) -> None:
        self.open("/card/edit")
        self.engine.find("//form/fieldset[not(@disabled)]")

    def wait_until_kept_offline(self) -> None:
        """The worker has taken the page over, and has kept the whole release."""
        assert self.engine.evaluate(CONTROLLED)
        assert self.engine.evaluate(HAS_ALL)

    def sees(self, words: str) -> Element:
        """The innermost element with those words, which must be on the screen."""
        held = f"contains(normalize-space(), {quoted(words)})"
        found = self.engine.find(f"//body//*[{held} and not(*[{held}]) and {SHOWN}]")
        assert found.is_displayed(), words
        return found

    def sees_heading(self, words: str) -> None:
        found = self.engine.find(f"//h1[normalize-space()={quoted(words)} and {SHOWN}]")
        assert found.is_displayed(), words

    def sees_row(self, label: str, words: str) -> None:
        """On the card's face, beside that label, exactly those words."""
        row = f"//dt[normalize-space()={quoted(label)} and {SHOWN}]"
        words = quoted(words)
        self.engine.find(f"{row}/following-sibling::dd[normalize-space()={words}]")

    def presses(self, words: str) -> None:
        is_named = f"normalize-space()={quoted(words)}"
        place = f"(self::a or self::button or self::label) and {is_named}"
        self.engine.find(f"//*[{place} and not(@disabled) and {SHOWN}]").click()

    def fills(self, label: str, words: str) -> None:
        field = self.engine.find(f"//*[@id={quoted(self.id_of(label))}]")
        field.clear()
        field.send_keys(words)

    def sets_date(self, label: str, value: str) -> None:
        self.engine.evaluate(SET_VALUE.format(id=self.id_of(label), value=value))

    def value_of(self, label: str) -> str:
        field = f"document.getElementById({self.id_of(label)!r})"
        return str(self.engine.evaluate(f"{field}.value"))

    def id_of(self, label: str) -> str:
        self.engine.find(f"//label[normalize-space()={quoted(label)}]")
        found = self.engine.evaluate(
            "[...document.querySelectorAll('label')]"
            f".find((label) => label.textContent.trim() === {label!r}).htmlFor"
        )
        return str(found)


def quoted(words: str) -> str:
    """A string in XPath, which has no escapes."""
    assert '"' not in words
    return f'"{words}"'
