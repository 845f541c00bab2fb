"""The schemas an object is held against: our reduced one, and the official ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from pwa.finder.oruk import SCHEMA

OURS = json.loads(SCHEMA.read_text("utf-8"))
SHARED = Path("/work/shared/data/oruk")
"""The official files, where they lie beside the project; they are not part of it."""
OFFICIAL = {
    "service": "service.schema.json",
    "service_in_list": "service_list.schema.json",
}

with_official = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the official schemas are not on this machine"
)


def faults_by_ours(name: str) -> Callable[[Any], list[str]]:
    """Reads the faults of an object of this kind, by the schema in this folder."""
    schema = {**OURS, "$ref": f"#/$defs/{name}"}
    return faults_by(schema)


def faults_by_official(name: str) -> Callable[[Any], list[str]]:
    return faults_by(json.loads((SHARED / OFFICIAL[name]).read_text("utf-8")))


def faults_by(schema: dict[str, Any]) -> Callable[[Any], list[str]]:
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return lambda found: [
        f"{list(each.instance_path)}: {each.message}"
        for each in validator.iter_errors(found)
    ]
