"""Other ways to show the card, each made by changing a copy of the sources.

The app is not touched. A change that no longer fits the sources stops the bench, so
that a variant is never measured that is not what its name says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]


class StaleVariantError(RuntimeError):
    """The sources have moved on, and a variant's change does not fit them any more."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to show the card.

    Attributes:
        name: As the table says it; short enough to be a folder's name too.
        changes: Applied to a copy of the sources, in order, before it is built.
    """

    name: str
    changes: tuple[Change, ...]


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Put `new` in place of `old`, which must be there exactly once.

    Raises:
        StaleVariantError: it is not; the file is as it was.
    """
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise StaleVariantError(f"{file} no longer says exactly once: {old!r}")
    path.write_text(text.replace(old, new), encoding="utf-8")


KEEP_FINISHED = """
async function keepFinished() {
  if (!card || window.location.pathname !== '/card/') return
  const plain = await fetch('/card/')
  const headers = new Headers(plain.headers)
  headers.delete('Content-Encoding')
  headers.delete('Content-Length')
  const html = '<!doctype html>' + document.documentElement.outerHTML
  const cache = await caches.open('carrycard-finished')
  await cache.put('/card/', new Response(html, { headers }))
}
"""

ANSWER_FINISHED = """
  router.registerRoute(
    ({ request, url }) => request.mode === 'navigate' && url.pathname === '/card/',
    async () =>
      (await caches.match('/card/', { cacheName: 'carrycard-finished' })) ??
      (await precache.match('/card/'))
  )
"""


def finished_page(folder: Path) -> None:
    """The page with the card already in it is kept, and answered by the worker.

    The browser writes the text back as HTML, so it escapes it. What a release would
    need beside (a copy made at save, dropped with the card, made anew by each release)
    takes no time in an opening, so it is left out here.
    """
    card = "static/js/card/card.js"
    replace(
        folder, card, "\n  setInterval(show", KEEP_FINISHED + "\n  setInterval(show"
    )
    replace(
        folder,
        card,
        "      say('trouble')\n    }\n    show()\n",
        "      say('trouble')\n    }\n    show()\n    await keepFinished()\n",
    )
    replace(
        folder,
        "service_worker/routes.js",
        "const router = new Router()\n",
        "const router = new Router()\n" + ANSWER_FINISHED,
    )


STATIC_ROUTES = """
  event.addRoutes?.([
    {
      condition: {
        urlPattern: new URLPattern({ pathname: '/static/:stem.:hash.:kind' })
      },
      source: { cacheName: 'carrycard-precache' }
    }
  ])
"""

CARD_ROUTE = """
  event.addRoutes?.([
    {
      condition: {
        urlPattern: new URLPattern({ pathname: '/card/' }),
        requestMode: 'navigate'
      },
      source: { cacheName: 'carrycard-finished' }
    }
  ])
"""


def at_install(folder: Path, statement: str) -> None:
    mark = "worker.addEventListener('install', (event) => {\n"
    replace(folder, "service_worker/index.js", mark, mark + statement)


def route_for_files(folder: Path) -> None:
    """Scripts and styles come from the cache without asking the worker."""
    at_install(folder, STATIC_ROUTES)


def route_for_card(folder: Path) -> None:
    """The finished card comes from the cache without asking the worker."""
    at_install(folder, CARD_ROUTE)


INSIDE = """

def with_parts_inside(pages, assets, texts):
    for name, text in texts.items():
        url, integrity = assets[name].url, assets[name].integrity
        parts = {
            f'<link rel="stylesheet" href="{url}" integrity="{integrity}">': (
                f"<style>{text}</style>"
            ),
            f'<script src="{url}" integrity="{integrity}"></script>': (
                f"<script>{text}</script>"
            ),
        }
        for link, part in parts.items():
            pages = {
                path: body.replace(link.encode(), part.encode())
                for path, body in pages.items()
            }
    return pages
"""


def put_inside(folder: Path, texts: str) -> None:
    """Put built files into the pages. A release would allow them by hash."""
    build = "pwa/shell/build.py"
    replace(
        folder,
        build,
        'write_pages(out / "pages", render_pages(rendered))',
        'write_pages(out / "pages", with_parts_inside('
        f"render_pages(rendered), assets, {texts}))",
    )
    mark = "\n\ndef app_part_paths("
    replace(folder, build, mark, INSIDE + mark)
    for kind in ("script", "style"):
        replace(
            folder,
            "pwa/shell/headers.py",
            f"\"{kind}-src 'self'\"",
            f"\"{kind}-src 'self' 'unsafe-inline'\"",
        )


FACE_NOW = """
import { showOnFace } from './card-face.js'
import { readMirror } from './card-mirror.js'

const face = document.querySelector('[data-module="card-face"]')
const card = readMirror()?.card
if (card) showOnFace(face, card, new Date())

const later = face.dataset.later.split(' ')
requestAnimationFrame(() => setTimeout(() => later.forEach((file) => import(file))))
"""

LATER = "data-later=\"{{ asset('card.js').url }} {{ asset('main.js').url }}\""


def lean(folder: Path) -> None:
    """Styles and a small script that reads the mirror are in the page.

    Whatever else it has is loaded once that has been painted.
    """
    put_inside(folder, "styles | {'face-now.js': scripts['face-now.js']}")
    (folder / "static/js/card/face-now.js").write_text(FACE_NOW, encoding="utf-8")
    replace(
        folder,
        "pwa/shell/bundles.py",
        "SCRIPTS = {\n",
        'SCRIPTS = {\n    "face-now.js": "static/js/card/face-now.js",\n',
    )
    replace(
        folder,
        "static/js/card/card.js",
        "document.addEventListener('DOMContentLoaded', () => void reread()",
        "document.readyState !== 'loading' ? void reread()"
        " : document.addEventListener('DOMContentLoaded', () => void reread()",
    )
    page = "pwa/card/templates/card/face.html"
    replace(folder, page, "macros.script('card.js'", "macros.script('face-now.js'")
    replace(
        folder,
        page,
        "{% block update %}",
        "{% block scripts %}{% endblock %}{% block update %}",
    )
    replace(
        folder,
        "pwa/card/templates/card/parts.html",
        'data-module="card-face">',
        f'data-module="card-face" {LATER}>',
    )


def no_opener_policy(folder: Path) -> None:
    """Without Cross-Origin-Opener-Policy, for which a cold start changes process."""
    replace(
        folder,
        "pwa/shell/headers.py",
        '    "Cross-Origin-Opener-Policy": "same-origin",\n',
        "",
    )


VARIANTS = [
    Variant("as it is", ()),
    Variant("finished", (finished_page,)),
    Variant("file routes", (route_for_files,)),
    Variant("no opener policy", (no_opener_policy,)),
    Variant("lean", (no_opener_policy, lean)),
    Variant("lean and finished", (no_opener_policy, lean, finished_page)),
    Variant(
        "lean, finished, routes",
        (no_opener_policy, lean, finished_page, route_for_files, route_for_card),
    ),
]
