"""Measure the app against the limit page: python -m bench [--runs N].

Exit status 0 even where a goal is missed, which the table says; 1 where something
could not be measured.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import (
    app_server,
    build_time,
    limit_page,
    machine,
    pack_search,
    profiles,
    push,
    push_queue,
    register_import,
    report,
    sites,
    web_server,
)
from bench.browser_runs import Opening, cold_opening
from bench.cgroup import Group, held_group
from bench.first_visit import FirstVisit, first_visit
from bench.hung_server import free_port, hang_on
from bench.register_import import Took
from bench.rounds import Series, run_rounds
from bench.sites import Subject
from bench.variants import VARIANTS
from tools.find_browser import Browser, find_browser

NOTES = """
Cold: a fresh browser process on a copy of a prepared profile; its own start is not
  counted. Offline: nothing listens on the port. Hung: connections are taken, and
  nothing is ever said.
Visible: the later of first contentful paint and the paint of the named text (for the
  filled-in card, the person's name). The browser rounds paint times to 4 ms.
Slow processor: {slow_processor}. First visit: 1.6 Mbps, 150 ms, CPU 4x, all emulated by
  the browser; what the worker fetches is slowed too, the opening of connections is not
  (and perhaps not the worker's script). HTTP/1.1 without TLS.
Bytes: as packed, with headers; what the worker fetches afterwards is counted apart.
CPU: processor time of the whole browser until visible, at 1/6 core; steadier than the
  clock where the machine is busy.
"""


def main() -> int:
    options = parse()
    runs = 3 if options.quick else options.runs
    found = find_browser()
    with contextlib.ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="bench-")
        folder = Path(stack.enter_context(temporary))
        held = stack.enter_context(held_group())
        facts = machine.facts(found, is_held_by_cgroup=held is not None)
        busy = machine.warning()
        print(busy, file=sys.stderr)
        measure = variants if options.variants else app
        if options.search:
            measure = searching
        if options.push:
            measure = pushing
        if options.server:
            measure = serving
        rows, series = measure(found, folder, held, runs)
    print(report.table(rows))
    print(NOTES.format(**facts))
    facts |= {"runs": runs}
    print(facts)
    print(busy)
    report.write_results(facts, rows, *series)
    failures = [each for one in series for each in one.failures]
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="rounds (10)")
    parser.add_argument("--quick", action="store_true", help="3 rounds, to try it out")
    parser.add_argument(
        "--variants", action="store_true", help="compare ways to show the card instead"
    )
    parser.add_argument(
        "--search", action="store_true", help="measure the finder's search alone"
    )
    parser.add_argument(
        "--push", action="store_true", help="measure the reminders alone"
    )
    parser.add_argument(
        "--server", action="store_true", help="measure the server and imports alone"
    )
    return parser.parse_args()


AllSeries = Sequence[
    Series[Opening]
    | Series[FirstVisit]
    | Series[pack_search.Once]
    | Series[push.Cost]
    | Series[web_server.Rate]
    | Series[Took]
]


def app(
    found: Browser, folder: Path, held: Group | None, runs: int
) -> tuple[list[report.Row], AllSeries]:
    """The app as it was last built."""
    copy = app_server.copy_of_app(folder / "app")
    pack_search.make_packs(app_server.instance_of(copy))
    limit = sites.limit(origin())
    pages = sites.app_pages(origin())
    card, empty, *_ = pages
    serve_app = app_server.serve_app(copy, card.port)
    with limit_page.serve_limit_page(limit.port), serve_app:
        visits = run_rounds(
            "first visit",
            runs,
            [
                (each.name, partial(first_visit, found, each))
                for each in [limit, *pages]
                if each is not card and not each.typed
            ],
        )
        for subject in (limit, empty, card):
            is_card = subject is card
            at = folder / subject.profile
            profiles.make_profile(found, at, subject, fill_card=is_card)
        again = run_rounds(
            "repeat visit",
            runs,
            [
                (each.name, partial(first_visit, found, each, folder / each.profile))
                for each in [limit, *pages]
                if not each.typed
            ],
        )

    def cold(subject: Subject, speed: str) -> Opening:
        return open_cold(found, folder, held, subject, speed)

    openings = run_rounds(
        "offline",
        runs,
        [
            (f"{each.name}, {speed}", partial(cold, each, speed))
            for each in [limit, *pages]
            for speed in (report.FAST, report.HELD, report.HUNG)
            if each is not limit or speed != report.HUNG
        ],
    )
    rows = report.offline_rows(openings) + report.first_visit_rows(visits)
    rows += report.repeat_visit_rows(again)
    dist = copy / "static" / "dist"
    worker = dist / "root" / "service-worker.js.gz"
    rows.append(report.worker_row(worker.stat().st_size))
    rows += report.size_rows(app_server.kept_sizes(dist))
    search_rows, searches = pack_search.measure(found, runs)
    push_rows, pushes = pushing(found, folder, held, runs)
    server_rows, served = serving_of(copy, folder, runs)
    rows += [*search_rows, *push_rows, *server_rows]
    return rows, [openings, visits, again, searches, *pushes, *served]


def searching(
    found: Browser, folder: Path, held: Group | None, runs: int
) -> tuple[list[report.Row], AllSeries]:
    """The finder's search alone, which needs no build."""
    rows, searches = pack_search.measure(found, runs)
    return rows, [searches]


def pushing(
    found: Browser, folder: Path, held: Group | None, runs: int
) -> tuple[list[report.Row], AllSeries]:
    """The reminders alone, which need neither a build nor a browser."""
    instance = folder / "push"
    rows, series = push.measure(instance, runs)
    queue_rows, queue_series = push_queue.measure(instance, max(3, runs // 3))
    return [*rows, *queue_rows], [*series, *queue_series]


def serving(
    found: Browser, folder: Path, held: Group | None, runs: int
) -> tuple[list[report.Row], AllSeries]:
    """The server, the build and the import, which need no browser."""
    copy = app_server.copy_of_app(folder / "app")
    pack_search.make_packs(app_server.instance_of(copy))
    return serving_of(copy, folder, runs)


def serving_of(
    copy: Path, folder: Path, runs: int
) -> tuple[list[report.Row], AllSeries]:
    rows, answers = web_server.measure(copy, runs)
    import_rows, imports = register_import.measure(folder / "import", runs)
    build_rows, builds = build_time.measure(copy, max(1, runs // 3))
    return [*rows, *import_rows, *build_rows], [answers, imports, builds]


def variants(
    found: Browser, folder: Path, held: Group | None, runs: int
) -> tuple[list[report.Row], AllSeries]:
    """The filled-in card, offline, shown in each of the ways in variants.py."""
    limit = sites.limit(origin())
    with limit_page.serve_limit_page(limit.port):
        at = folder / limit.profile
        profiles.make_profile(found, at, limit, fill_card=False)
    cards = []
    for variant in VARIANTS:
        profile = variant.name.replace(" ", "-")
        copy = app_server.copy_of_app(folder / f"{profile}-app")
        for change in variant.changes:
            change(copy)
        app_server.build(copy)
        card = sites.filled_card(origin(), variant.name, profile)
        with app_server.serve_app(copy, card.port):
            profiles.make_profile(found, folder / profile, card, fill_card=True)
        cards.append(card)

    def cold(subject: Subject, speed: str) -> Opening:
        return open_cold(found, folder, held, subject, speed)

    openings = run_rounds(
        "variants",
        runs,
        [
            (f"{each.name}, {speed}", partial(cold, each, speed))
            for each in [limit, *cards]
            for speed in (report.FAST, report.HELD)
        ],
    )
    names = [each.name for each in cards]
    return report.variant_rows(openings, names, names[0]), [openings]


def open_cold(
    found: Browser, folder: Path, held: Group | None, subject: Subject, speed: str
) -> Opening:
    is_hung = speed == report.HUNG
    with hang_on(subject.port) if is_hung else contextlib.nullcontext():
        return cold_opening(
            found,
            folder / subject.profile,
            subject,
            held=held,
            slow=speed == report.HELD,
        )


def origin() -> str:
    return f"http://127.0.0.1:{free_port()}"


if __name__ == "__main__":
    sys.exit(main())
