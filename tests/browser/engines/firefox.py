"""Firefox, driven by Marionette, with its profile in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from marionette_driver.by import By
from marionette_driver.marionette import Marionette

from tests.browser.engines.engine import PATIENCE_S, PHONE_SIZE, Element
from tests.browser.servers import HOST

SHIFT = "\ue008"
# By itself it scrolls no further than to where the menu at the foot covers it.
COME_INTO_VIEW = "arguments[0].scrollIntoView({ behavior: 'instant', block: 'center' })"
# The browser's own console has what pages and workers did from their first line on.
READ_CONSOLE = f"""
const isWarning = (error) => error.flags & Ci.nsIScriptError.warningFlag
return Services.console.getMessageArray()
  .filter((message) => message instanceof Ci.nsIScriptError)
  .filter((error) => !isWarning(error) && error.sourceName.includes('//{HOST}:'))
  .map((error) => `${{error.sourceName}}:${{error.lineNumber}} ${{error.errorMessage}}`)
"""


class Firefox:
    def __init__(
        self, program: str, folder: Path, preferences: dict[str, Any] | None = None
    ) -> None:
        self.noted: list[str] = []
        self.marionette: Any = Marionette(
            bin=program,
            headless=True,
            port=0,
            workspace=str(folder),
            prefs=preferences or {},
            gecko_log=str(folder / "gecko.log"),
        )
        self._begin()

    def _begin(self) -> None:
        self.marionette.start_session()
        self.marionette.timeout.implicit = PATIENCE_S
        width, height = PHONE_SIZE
        self.marionette.set_window_rect(width=width, height=height)

    def open(self, address: str) -> None:
        self.marionette.navigate(address)

    def find(self, path: str) -> Element:
        found = self.marionette.find_element(By.XPATH, path)
        self.marionette.execute_script(COME_INTO_VIEW, script_args=[found])
        return cast(Element, found)

    def evaluate(self, expression: str) -> Any:
        return self.marionette.execute_script(f"return {expression}", sandbox=None)

    def press_shift(self, times: int) -> None:
        keys = self.marionette.actions.sequence("key", "keyboard")
        for _ in range(times):
            keys.key_down(SHIFT).key_up(SHIFT)
        keys.perform()

    def start_again(self) -> None:
        self.noted = self.faults()
        self.marionette.quit()
        self._begin()

    def screenshot(self) -> bytes:
        return bytes(self.marionette.screenshot(format="binary", full=False))

    def faults(self) -> list[str]:
        with self.marionette.using_context("chrome"):
            return self.noted + list(self.marionette.execute_script(READ_CONSOLE))

    def close(self) -> None:
        self.marionette.cleanup()
