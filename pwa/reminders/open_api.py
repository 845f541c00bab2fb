"""The reminders' part of /api/openapi.json, written by hand beside the routes."""

from __future__ import annotations

from typing import Any

from flask import Flask

from pwa.config import MAX_BODY_BYTES
from pwa.open_api import REFUSED, answered, problem, waiting
from pwa.reminders.model import FORGOTTEN_AFTER_DAYS, MOST_TIMES

TAGS = [
    {
        "name": "reminders",
        "description": "Reminders by Web Push, for our own pages. Kept are the "
        "endpoint, its keys, times, days, which key of ours it was made for, and the "
        "days of the first and the last opening; nothing else.",
    }
]
HOSTS = (
    r"(fcm\.googleapis\.com|jmt17\.google\.com|"
    r"([a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?\.){1,3}push\.services\.mozilla\.com|"
    r"([a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?\.){1,3}push\.apple\.com|"
    r"([a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?\.){1,3}notify\.windows\.com)"
)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def closed(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    """An object that has these and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


DAY = {"type": "string", "format": "date"}
KEY_ID = {"type": "string", "pattern": "^k[0-9a-f]{12}$"}
SCHEMAS: dict[str, Any] = {
    "PushEndpoint": {
        "type": "string",
        "maxLength": 1024,
        "pattern": rf"^https://{HOSTS}(/[A-Za-z0-9_~=:-][A-Za-z0-9._~=:-]*)+$",
        "description": "Of a push service that is known here: https, port 443.",
    },
    "TimeOfDay": {
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):(00|15|30|45)$",
        "description": "By the clock in the United Kingdom, all year round.",
    },
    "Slot": {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):(00|15|30|45)$",
        "description": "A reminder's day and planned time; one of the last day.",
    },
    "PushSubscription": {
        "type": "object",
        "description": "What PushSubscription.toJSON() gives; more is let drop.",
        "properties": {
            "endpoint": ref("PushEndpoint"),
            "keys": {
                "type": "object",
                "properties": {
                    "p256dh": {
                        "type": "string",
                        "pattern": "^[A-Za-z0-9_-]{87}$",
                        "description": "A point on the curve P-256, in base64url.",
                    },
                    "auth": {
                        "type": "string",
                        "pattern": "^[A-Za-z0-9_-]{21}[AQgw]$",
                        "description": "16 bytes in base64url.",
                    },
                },
                "required": ["p256dh", "auth"],
            },
        },
        "required": ["endpoint", "keys"],
    },
    "Wanted": {
        **closed(
            {
                "subscription": ref("PushSubscription"),
                "times": {
                    "type": "array",
                    "items": ref("TimeOfDay"),
                    "maxItems": MOST_TIMES,
                    "uniqueItems": True,
                    "description": "May be empty with `safety`.",
                },
                "days": {
                    "type": "array",
                    "items": {"type": "integer", "minimum": 1, "maximum": 7},
                    "maxItems": 7,
                    "uniqueItems": True,
                    "description": "Monday is 1. Needed where there is a time.",
                },
                "safety": {
                    "type": "boolean",
                    "default": False,
                    "description": "Also told when a safety correction is published.",
                },
                "keyId": {**KEY_ID, "description": "Without it: the current key."},
            },
            *("days", "safety", "keyId"),
        ),
        "anyOf": [
            {
                "properties": {"times": {"minItems": 1}, "days": {"minItems": 1}},
                "required": ["days"],
            },
            {
                "properties": {"times": {"maxItems": 0}, "safety": {"const": True}},
                "required": ["safety"],
            },
        ],
    },
    "Endpoint": closed({"endpoint": ref("PushEndpoint")}),
    "Later": closed({"endpoint": ref("PushEndpoint"), "slot": ref("Slot")}),
    "ServerKey": closed(
        {
            "id": KEY_ID,
            "key": {"type": "string", "pattern": "^[A-Za-z0-9_-]{87}$"},
        }
    ),
    "Kept": closed({"renewBy": DAY}),
    "Renewed": closed({"renewBy": DAY, "keyId": KEY_ID}),
}
BROKEN = waiting("It cannot be done for now; nothing was changed.")
UNKNOWN = problem("There is no such subscription: subscribe anew.")
ERRORS = {
    "400": problem("The body is not as described."),
    "403": problem("A page of another host sent it."),
    "413": problem(f"The body is over {MAX_BODY_BYTES} bytes."),
    "415": problem("The body does not say that it is JSON."),
    "429": waiting("Too often; nothing was done."),
    "503": BROKEN,
}
NOTHING = {"type": "object", "maxProperties": 0}


def sent(
    name: str, summary: str, schema: str, answers: dict[str, Any], about: str = ""
) -> dict[str, Any]:
    """An operation that takes a body."""
    content = {"application/json": {"schema": ref(schema)}}
    return {
        "operationId": name,
        "summary": summary,
        **({"description": about} if about else {}),
        "tags": ["reminders"],
        "requestBody": {"required": True, "content": content},
        "responses": {**answers, **ERRORS},
    }


PATHS: dict[str, Any] = {
    "/api/reminders/key": {
        "get": {
            "operationId": "reminders_key",
            "summary": "The key to subscribe with.",
            "tags": ["reminders"],
            "responses": {
                "200": answered(ref("ServerKey"), "Its id and applicationServerKey."),
                "400": REFUSED,
                "503": BROKEN,
            },
        }
    },
    "/api/reminders/subscription": {
        "put": sent(
            "subscribe",
            "Send reminders to this endpoint at these times.",
            "Wanted",
            {
                "200": answered(ref("Kept"), "In place of what was asked before."),
                "201": answered(ref("Kept"), "It is new."),
            },
            f"Kept until it is deleted, the push service says that it is gone, or no "
            f"opening of the app has renewed it for {FORGOTTEN_AFTER_DAYS} days.",
        ),
        "delete": sent(
            "unsubscribe",
            "Delete all that is kept of this endpoint.",
            "Endpoint",
            {"204": {"description": "There is nothing of it now, or there never was."}},
        ),
    },
    "/api/reminders/renew": {
        "post": sent(
            "renew",
            "The app was opened: keep it for longer.",
            "Endpoint",
            {
                "200": answered(
                    ref("Renewed"),
                    "`keyId` is the key to subscribe with now. Where the subscription "
                    "was made for another, subscribe anew.",
                ),
                "404": UNKNOWN,
            },
        )
    },
    "/api/reminders/test": {
        "post": sent(
            "send_test",
            "Send a test message now.",
            "Endpoint",
            {"202": answered(NOTHING, "It is on its way."), "404": UNKNOWN},
            "Once a minute and ten times a day.",
        )
    },
    "/api/reminders/later": {
        "post": sent(
            "send_later",
            "Send the same reminder once more in half an hour.",
            "Later",
            {"202": answered(NOTHING, "It will be sent."), "404": UNKNOWN},
        )
    },
}


def init_app(app: Flask) -> None:
    """Add the reminders' part."""
    whole = app.extensions["open_api"]
    whole["paths"] |= PATHS
    whole["tags"] += TAGS
    whole["schemas"] |= SCHEMAS
