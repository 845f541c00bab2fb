"""Each nation and council has a page that needs no script, made from what there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pwa import clock, create_app
from pwa.config import Config
from pwa.finder.directory import LOOKED_AT_EVERY_S, Shelf
from pwa.finder.geography.councils import COUNCILS
from pwa.finder.model import Hours, Listing, Location, Phone, Source
from pwa.finder.packs.collect import Collected, collect
from pwa.finder.store import Report, Store
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient, checked_client
from tests.web.page_rules import parse, words_of
from tests.web.test_neutral_words import TELLING, ours

SOURCE = Source("made-up", "A made-up register", attribution="Contains made-up data.")
FULL = Listing(
    source="made-up",
    record="1",
    name="Anytown <Hub>",
    kind="treatment",
    organisation="Anytown Charity",
    for_whom="Anybody.",
    councils=("E08000035",),
    prescribes_naltrexone="yes",
    naltrexone_checked_on=date(2026, 10, 3),
    phones=(Phone("0113 496 0000", label="Desk"),),
    url="javascript:alert(1)",
    location=Location(lines=("1 Any Street",), town="Leeds", postcode="LS1 1AA"),
    hours=(Hours(1, 540, 1020),),
    checked_on=date(2020, 1, 2),
    verify_by=date(2020, 7, 2),
    self_referral="no",
)


@pytest.fixture
def made_up(tmp_path: Path) -> CheckedClient:
    """An app whose directory holds one made-up service in Leeds."""
    return app_with(tmp_path, FULL)


def app_with(instance: Path, *listings: Listing) -> CheckedClient:
    config = Config(instance=instance)
    app = create_app(config)
    collected = Collected({"made-up": SOURCE}, list(listings))
    app.extensions["directory"] = Shelf(config, lambda config, day: collected)
    return checked_client(app)


@pytest.mark.parametrize("tongue", ["", "/cy"])
@pytest.mark.parametrize(
    "slug",
    ["england", "wales", "scotland", "northern-ireland", "leeds", "kent", "ashford"],
)
def test_a_page_of_an_area_keeps_every_rule_for_pages(
    client: CheckedClient, tongue: str, slug: str
) -> None:
    page = client.get(f"{tongue}/finder/areas/{slug}")

    root = parse(page.text)
    titles = " ".join(words_of(each) for each in root.iter("title"))
    assert not TELLING.findall(titles)
    assert [each for each in ours(root) if TELLING.search(each)] == []


@pytest.mark.parametrize("slug", ["nowhere", "Leeds", "leeds/", "england%00"])
def test_an_area_there_is_not_is_not_found(client: CheckedClient, slug: str) -> None:
    for tongue in ("", "/cy"):
        client.get(f"{tongue}/finder/areas/{slug}", status=404)


def test_the_pages_of_areas_are_not_kept_on_the_phone_but_their_list_is() -> None:
    listed = [path for path in PAGES if "/finder/areas/" in path]

    assert listed == ["/cy/finder/areas/", "/finder/areas/"]


def test_every_council_is_linked_from_its_nation(client: CheckedClient) -> None:
    linked: set[str] = set()
    for nation in ("england", "wales", "scotland", "northern-ireland"):
        linked |= set(ours(parse(client.get(f"/finder/areas/{nation}").text)))

    assert {f"/finder/areas/{each.slug}" for each in COUNCILS.values()} <= linked


def test_an_area_without_a_service_of_its_own_says_so(made_up: CheckedClient) -> None:
    leeds = made_up.get("/finder/areas/leeds").text
    ashford = made_up.get("/finder/areas/ashford").text

    assert "We know no service of this area yet." in ashford
    assert "We know no service of this area yet." not in leeds


def test_a_service_is_shown_whole_dated_and_with_ring_first(
    made_up: CheckedClient,
) -> None:
    page = made_up.get("/finder/areas/leeds")

    shown = words_of(parse(page.text))
    for words in (
        "Anytown <Hub>",
        "For: Anybody.",
        "Somebody, such as a GP, has to send you there.",
        "Desk: 0113 496 0000",
        "1 Any Street, Leeds, LS1 1AA",
        "Monday, 9am to 5pm",
        "Prescribes naltrexone: yes, on 3 October 2026.",
        "Ring first: nobody has looked at this since 2 January 2020.",
        "From: A made-up register.",
        "Contains made-up data.",
    ):
        assert words in shown
    assert 'href="tel:01134960000"' in page.text
    assert "javascript:" not in page.text


def test_from_the_day_after_six_months_the_page_says_to_ring_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = replace(FULL, checked_on=date(2026, 5, 22), verify_by=date(2027, 1, 1))
    never = replace(FULL, record="2", name="Unseen", checked_on=None, verify_by=None)
    client = app_with(tmp_path, checked, never)
    warning = "Ring first: nobody has looked at this since 22 May 2026."

    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    before = client.get("/finder/areas/leeds")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    after = client.get("/finder/areas/leeds")

    assert warning not in before.text
    assert warning in after.text
    for page in (before, after):
        assert page.text.count("Ring first: nobody has checked this yet.") == 1
        # No browser shows the one of the day before without asking.
        assert page.headers["Cache-Control"] == "no-cache"


def test_no_service_is_said_to_prescribe_naltrexone_without_a_date(
    client: CheckedClient,
) -> None:
    shown = words_of(parse(client.get("/finder/areas/leeds").text))

    assert "Number not yet confirmed." in shown
    assert "Read on 22 November 2026 in:" in shown
    assert "Prescribes naltrexone: not known, ring first." in shown
    assert "Prescribes naltrexone: yes" not in shown


class Watched:
    """An app over a real database, with a clock to turn and a count of readings."""

    def __init__(self, instance: Path) -> None:
        self.config = Config(instance=instance)
        self.store = Store.open(self.config.database)
        self.seconds = 0.0
        self.readings = 0
        app = create_app(self.config)
        app.extensions["directory"] = Shelf(
            self.config, self.read, lambda: self.seconds
        )
        self.client = checked_client(app)

    def read(self, config: Config, day: date) -> Collected:
        self.readings += 1
        return collect(config, day)

    def leeds(self) -> str:
        return self.client.get("/finder/areas/leeds").text


def test_without_the_directory_a_page_says_to_come_back(tmp_path: Path) -> None:
    def fail(config: Config, day: date) -> Collected:
        raise RuntimeError("the database does not answer")

    app = create_app(Config(instance=tmp_path))
    app.extensions["directory"] = Shelf(app.config["CARRYCARD"], fail)

    page = checked_client(app).get("/finder/areas/leeds", status=503)
    answer = checked_client(app).get("/api/oruk/services", status=503)

    assert "Your card is still on your phone." in page.text
    assert answer.headers["Retry-After"] == "60"


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_an_import_is_seen_without_a_restart(watched: Watched) -> None:
    before = watched.leeds()
    today = clock.today()
    fresh = replace(FULL, url="", checked_on=today, verify_by=today)
    watched.store.replace_source(SOURCE, [fresh], on=today)
    unchanged = watched.leeds()

    watched.seconds = LOOKED_AT_EVERY_S

    assert before == unchanged
    assert "Anytown" not in before
    assert "Anytown" in watched.leeds()
    assert watched.readings == 2


def test_a_report_does_not_have_the_directory_read_again(watched: Watched) -> None:
    before = watched.leeds()

    for number in range(3):
        key = f"starter/{number}"
        watched.store.add_report(Report(key, key, "closed", "", clock.today()))
        watched.seconds += LOOKED_AT_EVERY_S
        assert watched.leeds() == before

    assert watched.readings == 1


def test_the_pages_and_the_api_share_one_directory(watched: Watched) -> None:
    watched.leeds()
    watched.client.get("/api/oruk/services")
    watched.client.get("/finder/areas/wales")

    assert watched.readings == 1
