"""A fact that is malformed stops the start-up, named with its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.facts.loader import load_fact_sheet
from pwa.facts.model import FactSection, FactSheet
from tests.unit.small_register import REGISTER

GOOD = """+++
title = "Key facts"
summary = "The main points"
group = "start"
order = 1
audience = "everyone"
revision = 1
checked_on = 2026-11-22
review_due_on = 2027-05-22
reviewed_by = ""
+++

Some **facts**. {some: S1}
"""
SIGNED = 'reviewed_by = "Dr Example"\nreviewed_on = 2026-11-22'


def write(root: Path, text: str, name: str = "en/key-facts.md") -> Path:
    file = root / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def load(root: Path) -> FactSheet:
    return load_fact_sheet(root, REGISTER)


def test_a_good_section_is_read(tmp_path: Path) -> None:
    write(tmp_path, GOOD)

    section = load(tmp_path).find("en", "key-facts")

    assert section is not None
    assert [claim.text for claim in section.claims] == ["Some facts."]
    assert [source.code for source in section.sources] == ["S1"]
    assert (section.slug, section.language) == ("key-facts", "en")


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param('title = "Key facts"', "", "title", id="no title"),
        pytest.param('summary = "The main points"', "", "summary", id="no summary"),
        pytest.param("order = 1", "", "order", id="no order"),
        pytest.param("revision = 1", "", "revision", id="no revision"),
        pytest.param("checked_on = 2026-11-22", "", "checked_on", id="no check"),
        pytest.param(
            "review_due_on = 2027-05-22", "", "review_due_on", id="no due day"
        ),
        pytest.param('reviewed_by = ""', "", "reviewed_by", id="no reviewer line"),
        pytest.param('group = "start"', "", "group", id="no group"),
        pytest.param('"start"', '"end"', "group must be", id="a group on no list"),
        pytest.param('audience = "everyone"', "", "audience", id="no audience"),
        pytest.param('"everyone"', '"cats"', "audience must be", id="for nobody"),
        pytest.param(" {some: S1}", "", "'Some **facts**.'", id="no source"),
        pytest.param("S1}", "S999}", "S999", id="unknown source"),
        pytest.param("Some **facts**. {some: S1}", "", "a claim", id="no claim"),
        pytest.param("order = 1", "order = 1\nextra = 2", "extra", id="unknown key"),
        pytest.param("order = 1", "order =", "", id="not TOML"),
        pytest.param("+++\ntitle", "title", "front matter", id="no opening line"),
        pytest.param("\n+++\n\nSome", "\n\nSome", "front matter", id="no closing line"),
        pytest.param("+++\ntitle", "x\n+++\ntitle", "front matter", id="words before"),
    ],
)
def test_a_malformed_section_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    file = write(tmp_path, GOOD.replace(good, bad, 1))

    with pytest.raises(ContentError, match=str(file)) as raised:
        load(tmp_path)

    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        pytest.param("2027-05-22", '"2027-05-22"', id="due day in quotes"),
        pytest.param("2026-11-22", '"2026-11-22"', id="checked day in quotes"),
        pytest.param("2027-05-22", "2027-05-22T00:00:00", id="a moment"),
        pytest.param("2027-05-22", "2026-11-21", id="due before it was checked"),
        pytest.param("order = 1", 'order = "1"', id="order in quotes"),
        pytest.param('"Key facts"', '""', id="empty title"),
        pytest.param('"The main points"', '" "', id="a summary of spaces"),
        pytest.param('reviewed_by = ""', 'reviewed_by = " "', id="reviewer of spaces"),
        pytest.param('""', '"Dr Example"', id="a reviewer without a day"),
        pytest.param('""', '""\nreviewed_on = 2026-11-22', id="a day, no reviewer"),
        pytest.param('""', '"Dr Example"\nreviewed_on = "now"', id="a day in words"),
        pytest.param("revision = 1", "revision = true", id="revision of yes"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    tmp_path: Path, good: str, bad: str
) -> None:
    file = write(tmp_path, GOOD.replace(good, bad, 1))

    with pytest.raises(ContentError, match=str(file)):
        load(tmp_path)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(ContentError, match=str(file)):
        load(tmp_path)


def test_a_sheet_without_english_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "cy/key-facts.md")

    with pytest.raises(ContentError, match="no English section"):
        load(tmp_path)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()

    with pytest.raises(ContentError, match="no English section"):
        load(tmp_path)


def test_html_in_a_fact_is_shown_as_text(tmp_path: Path) -> None:
    write(tmp_path, GOOD + "\n<script>x</script> [a](javascript:x) {more: S1}\n")

    section = load(tmp_path).find("en", "key-facts")

    assert section is not None
    assert "<script" not in section.body.html
    assert "href" not in section.body.html


def test_sections_stand_in_page_order_not_in_file_order(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("order = 1", "order = 2"), "en/a.md")
    write(tmp_path, GOOD, "en/b.md")

    assert [each.slug for each in load(tmp_path).sections("en")] == ["b", "a"]


@pytest.mark.hazard("HZ9-a")
def test_a_translation_nobody_signed_is_not_shown(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("Key facts", "Prif ffeithiau"), "cy/key-facts.md")

    assert shown_in_welsh(tmp_path).language == "en"


def test_a_signed_translation_is_shown(tmp_path: Path) -> None:
    signed = GOOD.replace('reviewed_by = ""', SIGNED)
    write(tmp_path, GOOD)
    write(tmp_path, signed, "cy/key-facts.md")

    assert shown_in_welsh(tmp_path).language == "cy"


def test_a_section_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    write(tmp_path, GOOD)

    assert load(tmp_path).find("en", "nothing") is None


@pytest.mark.parametrize(
    ("today", "is_overdue"),
    [
        pytest.param(date(2027, 5, 21), False, id="the day before"),
        pytest.param(date(2027, 5, 22), False, id="the day itself"),
        pytest.param(date(2027, 5, 23), True, id="the day after"),
    ],
)
def test_a_review_is_overdue_from_the_day_after(
    tmp_path: Path, today: date, is_overdue: bool
) -> None:
    write(tmp_path, GOOD)

    section = load(tmp_path).sections("en")[0]

    assert section.is_overdue(today) is is_overdue


def test_what_says_nothing_of_a_medicine_is_no_source_of_the_page(
    tmp_path: Path,
) -> None:
    write(tmp_path, GOOD + "\nWhat shall I ask? {ask: APP}\n\nMore. {more: S1; J}\n")

    section = load(tmp_path).sections("en")[0]

    assert [source.code for source in section.sources] == ["S1", "J"]


@pytest.mark.parametrize("page", ["key-facts", "card", "finder", "log", "medicines"])
def test_a_link_to_a_page_that_is_there_is_taken(tmp_path: Path, page: str) -> None:
    write(tmp_path, GOOD + f"\nGo [there](page:{page}). {{go: APP}}\n")

    assert load(tmp_path).sections("en")[0].body.page_links == (page,)


@pytest.mark.parametrize("slug", ["changes", "medicines", "finder", "card", "log"])
def test_a_page_may_not_have_the_address_of_another(tmp_path: Path, slug: str) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, f"en/{slug}.md")

    with pytest.raises(ContentError, match=f"another page has that address: {slug}"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["en/key-facts.md", "cy/key-facts.md"])
def test_a_link_to_a_page_that_is_not_there_is_refused(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD + "\nGo [there](page:nowhere). {go: APP}\n", name)

    with pytest.raises(ContentError, match="key-facts: no page is called nowhere"):
        load(tmp_path)


def shown_in_welsh(root: Path) -> FactSection:
    found = load(root).find("cy", "key-facts")
    assert found is not None
    return found
