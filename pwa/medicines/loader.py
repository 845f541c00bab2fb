"""Read the list of medicines, and the words of the answers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pwa.errors import ContentError
from pwa.medicines.model import Answer, Medicine, MedicineList
from pwa.sources import SourceRegister


def load_medicines(folder: Path, register: SourceRegister) -> MedicineList:
    """Read `medicines.toml` and `answers.toml`.

    Raises:
        ContentError: a row is malformed, has no known source, or a name leads to two
            answers; the service does not start.
    """
    names, words = folder / "medicines.toml", folder / "answers.toml"
    try:
        answers = [Answer(**resolved(row, register)) for row in rows(words, "answers")]
        read = tomllib.loads(names.read_text(encoding="utf-8"))
        medicines = [
            Medicine(**resolved(row, register)) for row in read.pop("medicines")
        ]
        by_code = {answer.code: answer for answer in answers}
        if len(by_code) != len(answers):
            raise ValueError("an answer stands twice")
        return MedicineList(answers=by_code, medicines=tuple(medicines), **read)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{folder}: {error}") from error


def rows(file: Path, key: str) -> list[dict[str, Any]]:
    """The tables of that name. Raises KeyError or TypeError: it has none."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))[key]
    if not isinstance(found, list):
        raise TypeError(f"{file.name}: {key} must be a list")
    return found


def resolved(row: dict[str, Any], register: SourceRegister) -> dict[str, Any]:
    """The row with its sources looked up and its lists made tuples."""
    try:
        sources = register.resolve(row["sources"])
    except (KeyError, ValueError) as error:
        name = row.get("name", row.get("code"))
        raise ValueError(f"{name}: {error}") from error
    lists = {key: tuple(each) for key, each in row.items() if isinstance(each, list)}
    return {**row, **lists, "sources": sources}
