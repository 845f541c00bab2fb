"""The finder without its page: a pack's size, and the nearest 20 in a fresh page."""

from __future__ import annotations

import base64
import json
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli

from bench import goals
from bench.browser_runs import fresh_browser
from bench.cdp import BrowserError
from bench.cgroup import SLOWDOWN
from bench.figures import SEED
from bench.made_up_pharmacies import made_up_pharmacies
from bench.report import Row, limit_row, ratio_row
from bench.rounds import Series, run_rounds
from pwa.clock import today
from pwa.config import Config
from pwa.finder.model import Source
from pwa.finder.packs.build import build_packs
from pwa.finder.packs.pack_file import write_pack
from pwa.finder.store import Store
from pwa.shell.bundles import run_node_tool
from tools.find_browser import Browser

SCRIPT = "bench/pack_search.js"
SIZES = (12_000, 50_000)
PACK_RECORDS = 5_000
OTHERS = {
    "sorted": "sort all",
    "tree": "k-d tree, built and asked",
    "asked": "k-d tree, asked",
}
WHAT = {
    "opened": "open the pack",
    "search": "find and decode 20",
    "filtered": "the same, filtered",
}
PLAIN, SLOW = "1x", f"CPU {SLOWDOWN}x"


@dataclass(frozen=True, slots=True)
class Once:
    """How long one way took, the first time that a page did it."""

    took_ms: float


def measure(found: Browser, runs: int) -> tuple[list[Row], Series[Once]]:
    """Each way in a page of its own, in a browser of its own, in turn."""
    script = run_node_tool(["esbuild", SCRIPT, "--bundle", "--minify", "--format=iife"])
    cases: list[tuple[str, Callable[[], Once]]] = []
    for size in SIZES:
        given = points(size)
        for way in ("scan", "typed", *OTHERS):
            name = case(way, size, PLAIN)
            cases.append((name, partial(once, found, script, way, given, 1)))
    pack = write_pack(made_up_pharmacies(SIZES[0]))
    for way in ("opened", "search", "filtered"):
        for speed, rate in ((PLAIN, 1), (SLOW, SLOWDOWN)):
            name = case(way, SIZES[0], speed)
            cases.append((name, partial(once, found, script, way, pack, rate)))
    series = run_rounds("search", runs, cases)
    return [*size_rows(), *rows(series)], series


def make_packs(instance: Path) -> None:
    """Packs of the starter directory and of 5,000 pharmacies that there are not."""
    config = Config(instance=instance)
    source = Source(key="made-up", name="Made up")
    store = Store.open(config.database)
    store.replace_source(source, made_up_pharmacies(PACK_RECORDS), on=today())
    build_packs(config, with_postcodes=False)


def case(way: str, size: int, speed: str) -> str:
    return f"{way} {size:,}, {speed}"


def points(count: int) -> bytes:
    """Latitudes, then longitudes, all over the country."""
    chance = random.Random(SEED)
    north = [chance.uniform(50, 58.5) for _ in range(count)]
    east = [chance.uniform(-6, 1.5) for _ in range(count)]
    return struct.pack(f"<{2 * count}d", *north, *east)


def once(found: Browser, script: str, way: str, given: bytes, rate: int) -> Once:
    """One way in a fresh page.

    Raises:
        BrowserError: the script failed in the page.
    """
    with fresh_browser(found, None) as (pipe, page):
        pipe.send("Runtime.enable", page)
        pipe.send("Runtime.evaluate", page, expression=script)
        if rate > 1:
            pipe.send("Emulation.setCPUThrottlingRate", page, rate=rate)
        words = json.dumps(base64.b64encode(given).decode())
        got = pipe.send(
            "Runtime.evaluate",
            page,
            expression=f"benchPack({json.dumps(way)}, {words})",
            returnByValue=True,
        )
    if "value" not in got["result"]:
        raise BrowserError(f"{way}: {got}")
    return Once(float(got["result"]["value"]))


def size_rows() -> list[Row]:
    pack = brotli.compress(write_pack(made_up_pharmacies(PACK_RECORDS)))
    size = len(pack) / PACK_RECORDS
    goal = goals.PACK_BYTES_A_RECORD
    return [
        Row(
            f"pack of {PACK_RECORDS:,}, brotli",
            f"{size:.1f} B a record",
            None,
            f"<= {goal} B",
            "pass" if size <= goal else "MISSED",
        )
    ]


def rows(series: Series[Once]) -> list[Row]:
    def took(each: Once) -> float:
        return each.took_ms

    found = []
    for size in SIZES:
        base = case("typed", size, PLAIN)
        for way, goal in (("scan", goals.SCAN_RATIO), *((way, None) for way in OTHERS)):
            ours, theirs = series.pairs(case(way, size, PLAIN), base, took)
            what = f"nearest 20 of {size:,}, {OTHERS.get(way, way)}"
            found.append(ratio_row(what, ours, theirs, goal, "typed scan"))
    for way in ("opened", "search", "filtered"):
        for speed in (PLAIN, SLOW):
            values = series.values(case(way, SIZES[0], speed), took)
            what = f"first time, {SIZES[0]:,}, {WHAT[way]}, {speed}"
            found.append(limit_row(what, values, goals.FIRST_RESULT_MS, "ms"))
    return found
