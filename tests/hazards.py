"""Ties each control of the hazard log to tests, and writes the log out.

A test says @pytest.mark.hazard("HZ1-a"). With --hazards every control must have a test
that ran and passed, and docs/hazard-log.md is written from safety/hazards.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pwa.config import ROOT

HAZARDS = ROOT / "safety" / "hazards.toml"
LOG = ROOT / "docs" / "hazard-log.md"
HIGHEST_RESIDUAL_LIKELIHOOD = 2


@dataclass(frozen=True, slots=True)
class Control:
    """What stands against a hazard."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Hazard:
    """What could go wrong, and what remains with the controls in place."""

    id: str
    hazard: str
    severity: int
    likelihood: int
    residual_likelihood: int
    controls: tuple[Control, ...]

    def __post_init__(self) -> None:
        for figure in (self.severity, self.likelihood, self.residual_likelihood):
            if figure not in range(1, 6):
                raise ValueError(f"{self.id}: figures go from 1 to 5")
        if not self.controls:
            raise ValueError(f"{self.id}: no control stands against it")
        if self.residual_likelihood > HIGHEST_RESIDUAL_LIKELIHOOD:
            raise ValueError(f"{self.id}: too likely even with its controls")


def load_hazards(path: Path = HAZARDS) -> tuple[Hazard, ...]:
    """Read the log.

    Raises:
        ValueError: a hazard is malformed, has no control, or an id stands twice.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["hazards"]
    hazards = tuple(
        Hazard(
            **{**row, "controls": tuple(Control(**each) for each in row["controls"])}
        )
        for row in rows
    )
    names = [control.id for hazard in hazards for control in hazard.controls]
    names += [hazard.id for hazard in hazards]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"an id stands twice: {', '.join(twice)}")
    return hazards


@dataclass
class Tally:
    """What became of the tests of each control."""

    hazards: tuple[Hazard, ...]
    tests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    not_passed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def controls(self) -> list[str]:
        return [each.id for hazard in self.hazards for each in hazard.controls]

    def note(self, control: str, test: str, is_passed: bool) -> None:
        self.tests[control].append(test)
        if not is_passed:
            self.not_passed[control].append(test)

    def faults(self) -> list[str]:
        """Controls no test holds, tests that name no control, tests not passed."""
        known = self.controls
        return [
            *(f"{each}: no test holds it" for each in known if not self.tests[each]),
            *(
                f"{each}: no such control in {HAZARDS.name}"
                for each in sorted(set(self.tests) - set(known))
            ),
            *(
                f"{each}: failed or was skipped: {', '.join(sorted(tests))}"
                for each, tests in sorted(self.not_passed.items())
                if tests
            ),
        ]

    def as_markdown(self) -> str:
        lines = HEAD.splitlines()
        for each in self.hazards:
            before = each.severity * each.likelihood
            after = each.severity * each.residual_likelihood
            lines += [
                "",
                f"## {each.id}",
                "",
                each.hazard,
                "",
                f"Severity {each.severity} of 5. Likelihood {each.likelihood} of 5 "
                f"without controls (risk {before}), {each.residual_likelihood} with "
                f"them (risk {after}).",
                "",
            ]
            for control in each.controls:
                names = sorted({bare_name(test) for test in self.tests[control.id]})
                lines.append(f"- **{control.id}** {control.text}")
                lines += [f"  - `{name}`" for name in names]
        return "\n".join(lines) + "\n"


HEAD = """\
# Hazard log

Written by `make check` from `safety/hazards.toml`; do not edit by hand. Under each
control stand the tests that hold it; all of them ran and passed. The figures are the
developers' own. No clinical safety officer has signed this log."""


def bare_name(test: str) -> str:
    """A test's file and name, without what it was called with."""
    return re.sub(r"\[.*", "", test)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--hazards",
        action="store_true",
        help="fail where a control of the hazard log has no test that passed",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hazard(control): holds that control of the log")
    if config.getoption("--hazards") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(HazardReport(Tally(load_hazards())), "hazards")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's report says what it holds, also where another process ran it."""
    for item in items:
        for mark in item.iter_markers("hazard"):
            item.user_properties.append(("hazard", str(mark.args[0])))


class HazardReport:
    """Listens to the run, and speaks at its end."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        is_verdict = report.when == "call" or not report.passed
        for name, control in report.user_properties if is_verdict else []:
            if name == "hazard":
                self.tally.note(str(control), report.nodeid, report.passed)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.tally.faults():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        else:
            LOG.write_text(self.tally.as_markdown(), encoding="utf-8")

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        for fault in self.tally.faults():
            terminalreporter.write_line(f"hazard log: {fault}", red=True)
