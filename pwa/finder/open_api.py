"""The finder's part of /api/openapi.json, written by hand beside the routes."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask

from pwa.finder.oruk import SCHEMA
from pwa.finder.questions import (
    DAYS,
    LAST_PAGE,
    LONGEST_SEARCH,
    MOST_PER_PAGE,
    OLDEST,
    PER_PAGE,
)
from pwa.finder.reports import LONGEST_KEY, LONGEST_WORDS, MOST_BYTES, WHAT
from pwa.open_api import MISSING, REFUSED, answered, problem, waiting

TAGS = [
    {
        "name": "directory",
        "description": "Services, as Open Referral UK 3.0 (HSDS-UK-3.0) has them. "
        "Its parameters postcode and proximity are not taken, and refused with 400: "
        "they would say where somebody is.",
    },
    {
        "name": "reports",
        "description": "Say that an entry is wrong. For our own pages.",
    },
]


def asked(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """A parameter of the query; none is needed."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


PAGING = [
    asked(
        "page",
        "Which page, from 1. One beyond the last is empty.",
        type="integer",
        minimum=1,
        maximum=LAST_PAGE,
        default=1,
    ),
    asked(
        "per_page",
        "How many on a page.",
        type="integer",
        minimum=1,
        maximum=MOST_PER_PAGE,
        default=PER_PAGE,
    ),
]
TIME = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}
FILTERS = [
    *PAGING,
    asked(
        "search",
        "Words in names and summaries; all have to be there. Addresses are not looked "
        "in, and a text with a postcode in it is refused.",
        type="string",
        maxLength=LONGEST_SEARCH,
    ),
    asked("taxonomy_term_id", "Has this term.", type="string", format="uuid"),
    asked("taxonomy_id", "Has a term of this taxonomy.", type="string", format="uuid"),
    asked(
        "minimum_age",
        "Its lowest age is known, and this or higher.",
        type="integer",
        minimum=0,
        maximum=OLDEST,
    ),
    asked(
        "maximum_age",
        "Its highest age is known, and this or lower.",
        type="integer",
        minimum=0,
        maximum=OLDEST,
    ),
    asked("start_time", "Opens at this time or later. With day: on that day.", **TIME),
    asked("end_time", "Closes at this time or earlier.", **TIME),
    asked("day", "Has hours on this day.", type="string", enum=list(DAYS)),
    asked("full", "true: each service whole.", type="string", enum=["true", "false"]),
]
IDENTIFIER = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(
    name: str, single: str, summary: str, items: dict[str, Any], parameters: list[Any]
) -> dict[str, Any]:
    """A path that answers a page of a list."""
    contents = {"type": "array", "maxItems": MOST_PER_PAGE, "items": items}
    page = {
        "allOf": [ref("Page")],
        "properties": {"contents": contents},
        "required": ["contents"],
    }
    get = {
        "operationId": f"list_{name}",
        "summary": summary,
        "tags": ["directory"],
        "parameters": parameters,
        "responses": {
            "200": answered(page, "A page of them.") | {"links": first_of(single)},
            "400": REFUSED,
        },
    }
    return {f"/api/oruk/{name}": {"get": get}}


def first_of(single: str) -> dict[str, Any]:
    """The link from a list to the first that stands in it."""
    found = {"id": "$response.body#/contents/0/id"}
    return {"first": {"operationId": f"get_{single}", "parameters": found}}


def single(name: str, summary: str, schema: str) -> dict[str, Any]:
    """A path that answers one object by its id."""
    get = {
        "operationId": f"get_{schema}",
        "summary": summary,
        "tags": ["directory"],
        "parameters": [IDENTIFIER],
        "responses": {
            "200": answered(ref(schema), "The whole of it."),
            "400": REFUSED,
            "404": MISSING,
        },
    }
    return {f"/api/oruk/{name}/{{id}}": {"get": get}}


ABOUT = {
    "type": "object",
    "properties": {
        "version": {"const": "HSDS-UK-3.0"},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
    },
    "required": ["version", "profile", "openapi_url"],
    "additionalProperties": False,
}
PAGE = {
    "type": "object",
    "properties": {
        **{
            name: {"type": "integer", "minimum": 0}
            for name in ("total_items", "total_pages", "page_number", "size")
        },
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
    },
    "required": [
        *("total_items", "total_pages", "page_number", "size"),
        *("first_page", "last_page", "empty"),
    ],
}
TAXONOMY = {
    "type": "object",
    "properties": {
        "id": ref("id"),
        "name": ref("text"),
        "description": ref("text"),
        "version": ref("text"),
    },
    "required": ["id", "name", "description"],
    "additionalProperties": False,
}
REPORT = {
    "type": "object",
    "properties": {
        "key": {
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_KEY,
            "description": "Of the entry, as the packs have it.",
        },
        "what": {"enum": list(WHAT), "description": "What of it is wrong."},
        "words": {
            "type": "string",
            "maxLength": LONGEST_WORDS,
            "default": "",
            "description": "More, in the person's own words. Asks for no name.",
        },
    },
    "required": ["key", "what"],
    "additionalProperties": False,
}

PATHS: dict[str, Any] = {
    "/api/oruk/": {
        "get": {
            "operationId": "about_directory",
            "summary": "Which standard this is.",
            "tags": ["directory"],
            "responses": {
                "200": answered(ABOUT, "Its names and where it is described."),
                "400": REFUSED,
            },
        }
    },
    **listed(
        "services",
        "service",
        "Services; without `full` only the fields there is one of.",
        {"anyOf": [ref("service_in_list"), ref("service")]},
        FILTERS,
    ),
    **single("services", "One service.", "service"),
    **listed(
        "service_at_locations",
        "service_at_location",
        "Services that have a location, each with it.",
        ref("service_at_location"),
        FILTERS,
    ),
    **single(
        "service_at_locations", "One service at its location.", "service_at_location"
    ),
    **listed(
        "taxonomies", "taxonomy", "How services are sorted.", ref("taxonomy"), PAGING
    ),
    **single("taxonomies", "One way of sorting them.", "taxonomy"),
    **listed("taxonomy_terms", "term", "What a service can be.", ref("term"), PAGING),
    **single("taxonomy_terms", "One term.", "term"),
    "/api/finder/reports": {
        "post": {
            "operationId": "report",
            "summary": "Say that an entry is wrong.",
            "description": "Kept are these three things and the day; nothing of who "
            "sends it. The same words on the same entry are kept once a day.",
            "tags": ["reports"],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": ref("report")}},
            },
            "responses": {
                "202": answered(
                    {"type": "object", "maxProperties": 0}, "It was taken."
                ),
                "400": problem("The body is not as described."),
                "403": problem("A page of another host sent it."),
                "404": problem("There is no entry with this key."),
                "413": problem(f"The body is over {MOST_BYTES} bytes."),
                "415": problem("The body does not say that it is JSON."),
                "429": waiting("Too many were sent; nothing was kept."),
                "503": waiting("It cannot be kept for now."),
            },
        }
    },
}


def init_app(app: Flask) -> None:
    """Add the finder's part."""
    whole = app.extensions["open_api"]
    whole["paths"] |= PATHS
    whole["tags"] += TAGS
    whole["schemas"] |= schemas()


def schemas() -> dict[str, Any]:
    """Those of the directory stand in a file of their own, which is moved in here."""
    text = SCHEMA.read_text("utf-8").replace("#/$defs/", "#/components/schemas/")
    found: dict[str, Any] = json.loads(text)["$defs"]
    return {**found, "Page": PAGE, "taxonomy": TAXONOMY, "report": REPORT}
