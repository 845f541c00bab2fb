"""Every page's address, known before anything is built."""

from pwa import create_app
from pwa.config import Config
from pwa.shell.pages import page_urls
from pwa.shell.release import Release

UNBUILT = create_app(Config(), release=Release("draft", "0"))

PAGES = page_urls(UNBUILT)
ENGLISH_PAGES = [path for path in PAGES if not path.startswith("/cy/")]
WELSH_PAGES = [path for path in PAGES if path.startswith("/cy/")]
CARD_PAGES = [path for path in PAGES if "/card/" in path]


def in_welsh(path: str) -> str:
    """The Welsh page that an English address has."""
    return f"/cy{path}"
