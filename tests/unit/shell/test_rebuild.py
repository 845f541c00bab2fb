"""After an edit the build is new where it must be; after a fault the old one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.shell.conftest import OLD_SCRIPT
from tests.unit.shell.source_copy import SourceCopy, checksums, copy_sources
from tests.unit.shell.test_build import hashed_files, kept_by

PART = "static/js/shared/words.js"
"""Imported by the card's form, the log and the privacy page; an entry of none."""


def test_an_edit_to_an_imported_module_reaches_every_bundle_that_has_it(
    built_elsewhere: SourceCopy, tmp_path: Path
) -> None:
    copy = copy_sources(tmp_path / "sources")
    before = built_elsewhere.release()
    # Start from the finished build, as a developer does.
    copy_dist(built_elsewhere, copy)
    copy.edit(PART, lambda text: text.replace("?? name", "?? name + '!'"))

    done = copy.build()

    assert done.returncode == 0, done.stderr
    after = copy.release()
    changed = {
        name
        for name, asset in after["assets"].items()
        if asset["url"] != before["assets"][name]["url"]
    }
    users = {name for name in before["assets"] if imports_words(copy, name)}
    assert changed == users
    assert after["name"] != before["name"]
    # Open pages ask for the files of the releases before, and a worker that is being
    # installed, or mends what it lost, asks for its packs.
    packs = packs_of(built_elsewhere) | packs_of(copy)
    assert len(packs) > 3
    assert hashed_files(copy.dist) == {OLD_SCRIPT, *packs} | {
        asset["url"].rpartition("/")[2]
        for each in (before, after)
        for asset in each["assets"].values()
    }


@pytest.mark.hazard("HZ7-c")
@pytest.mark.parametrize(
    ("name", "fault", "says"),
    [
        pytest.param(PART, "import './nothing.js'\n", "nothing.js", id="a script"),
        pytest.param("static/css/_shell.scss", "}\n", "scss", id="a style"),
        pytest.param("pwa/card/content/lines.toml", "x\n", "lines.toml", id="content"),
        pytest.param(
            "pwa/facts/content/en/stopping.md",
            "\nNo source.\n",
            "stopping.md",
            id="a claim without a source",
        ),
        pytest.param(
            "pwa/search/content/urgent.toml", "x\n", "urgent.toml", id="urgent words"
        ),
        pytest.param(
            "static/js/search/build-index.js", "}", "build-index.js", id="the index"
        ),
        pytest.param(
            "pwa/translations/cy/LC_MESSAGES/messages.po",
            "nonsense\n",
            "messages.po",
            id="a catalogue",
        ),
        pytest.param("manifest.json", "]", "manifest.json", id="the manifest"),
        pytest.param("service_worker/index.js", "}", "index.js", id="the worker"),
        pytest.param(
            "pwa/shell/templates/shell/home.html",
            "{{ asset('nothing.js').url }}",
            "nothing.js",
            id="a template that asks for what is not built",
        ),
    ],
)
def test_a_build_that_fails_names_the_fault_and_leaves_the_last_one(
    built_elsewhere: SourceCopy, tmp_path: Path, name: str, fault: str, says: str
) -> None:
    copy = copy_sources(tmp_path / "sources")
    copy_dist(built_elsewhere, copy)
    before = checksums(copy.dist)
    if name.endswith("home.html"):
        copy.edit(
            name, lambda text: text.replace("{% endblock %}", fault + "{% endblock %}")
        )
    else:
        copy.edit(name, lambda text: text + fault)

    done = copy.build()

    assert done.returncode == 1
    assert says in done.stderr
    # Content is read before there is a command, but for the urgent words.
    if not name.endswith(("lines.toml", ".md")):
        assert "Traceback" not in done.stderr
    assert checksums(copy.dist) == before
    assert not [*copy.dist.parent.glob(".build-*"), *copy.dist.parent.glob(".old-*")]


def packs_of(copy: SourceCopy) -> set[str]:
    """The names of the files that hold pages and code."""
    worker = (copy.dist / "root" / "service-worker.js").read_bytes()
    return {str(each["url"]).rpartition("/")[2] for each in kept_by(worker)["packs"]}


def copy_dist(source: SourceCopy, target: SourceCopy) -> None:
    for name in checksums(source.dist):
        file = target.dist / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((source.dist / name).read_bytes())


def imports_words(copy: SourceCopy, bundle: str) -> bool:
    """Whether a bundle holds the module, found by what only the module says."""
    url = str(copy.release()["assets"][bundle]["url"])
    text = (copy.dist / "site" / url[1:]).read_text(encoding="utf-8")
    return "data-word=" in text
