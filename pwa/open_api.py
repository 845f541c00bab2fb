"""/api/openapi.json: all that programs may ask here, as each capability describes it.

A capability adds its paths and components to app.extensions["open_api"] in its
init_app. A test holds what is described against the routes there are, both ways.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from pwa.public_json import answer

bp = Blueprint("open_api", __name__, url_prefix="/api")

ABOUT = """What programs may ask of Carrycard: the directory of services, to be read by
anybody; reports that an entry is wrong; and, for this app's own pages, the reminders
that a phone asked for. There is no key and no account. Nothing here takes a person's
location, and nothing that is asked is logged."""

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. Nothing that was sent is repeated in it.",
    "properties": {
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": {"type": "string"},
        "detail": {"type": "string"},
    },
    "required": ["status", "title"],
    "additionalProperties": False,
}


def problem(description: str) -> dict[str, Any]:
    """The description of an answer that is an error."""
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": description, "content": content}


def answered(schema: dict[str, Any], description: str) -> dict[str, Any]:
    """The description of an answer in JSON."""
    content = {"application/json": {"schema": schema}}
    return {"description": description, "content": content}


def waiting(description: str) -> dict[str, Any]:
    """The description of an error that says when to try again."""
    seconds = {"type": "integer", "minimum": 1}
    header = {"description": "Seconds.", "required": True, "schema": seconds}
    return problem(description) | {"headers": {"Retry-After": header}}


REFUSED = problem("What was asked makes no sense, or names a place; `detail` says why.")
MISSING = problem("There is none with this id.")

ITSELF: dict[str, Any] = {
    "/api/openapi.json": {
        "get": {
            "operationId": "describe",
            "summary": "This document.",
            "tags": ["about"],
            "responses": {
                "200": {
                    "description": "An OpenAPI 3.1 document.",
                    "content": {"application/json": {"schema": {"type": "object"}}},
                },
                "400": REFUSED,
            },
        }
    }
}


def init_app(app: Flask) -> None:
    """Make the description that every capability adds to."""
    app.extensions["open_api"] = {
        "paths": dict(ITSELF),
        "schemas": {"Problem": PROBLEM},
        "tags": [{"name": "about", "description": "About this interface."}],
    }
    app.register_blueprint(bp)


@bp.get("/openapi.json")
def describe() -> Response:
    """The whole description."""
    if request.args:
        raise BadRequest("Nothing can be asked of this.")
    version = str(current_app.extensions["release"].version)
    return answer(document(current_app.extensions["open_api"], version))


def document(described: dict[str, Any], version: str) -> dict[str, Any]:
    """The OpenAPI document of what the capabilities described."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Carrycard",
            "version": version,
            "description": " ".join(ABOUT.split()),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": described["tags"],
        "paths": described["paths"],
        "components": {"schemas": described["schemas"]},
    }
