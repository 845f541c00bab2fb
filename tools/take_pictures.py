"""Take the pictures in the README and the manifest from the running app.

    .venv/bin/python -m tools.take_pictures ADDRESS [FOLDER]

With FOLDER, every page is taken at phone and desk sizes, light and dark, to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"small": (320, 568), "phone": (390, 844), "desk": (1280, 800)}
PAPER_DPI = 110
OUTLETS = {
    "share": "/card/share",
    "print": "/card/print",
    "picture": "/card/picture",
    "phone": "/card/phone",
    "backup": "/card/backup",
    "move": "/card/move",
    "private": "/card/private",
    "show": "/card/show",
}
PAGES = OUTLETS | {
    "home": "/",
    "card": "/card/",
    "edit": "/card/edit",
    "facts": "/facts/",
    "key-facts": "/facts/key-facts",
    "emergency": "/facts/emergency",
    "finder": "/finder/",
    "log": "/log/",
    "about": "/about/",
    "privacy": "/about/privacy",
    "sources": "/about/sources",
    "install": "/about/install",
    "self-check": "/about/offline",
    "offline": "/offline",
    "missing": "/nowhere",
    "leave": "/leave",
    "welsh-home": "/cy/",
    "welsh-card": "/cy/card/",
    "welsh-edit": "/cy/card/edit",
}


def main(address: str, folder: str | None) -> None:
    found = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path, args=list(found.arguments)
        )
        if folder:
            look_at_everything(browser, address, Path(folder))
        else:
            take_committed_pictures(browser, address)
        browser.close()


def take_committed_pictures(browser: Browser, address: str) -> None:
    pictures = ROOT / "docs" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    for name, path in {"home": "/", "card": "/card/", "edit": "/card/edit"}.items():
        phone.goto(address + path, wait_until="networkidle")
        phone.screenshot(path=pictures / f"{name}.png")
    fill_in(phone, address)
    phone.goto(address + "/card/show", wait_until="networkidle")
    phone.screenshot(path=pictures / "card-filled-in.png")
    take_the_outlets(browser, address, pictures)
    icons = ROOT / "static" / "icons"
    phone.goto(address, wait_until="networkidle")
    phone.screenshot(path=icons / "screen-narrow.png")
    desk = browser.new_page(viewport={"width": 1280, "height": 800})
    desk.goto(address, wait_until="networkidle")
    desk.screenshot(path=icons / "screen-wide.png")


def take_the_outlets(browser: Browser, address: str, pictures: Path) -> None:
    """Every way out of the screen, on the smallest phone and on a usual one."""
    for size in ("small", "phone"):
        width, height = SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height})
        fill_in(page, address)
        for name, path in OUTLETS.items():
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        # Until the card is given back, every page leads to it.
        page.evaluate("() => sessionStorage.removeItem('carrycard.handed')")
        if size == "phone":
            page.goto(address + "/card/picture", wait_until="networkidle")
            page.locator("select").select_option("iphone-15-16")
            with page.expect_download() as download:
                page.get_by_role("button", name="Save the picture").click()
            download.value.save_as(pictures / "lock-screen.png")
            page.goto(address + "/card/print", wait_until="networkidle")
            paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
            for number in range(len(paper)):
                sheet = paper[number].render(scale=PAPER_DPI / 72).to_pil()
                sheet.convert("L").save(pictures / f"paper-{number + 1}.png")
        page.close()
    for file in pictures.glob("*-3*0.png"):
        # A few colours are enough for a screen of ours, and a third of the size.
        Image.open(file).quantize(64).save(file, optimize=True)


def fill_in(page: Page, address: str) -> None:
    """An invented person, so that no picture shows anybody's card."""
    page.goto(address + "/card/edit", wait_until="networkidle")
    page.get_by_label("Name to use", exact=False).fill("Sam Example")
    page.get_by_label("Date of birth").fill("1980-05-04")
    page.get_by_label("Tablets").check()
    page.get_by_label("Strength").fill("50 mg")
    page.get_by_label("Last dose: date").fill("2026-11-21")
    page.get_by_label("Last dose: time").fill("08:00")
    page.get_by_label("Emergency contact 1: name").fill("Alex Example")
    page.get_by_label("Emergency contact 1: phone").fill("01632 960 001")
    page.get_by_label("Allergies").fill("Penicillin")
    page.get_by_role("button", name="Save on this phone").click()
    page.get_by_role("status").get_by_text("Saved on this phone.").wait_for()


def look_at_everything(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(address + path, wait_until="networkidle")
                page.screenshot(path=folder / f"{scheme}-{size}-{name}.png")
            fill_in(page, address)
            page.screenshot(path=folder / f"{scheme}-{size}-saved.png")
            for name in ("card", "show"):
                page.goto(address + PAGES[name], wait_until="networkidle")
                page.screenshot(path=folder / f"{scheme}-{size}-{name}-filled.png")
                page.screenshot(
                    path=folder / f"{scheme}-{size}-{name}-filled-whole.png",
                    full_page=True,
                )
            context.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
