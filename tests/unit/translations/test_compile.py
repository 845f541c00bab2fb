"""Catalogues are compiled the same way every time, or not at all."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from pwa.config import ROOT
from pwa.errors import BuildError
from pwa.translations.compile import compile_catalogues

GOOD = """msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Version %(version)s"
msgstr "Fersiwn %(version)s"
"""


def write(root: Path, text: str, language: str = "cy") -> Path:
    file = root / language / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_catalogue_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)

    compile_catalogues(tmp_path)

    with file.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert words.gettext("Version %(version)s") == "Fersiwn %(version)s"


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    here = write(tmp_path / "here", GOOD)
    there = write(tmp_path / "there", GOOD)

    compile_catalogues(tmp_path / "here")
    compile_catalogues(tmp_path / "there")

    first, second = (each.with_suffix(".mo").read_bytes() for each in (here, there))
    assert first == second
    assert b"1970-01-01" in first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(GOOD + "\nnonsense", "on 8", id="a line that is none"),
        pytest.param(GOOD + '\nmsgid "A"\nmsgstr B', "'A'", id="no quotes"),
        pytest.param(GOOD + '\nmsgid "A"\nmsgstr ""', "'A'", id="not translated"),
        pytest.param(GOOD + '\n#, fuzzy\nmsgid "A"\nmsgstr "B"', "'A'", id="fuzzy"),
        pytest.param("#, fuzzy\n" + GOOD, "header", id="fuzzy header"),
        pytest.param(
            GOOD.replace("Fersiwn %(version)s", "Fersiwn"), "version", id="one too few"
        ),
        pytest.param(
            GOOD.replace("Fersiwn %(version)s", "%(version)s %(x)s"), "x", id="one more"
        ),
        pytest.param(
            GOOD.replace("Fersiwn %(version)s", "Fersiwn %(fersiwn)s"),
            "version",
            id="a translated placeholder",
        ),
    ],
)
def test_a_broken_catalogue_stops_the_build(
    tmp_path: Path, text: str, says: str
) -> None:
    file = write(tmp_path, text)

    with pytest.raises(BuildError, match=str(file)) as raised:
        compile_catalogues(tmp_path)

    assert says in str(raised.value)
    assert not file.with_suffix(".mo").exists()


def test_a_catalogue_that_is_not_text_stops_the_build(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    file.write_bytes(GOOD.encode() + b'\nmsgid "\xff"\nmsgstr "\xff"\n')

    with pytest.raises(BuildError, match=str(file)):
        compile_catalogues(tmp_path)


def test_one_broken_catalogue_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    good = write(tmp_path, GOOD, "cy")
    write(tmp_path, GOOD + "\nnonsense", "ga")

    with pytest.raises(BuildError):
        compile_catalogues(tmp_path)

    assert not good.with_suffix(".mo").exists()


def test_a_folder_without_a_catalogue_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no catalogue here"):
        compile_catalogues(tmp_path)


def test_the_catalogues_of_the_app_name_no_day_and_no_machine() -> None:
    for file in (ROOT / "pwa" / "translations").glob("*/LC_MESSAGES/*.po"):
        text = file.read_text(encoding="utf-8")

        assert "Date:" not in text
        assert str(ROOT) not in text
