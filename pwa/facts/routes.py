"""Pages of the fact sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, abort, current_app, g, render_template
from markupsafe import Markup

from pwa.evidence import why
from pwa.facts.claims import Claim, anchor_of_claim
from pwa.facts.editions import Editions, load_editions
from pwa.facts.loader import load_fact_sheet
from pwa.facts.model import GROUPS, FactSection, FactSheet
from pwa.findable import Findable
from pwa.language import page_url
from pwa.sources import Citation

CONTENT = Path(__file__).parent / "content"
EMERGENCY = "emergency"
GLOSSARY = "words"
STAFF = "paramedic doctor nurse clinician ambulance anaesthetist staff"
SHEETS = ("summary", "questions-to-ask", "key-facts")
"""Pages to print or to start from: they say again what another page says."""
EDITIONS = CONTENT / "editions.toml"
ELSEWHERE = {
    "medicines": "medicines.index",
    "finder": "finder.index",
    "card": "card.face",
    "log": "log.index",
}

bp = Blueprint("facts", __name__, template_folder="templates", url_prefix="/facts")


def init_app(app: Flask) -> None:
    """Read the content, and say which addresses the section page has."""
    sheet = load_fact_sheet(CONTENT, app.extensions["sources"])
    app.extensions["facts"] = sheet
    editions = load_editions(EDITIONS)
    app.extensions["editions"] = editions
    app.jinja_env.globals.update(
        edition=lambda: editions.number,
        safety_edition=lambda: editions.safety_number,
        fact=sheet.claim,
        claim_anchor=anchor_of_claim,
    )
    app.extensions["citations"] += [
        Citation("facts", claim.text, claim.sources)
        for section in sheet.sections("en")
        for claim in section.claims
    ]
    app.extensions["findable"] += list(findable(sheet))
    app.extensions.setdefault("page_values", {})["facts.section"] = [
        {"slug": section.slug} for section in sheet.sections("en")
    ]


def findable(sheet: FactSheet) -> Iterator[Findable]:
    """Each claim under its page's title; in the glossary, under its word."""
    for section in sheet.sections("en"):
        for claim in section.claims:
            if not claim.is_statement:
                continue
            is_word = section.slug == GLOSSARY
            word, _, meaning = claim.text.partition(":")
            under = f" – {claim.heading}" if claim.heading else ""
            yield Findable(
                group="words" if is_word else "facts",
                title=word if is_word else f"{section.title}{under}",
                text=meaning.strip() if is_word else claim.text,
                endpoint="facts.section",
                values={"slug": section.slug},
                anchor=claim.anchor,
                keywords=STAFF if claim.audience == "professionals" else "",
                weight=0.4 if is_last_choice(section, claim) else 1.0,
            )


def is_last_choice(section: FactSection, claim: Claim) -> bool:
    """What repeats other pages, or is written for professionals."""
    return section.slug in SHEETS or claim.audience == "professionals"


def fact_sheet() -> FactSheet:
    return cast(FactSheet, current_app.extensions["facts"])


@bp.get("/")
def index() -> str:
    """List the sections in page order, part by part."""
    return render_template(
        "facts/index.html", sections=fact_sheet().sections(g.language), groups=GROUPS
    )


@bp.get("/<slug>")
def section(slug: str) -> str:
    """Show one section, each claim with its sources, and when its review is due."""
    found = fact_sheet().find(g.language, slug)
    if found is None:
        abort(404)
    return render_template("facts/section.html", section=found, text=text_of(found))


@bp.get("/changes")
def changes() -> str:
    """What each edition changed, claim by claim, the newest first."""
    editions = cast(Editions, current_app.extensions["editions"])
    sections = {f"facts/{each.slug}": each for each in fact_sheet().sections("en")}
    there = {
        f"{page}#{claim.id}" for page, each in sections.items() for claim in each.claims
    }
    return render_template(
        "facts/changes.html",
        editions=editions.newest_first,
        sections=sections,
        there=there,
    )


def text_of(found: FactSection) -> Markup:
    """The section's HTML, with the sources of each claim after it."""

    def sources(claim: Claim) -> str:
        # Between orders to call 999 nothing else may be tapped: there they stand below.
        if found.slug == EMERGENCY or not claim.is_statement:
            return ""
        return why(claim.references, found.language)

    html = found.body.filled(sources, page_address)
    return Markup(html)  # noqa: S704 - our own Markdown, raw HTML escaped


def page_address(slug: str) -> str:
    if endpoint := ELSEWHERE.get(slug):
        return page_url(endpoint)
    return page_url("facts.section", slug=slug)
