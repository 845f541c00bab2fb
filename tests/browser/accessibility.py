"""axe-core's rules for WCAG 2.2 AA, run in the page as it stands."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from pwa.config import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN_JS = """async (rules) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run(document, { runOnly: tags, rules })
  return violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}"""


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
