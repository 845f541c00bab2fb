"""A phone that shows notes and is pushed to, with the page of reminders open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.pushing import Phone, full_chromium, phone_with_push
from tests.browser.site import Site
from tools import find_browser as finder


@pytest.fixture(scope="module")
def browser(playwright: Playwright, found_browser: finder.Browser) -> Iterator[Browser]:
    with full_chromium(playwright, found_browser) as launched:
        yield launched


@pytest.fixture
def phone(context: BrowserContext, site: Site) -> Phone:
    return phone_with_push(context, site.address)
