"""WebKitGTK's MiniBrowser, driven by Selenium, on a screen that nobody sees."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import NoSuchFrameException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.engines.engine import PATIENCE_S, PHONE_SIZE, Element

# The driver itself would look for it while the page is still gliding there.
COME_INTO_VIEW = "arguments[0].scrollIntoView({ behavior: 'instant', block: 'center' })"


class WebKit:
    """Its profile under automation lives in memory, so it ends with the process.

    Neither does it write its console anywhere: the release under test carries
    `REPORTING`, which notes faults in the window's name.
    """

    def __init__(self, driver: str, program: Path, display: str) -> None:
        options = Options()
        options.binary_location = str(program)
        options.add_argument("--automation")
        service = Service(driver, env={**os.environ, "DISPLAY": display})
        self.noted: list[str] = []
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.implicitly_wait(PATIENCE_S)
        self.driver.set_window_size(*PHONE_SIZE)

    def open(self, address: str) -> None:
        self.driver.get(address)

    def find(self, path: str) -> Element:
        try:
            found = self.driver.find_element(By.XPATH, path)
        except NoSuchFrameException:
            # The page went while it was being searched: the next one is meant.
            found = self.driver.find_element(By.XPATH, path)
        self.driver.execute_script(COME_INTO_VIEW, found)
        return found

    def evaluate(self, expression: str) -> Any:
        return self.driver.execute_script(f"return {expression}")

    def press_shift(self, times: int) -> None:
        keys = ActionChains(self.driver)
        for _ in range(times):
            keys.key_down(Keys.SHIFT).key_up(Keys.SHIFT)
        keys.perform()

    def start_again(self) -> None:
        """A new window in place of the old one: the nearest that this browser can."""
        self.noted = self.faults()
        old = self.driver.current_window_handle
        self.driver.switch_to.new_window("window")
        new = self.driver.current_window_handle
        self.driver.switch_to.window(old)
        self.driver.close()
        self.driver.switch_to.window(new)
        self.driver.set_window_size(*PHONE_SIZE)

    def screenshot(self) -> bytes:
        return self.driver.get_screenshot_as_png()

    def faults(self) -> list[str]:
        return self.noted + str(self.evaluate("window.name")).splitlines()

    def close(self) -> None:
        self.driver.quit()


REPORTING = """
const note = (text) => { window.name += `${location.pathname}: ${text}\\n` }
addEventListener('error', (event) => note(event.message))
addEventListener('unhandledrejection', (event) => note(`not caught: ${event.reason}`))
addEventListener('securitypolicyviolation', (event) =>
  note(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""


@contextmanager
def hidden_screen() -> Iterator[str]:
    """The name of an X display of our own; it takes the first number that is free."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read, encoding="ascii") as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
