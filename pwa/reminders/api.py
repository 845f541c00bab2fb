"""Asking for reminders, changing them and leaving: for this app's own pages only.

Nobody is signed in. Who knows an endpoint may do with its reminders what its phone may:
it is a long secret that only that browser, its push service and this server have.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest, NotFound, TooManyRequests

from pwa.clock import now, today
from pwa.config import Config
from pwa.reminders.desk import Desk, working
from pwa.reminders.limits import What
from pwa.reminders.model import FORGOTTEN_AFTER_DAYS, Subscription
from pwa.reminders.subscribing import read_later, read_only_endpoint, read_subscription
from pwa.sent import read_object, require_own_page

NEXT_S = 1800

bp = Blueprint("reminders_api", __name__, url_prefix="/api/reminders")


def init_app(app: Flask) -> None:
    """Neither the database nor a key is touched before somebody asks."""
    config: Config = app.config["CARRYCARD"]
    app.extensions["reminders"] = Desk(config)
    app.register_blueprint(bp)


@bp.before_request
def let_in() -> None:
    """Only our own pages change anything, and nothing is asked in the address."""
    if request.method not in ("GET", "HEAD"):
        require_own_page(request, desk().config.origin)
    if request.args:
        raise BadRequest("Nothing can be asked in the address.")


@bp.get("/key")
def key() -> Response:
    """The public key to subscribe with."""
    with working():
        current = desk().keys().current()
    return answer({"id": current.id, "key": current.public})


@bp.put("/subscription")
def put() -> Response:
    """Remind this phone at these times from now on, in place of what was before."""
    asked, known = read_subscription(read_object(request), desk().config), desk()
    with working():
        draw("put", asked.endpoint)
        key_id = asked.key_id or known.keys().current().id
        if key_id not in known.keys().ids():
            raise BadRequest("keyId is no key of this server: subscribe anew.")
        kept = Subscription(
            asked.endpoint,
            asked.p256dh,
            asked.auth,
            key_id,
            asked.minutes,
            asked.days,
            asked.wants_safety,
            created_on=today(),
            renewed_on=today(),
        )
        is_new = known.opened().put(kept, now())
    return answer({"renewBy": renew_by(today())}, 201 if is_new else 200)


@bp.delete("/subscription")
def delete() -> Response:
    """Forget this phone at once. Says the same where it was not known."""
    endpoint = read_only_endpoint(read_object(request), desk().config)
    with working():
        draw("delete", endpoint)
        desk().opened().delete(endpoint)
    return answer(None, 204)


@bp.post("/renew")
def renew() -> Response:
    """The app was opened on this phone: keep it for another while."""
    endpoint = read_only_endpoint(read_object(request), desk().config)
    with working():
        draw("renew", endpoint)
        require(desk().opened().renew(endpoint, today()))
        current = desk().keys().current()
    return answer({"renewBy": renew_by(today()), "keyId": current.id})


@bp.post("/test")
def test() -> Response:
    """Send this phone a test message now."""
    endpoint = read_only_endpoint(read_object(request), desk().config)
    with working():
        draw("test", endpoint)
        require(desk().opened().send_test(endpoint, now()))
    return answer({}, 202)


@bp.post("/later")
def later() -> Response:
    """Send this phone the same reminder once more in half an hour."""
    from pwa.reminders.store.subscriptions import FullError

    endpoint, slot = read_later(read_object(request), desk().config, now())
    with working():
        draw("later", endpoint)
        try:
            require(desk().opened().send_later(endpoint, slot, now()))
        except FullError:
            raise TooManyRequests("Enough wait already.", retry_after=NEXT_S) from None
    return answer({}, 202)


def draw(what: What, endpoint: str) -> None:
    """Raises TooManyRequests: a limit is reached; nothing was done."""
    known = desk()
    known.limits.draw_caller(request.remote_addr)
    hidden = known.keys().current().hide(endpoint)
    known.limits.draw(known.opened(), what, hidden, now())


def require(is_known: bool) -> None:
    """Raises NotFound, by which the phone knows that it has to subscribe anew."""
    if not is_known:
        raise NotFound("There is no such subscription: subscribe anew.")


def renew_by(day: date) -> str:
    """The last day on which an opening of the app still renews it."""
    return (day + timedelta(days=FORGOTTEN_AFTER_DAYS)).isoformat()


def answer(body: dict[str, Any] | None, status: int = 200) -> Response:
    text = "" if body is None else f"{json.dumps(body)}\n"
    response = Response(text, status, {"Cache-Control": "no-store"})
    response.mimetype = "application/json"
    if body is None:
        del response.headers["Content-Type"]
    return response


def desk() -> Desk:
    return cast(Desk, current_app.extensions["reminders"])
