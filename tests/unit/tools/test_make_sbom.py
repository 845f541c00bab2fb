"""The list of libraries is that of the locks, and says what reaches a phone."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from pwa.config import ROOT
from tools.make_sbom import document

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
REGISTRIES = ("pypi.org", "pythonhosted", "npmjs", "registry", "https://")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return document()


def locked() -> set[str]:
    """As the locks have them, read another way than the tool does."""
    python = {
        re.sub(r"(\[.*\])?==", " ", line.split(" ")[0])
        for lock in LOCKS
        for line in lock.read_text(encoding="utf-8").splitlines()
        if line[:1].isalnum()
    }
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    return python | {
        f"{place.split('node_modules/')[-1]} {about['version']}"
        for place, about in packages.items()
        if place
    }


def full_name(component: dict[str, Any]) -> str:
    return "/".join(filter(None, (component.get("group"), component["name"])))


def use_of(made: dict[str, Any]) -> dict[str, str]:
    return {
        full_name(each): found["value"]
        for each in made["components"]
        for found in each["properties"]
        if found["name"] == "carrycard:use"
    }


def test_every_library_of_the_locks_is_in_the_list_and_no_other(
    made: dict[str, Any],
) -> None:
    listed = [f"{full_name(each)} {each['version']}" for each in made["components"]]

    assert set(listed) == locked()
    assert [name for name, times in Counter(listed).items() if times > 1] == []


def test_what_a_library_needs_is_in_the_list(made: dict[str, Any]) -> None:
    known = {each["bom-ref"] for each in made["components"]}
    needs = {each["ref"]: set(each["dependsOn"]) for each in made["dependencies"]}
    flask = next(ref for ref in known if ref.startswith("pkg:pypi/flask@"))

    assert set().union(*needs.values()) == known
    assert any(ref.startswith("pkg:pypi/werkzeug@") for ref in needs[flask])


def test_what_reaches_a_phone_is_told_from_the_rest(made: dict[str, Any]) -> None:
    uses = use_of(made)

    on_phone = {name for name, use in uses.items() if use == "phone"}
    assert {"workbox-routing", "minisearch", "nhsuk-frontend"} <= on_phone
    assert uses["workbox-core"] == "phone", "what those need comes along"
    assert uses["flask"] == "server"
    assert uses["esbuild"] == "build"
    assert uses["axe-core"] == uses["pytest"] == "tests"
    assert uses["psycopg"] == "server, with PostgreSQL"


def test_each_library_has_the_fields_that_readers_of_the_list_go_by(
    made: dict[str, Any],
) -> None:
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    for each in made["components"]:
        assert re.fullmatch(r"pkg:(pypi|npm)/(%40[\w.-]+/)?[\w.-]+@\S+", each["purl"])
        assert each["scope"] in ("required", "optional", "excluded")
        assert all(len(it["content"]) == 128 for it in each.get("hashes", []))


def test_the_list_names_no_registry_and_is_the_same_each_time(
    made: dict[str, Any],
) -> None:
    text = json.dumps(made)

    assert [word for word in REGISTRIES if word in text] == []
    assert json.dumps(document()) == text
