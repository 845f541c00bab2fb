"""axe-core's rules for WCAG 2.2 AA, run in the page as it stands."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, ViewportSize

from pwa.config import ROOT

SMALL_PHONE: ViewportSize = {"width": 320, "height": 568}
"""As narrow as WCAG 2.2, criterion 1.4.10, has a page still fit."""

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN_JS = """async (rules) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const options = { runOnly: tags, rules, elementRef: true }
  const { violations } = await axe.run(document, options)
  const isTooSmall = async ({ element }) => {
    const { scrollX, scrollY } = window
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
    const again = await axe.run(document, { ...options, runOnly: ['target-size'] })
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
    return again.violations.some(({ nodes }) =>
      nodes.some((node) => node.element === element))
  }
  for (const each of violations) {
    if (each.id !== 'target-size') continue
    const left = []
    for (const node of each.nodes) if (await isTooSmall(node)) left.push(node)
    each.nodes = left
  }
  return violations.filter(({ nodes }) => nodes.length > 0).map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}"""
"""What lies half under the menu at the bottom is not too small: it is looked at again
in the middle of the screen."""


def violations(page: Page, *, has_forced_colours: bool = False) -> list[str]:
    """One line for each rule that is broken, with the elements that break it.

    With forced colours the system's own pairs are shown, but axe goes by
    -webkit-text-fill-color, which still names ours; so contrast is left out there.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(
        RUN_JS, {"color-contrast": {"enabled": not has_forced_colours}}
    )
    return [str(each) for each in found]
