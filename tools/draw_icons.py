"""Draw every icon size from static/icons/icon.svg, with the browser tests use."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.find_browser import find_browser

ICONS = Path(__file__).resolve().parent.parent / "static" / "icons"
GROUND = "#14403c"
SIZES = {
    "icon-192.png": (192, 1.0, False),
    "icon-512.png": (512, 1.0, False),
    "apple-touch-icon.png": (180, 1.0, True),
    # A mask may cut up to a fifth from each side, so the drawing stands smaller.
    "maskable-512.png": (512, 0.8, True),
}


def main() -> None:
    drawing = (ICONS / "icon.svg").read_text(encoding="utf-8")
    full = drawing.replace(' rx="96"', "")
    browser = find_browser()
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(
            executable_path=browser.path, args=list(browser.arguments)
        ).new_page()
        for name, (size, scale, is_square) in SIZES.items():
            margin = size * (1 - scale) / 2
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(
                f"<style>body{{margin:0;background:{GROUND if is_square else 'none'}}}"
                f"svg{{display:block;width:{size * scale}px;margin:{margin}px}}</style>"
                + (full if is_square else drawing)
            )
            page.screenshot(path=ICONS / name, omit_background=True)


if __name__ == "__main__":
    main()
