"""Faults in the words: what must not be said, is too hard, too old or unfounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pwa.editing import readability
from pwa.editing.banned import AMOUNT, banned_in, mixes_up
from pwa.facts.claims import Claim
from pwa.facts.model import FactSection, FactSheet
from pwa.finder.helplines import Helpline
from pwa.finder.starter import Starter
from pwa.medicines.model import MedicineList

NOTICE_DAYS = 30
"""A review is asked for this long before it is due."""
LONGEST_REVIEW_DAYS = 366
LONGEST_CHECK_DAYS = 365
TABLETS = frozenset({"25 mg", "50 mg", "100 mg", "150 mg", "350 mg", "380 mg"})
"""The amounts of naltrexone a reader meets on a pack or in a plan."""
STUDIED = TABLETS | {
    *("1 mg", "2 mg", "5 mg", "8 mg", "10 mg", "15 mg", "32 mg", "80 mg", "200 mg"),
    *("300 mg", "384 mg", "800 mg", "1.1 g", "2.2 g", "3.3 g", "3.4 g"),
}
"""Amounts of naltrexone in studies, for professionals only."""
TELLING = re.compile(
    r"naltrexone|naloxone|drug|opioid|opiate|alcohol|addict|medic|overdose|clinic"
    r"|recover|rehab|patient|health|\bdos(e|es|ing)\b|\bNHS\b",
    re.IGNORECASE,
)
"""A title stands in the list of open tabs and in the history of the browser."""
UNKIND = re.compile(
    r"\b(addicts?|abus(e|er|ers|ing)|junk(ie|ies|y)|clean|dirty|users? of drugs"
    r"|drug users?|you missed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    place: str
    says: str


def review_faults(
    place: str, checked_on: date, due_on: date, today: date
) -> Iterator[Fault]:
    """A review that is overdue or will be within a month, or a mistyped year."""
    if checked_on > today:
        yield Fault(place, f"was checked on {checked_on}, which is yet to come")
    if (due_on - checked_on).days > LONGEST_REVIEW_DAYS:
        yield Fault(place, f"a review lasts at most {LONGEST_REVIEW_DAYS} days")
    if today > due_on:
        yield Fault(place, f"the review was due on {due_on}")
    elif today > due_on - timedelta(days=NOTICE_DAYS):
        yield Fault(place, f"the review is due on {due_on}; review it now")


def section_faults(section: FactSection) -> Iterator[Fault]:
    """Everything that is wrong with one page, but for its dates."""
    place = f"facts/{section.language}/{section.slug}"
    read_on = [each.read_on for each in section.sources]
    if section.checked_on < max(read_on, default=section.checked_on):
        yield Fault(place, "a source was read after the page was checked against it")
    for words in (section.title, section.slug):
        if found := TELLING.search(words):
            yield Fault(place, f"a telling word in title or address: {found[0]!r}")
    for words in (section.title, section.summary, *section.body.headings):
        for banned in banned_in(words):
            yield Fault(place, banned)
    for claim in section.claims:
        yield from claim_faults(f"{place}#{claim.id}", claim)
    if section.language == "en":
        yield from reading_faults(place, section)


def claim_faults(place: str, claim: Claim) -> Iterator[Fault]:
    """What is wrong in one statement: words, amounts, length."""
    for banned in banned_in(claim.text):
        yield Fault(place, banned)
    if mixes_up(claim.text):
        yield Fault(place, "names naloxone and naltrexone, not that they differ")
    if found := UNKIND.search(claim.text):
        yield Fault(place, f"not a kind word: {found[0]!r}")
    if re.search(r"\breview(ed|er)\b", claim.text, re.IGNORECASE):
        yield Fault(place, "says something of a review; the page says that itself")
    known = STUDIED if claim.audience == "professionals" else TABLETS
    for amount in sorted(set(AMOUNT.findall(claim.text)) - known):
        yield Fault(place, f"an amount that is not one of a tablet: {amount}")
    if not claim.is_statement and not is_pointer(claim):
        yield Fault(place, "APP is for a question, or for what points to a page")
    long = [
        sentence
        for sentence in readability.sentences(claim.text)
        if len(readability.words(sentence)) > readability.LONGEST_SENTENCE
    ]
    for sentence in long:
        yield Fault(place, f"over {readability.LONGEST_SENTENCE} words: {sentence!r}")


def is_pointer(claim: Claim) -> bool:
    """A question, or words about a page of this app."""
    about_pages = (
        r"\?$|\b(page|pages|card|log|look-up|look up|list|Yellow Card|below)\b"
    )
    return re.search(about_pages, claim.text) is not None


def reading_faults(place: str, section: FactSection) -> Iterator[Fault]:
    """Sentences and pages for the public that a child of eleven could not read."""
    easy = readability.easy_terms()
    plain = [each for each in section.claims if each.audience != "professionals"]
    for claim in plain:
        for sentence in readability.sentences(claim.text):
            if len(readability.words(sentence)) < readability.SHORTEST_GRADED:
                continue
            grade = readability.grade(sentence, easy)
            if grade > readability.HARDEST_GRADE:
                yield Fault(
                    f"{place}#{claim.id}", f"reading grade {grade:.1f}: {sentence!r}"
                )
    if not plain:
        return
    text = "\n".join([f"{section.title}.", *(claim.text for claim in plain)])
    grade = readability.grade(text, easy)
    if grade > readability.HARDEST_GRADE:
        yield Fault(place, f"reading grade {grade:.1f} of the whole page")


def translation_faults(sheet: FactSheet) -> Iterator[Fault]:
    """A translation keeps the claims, their sources, the numbers and the revision."""
    originals = {each.slug: each for each in sheet.by_language["en"]}
    for section in (each for each in sheet if each.language != "en"):
        place = f"facts/{section.language}/{section.slug}"
        original = originals.get(section.slug)
        if original is None:
            yield Fault(place, "there is no such page in English")
            continue
        if section.revision != original.revision:
            yield Fault(
                place,
                f"is of revision {section.revision}, the original of "
                f"{original.revision}",
            )
        ours = {claim.id: claim for claim in section.claims}
        theirs = {claim.id: claim for claim in original.claims}
        for name in sorted(ours.keys() ^ theirs.keys()):
            yield Fault(f"{place}#{name}", "stands in only one of the two languages")
        for name in sorted(ours.keys() & theirs.keys()):
            if numbers(ours[name]) != numbers(theirs[name]):
                yield Fault(f"{place}#{name}", "other numbers than in English")
            if ours[name].references != theirs[name].references:
                yield Fault(f"{place}#{name}", "other sources than in English")


def numbers(claim: Claim) -> list[str]:
    """Every number in a claim, sorted, since word order may differ."""
    return sorted(re.findall(r"\d+(?:[.,:]\d+)*", claim.text))


def list_faults(listed: MedicineList) -> Iterator[Fault]:
    """Faults in the list of medicines and in the words of its answers."""
    texts = [
        (each.code, f"{each.title}. {each.text}") for each in listed.answers.values()
    ]
    texts += [
        (each.name, f"{each.contains}. {each.rest}. {each.note}")
        for each in listed.medicines
    ]
    for name, text in texts:
        place = f"medicines#{name}"
        for banned in banned_in(text):
            yield Fault(place, banned)
        if mixes_up(text):
            yield Fault(place, "names naloxone and naltrexone, not that they differ")
        if AMOUNT.search(text):
            yield Fault(place, "names an amount")
        for sentence in readability.sentences(text):
            if len(readability.words(sentence)) > readability.LONGEST_SENTENCE:
                yield Fault(place, f"a long sentence: {sentence!r}")


def helpline_faults(lines: Iterable[Helpline], today: date) -> Iterator[Fault]:
    """Faults in the helplines, and numbers that nobody has looked at for a year."""
    for line in lines:
        place = f"helplines#{line.name}"
        for banned in banned_in(f"{line.about} {line.note} {line.settled}"):
            yield Fault(place, banned)
        last = max(line.checked_on, line.called_on or line.checked_on)
        if today - last > timedelta(days=LONGEST_CHECK_DAYS):
            yield Fault(place, f"was last checked on {last}; check it again")


def directory_faults(starter: Starter, today: date) -> Iterator[Fault]:
    """Faults in the services looked up by hand, and those to be looked at again."""
    for listing in starter.listings:
        place = f"directory#{listing.record}"
        told = (listing.summary, listing.for_whom, listing.how_to_refer, listing.notes)
        pages = (each.place for each in starter.found[listing.key])
        for words in (listing.name, listing.organisation, *told, *pages):
            for banned in banned_in(words):
                yield Fault(place, banned)
            if found := UNKIND.search(words):
                yield Fault(place, f"not a kind word: {found[0]!r}")
        for words in told:
            for sentence in readability.sentences(words):
                if len(readability.words(sentence)) > readability.LONGEST_SENTENCE:
                    yield Fault(place, f"a long sentence: {sentence!r}")
        if listing.verify_by is not None and today > listing.verify_by:
            yield Fault(place, f"was to be looked at again by {listing.verify_by}")
