"""Write sbom.cdx.json: every library of the locks, as CycloneDX 1.6.

It is made of the lock files alone, so that the same locks give the same list; only a
Python library's licence is asked of the one that is installed. What reaches a phone is
told from what serves, builds or tests.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "sbom.cdx.json"
PYTHON_LOCKS = {
    "run": "server",
    "postgres": "server, with PostgreSQL",
    "node": "build",
    "geography": "tables of places",
    "dev": "tests",
}
"""By file in requirements/, the use that weighs most first."""
SCOPES = {"server": "required", "phone": "required"}
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)"
)
VIA = re.compile(r"^ {4}#(?: via)? +(?P<name>[A-Za-z0-9._-]+)(?P<own> \()?")
IN_SCRIPT = re.compile(r"\bfrom '([^'./][^']*)'")
IN_STYLE = re.compile(r"@use '([^']+/[^']+)'")


@dataclass(frozen=True, slots=True)
class Library:
    """One of one version.

    Attributes:
        needs: What it needs, each as the reference of a library.
        locked_in: The lock that pins it.
    """

    kind: str
    name: str
    version: str
    use: str
    locked_in: str
    licence: str = ""
    sha512: str = ""
    needs: frozenset[str] = field(default=frozenset())

    @property
    def reference(self) -> str:
        """Its package URL: https://github.com/package-url/purl-spec."""
        return f"pkg:{self.kind}/{quote(self.name, safe='/')}@{self.version}"


def python_libraries(root: Path) -> dict[str, Library]:
    """By name. One that several locks have is told once, by what weighs most."""
    found: dict[str, Library] = {}
    needed_by: dict[str, set[str]] = {}
    for lock, use in PYTHON_LOCKS.items():
        place, name = f"requirements/{lock}.txt", ""
        for line in (root / place).read_text(encoding="utf-8").splitlines():
            if pinned := PINNED.match(line):
                name = pinned["name"]
                new = Library("pypi", name, pinned["version"], use, place)
                found.setdefault(name, replace(new, licence=licence_of(new)))
            elif name and (via := VIA.match(line)) and not via["own"]:
                needed_by.setdefault(via["name"], set()).add(name)
    return {
        name: replace(
            each,
            needs=frozenset(found[it].reference for it in needed_by.get(name, ())),
        )
        for name, each in found.items()
    }


def licence_of(library: Library) -> str:
    """As the installed one of this version says, "" where it does not say."""
    try:
        said = metadata.metadata(library.name)
    except metadata.PackageNotFoundError:
        return ""
    if said["Version"] != library.version or "License-Expression" not in said:
        return ""
    return said["License-Expression"]


def npm_libraries(root: Path) -> dict[str, Library]:
    """By place below node_modules. What a page or the worker imports is the phone's."""
    place = "package-lock.json"
    packages = json.loads((root / place).read_text(encoding="utf-8"))["packages"]
    packages.pop("")
    on_phone = set(with_all_they_need(shipped(root), packages))

    def library(at: str, about: dict[str, Any]) -> Library:
        name = at.rpartition("node_modules/")[2]
        use = "phone" if at in on_phone else "tests" if about.get("dev") else "build"
        algorithm, _, digest = about.get("integrity", "").partition("-")
        sha512 = base64.b64decode(digest).hex() if algorithm == "sha512" else ""
        licence = about.get("license", "")
        return Library("npm", name, about["version"], use, place, licence, sha512)

    found = {at: library(at, about) for at, about in packages.items()}
    return {
        at: replace(
            each,
            needs=frozenset(found[it].reference for it in needs_of(at, packages)),
        )
        for at, each in found.items()
    }


def shipped(root: Path) -> set[str]:
    """Places of what our scripts, styles and the worker import by name."""
    scripts = [*(root / "static/js").rglob("*.js"), *root.glob("service_worker/*.js")]
    styles = (root / "static/css").glob("*.scss")
    texts = [(IN_SCRIPT, each) for each in scripts] + [(IN_STYLE, it) for it in styles]
    return {
        f"node_modules/{name.partition('/')[0]}"
        for pattern, file in texts
        for name in pattern.findall(file.read_text(encoding="utf-8"))
        if not name.startswith("node:")
    }


def with_all_they_need(
    places: set[str], packages: dict[str, dict[str, Any]]
) -> Iterator[str]:
    seen: set[str] = set()
    waiting = [each for each in places if each in packages]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            yield place
            waiting += needs_of(place, packages)


def needs_of(place: str, packages: dict[str, dict[str, Any]]) -> list[str]:
    """Where npm finds it: beside it, or further up. Optional ones may be missing."""
    about = packages[place]
    names = {**about.get("dependencies", {}), **about.get("optionalDependencies", {})}
    found = []
    for name in names:
        above = place
        while above and f"{above}/node_modules/{name}" not in packages:
            above = above.rpartition("/node_modules/")[0]
        at = f"{above}/node_modules/{name}" if above else f"node_modules/{name}"
        found += [at] if at in packages else []
    return found


def document(root: Path = ROOT) -> dict[str, Any]:
    """The whole list, the same for the same locks: no date and no number of its own."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    own = f"pkg:generic/{project['name']}@{project['version']}"
    each_once = {
        each.reference: each
        for found in (npm_libraries(root), python_libraries(root))
        for each in found.values()
    }
    libraries = sorted(each_once.values(), key=lambda each: each.reference)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [component(each) for each in libraries],
        "dependencies": [
            {"ref": own, "dependsOn": [each.reference for each in libraries]},
            *(
                {"ref": each.reference, "dependsOn": sorted(each.needs)}
                for each in libraries
            ),
        ],
    }


def component(library: Library) -> dict[str, Any]:
    group, _, name = library.name.rpartition("/")
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": library.reference,
        **({"group": group} if group else {}),
        "name": name,
        "version": library.version,
        "scope": SCOPES.get(
            library.use, "optional" if "server" in library.use else "excluded"
        ),
        "purl": library.reference,
        "properties": [
            {"name": "carrycard:use", "value": library.use},
            {"name": "carrycard:locked-in", "value": library.locked_in},
        ],
    }
    if library.sha512:
        found["hashes"] = [{"alg": "SHA-512", "content": library.sha512}]
    if library.licence:
        found["licenses"] = [{"expression": library.licence}]
    return found


def main() -> None:
    made = document()
    OUT.write_text(f"{json.dumps(made, indent=1)}\n", encoding="utf-8")
    print(f"{OUT.name}: {len(made['components'])} libraries", file=sys.stderr)


if __name__ == "__main__":
    main()
