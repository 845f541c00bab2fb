"""Google's CSP evaluator on every policy that the app sends."""

from __future__ import annotations

import pytest

from pwa.shell.headers import FILE_CSP, PAGE_CSP, WORKER_CSP
from tests.audits.tools import npm_package, run_node

POSSIBLE = 50
"""Severity of a note that scripts from our own host are trusted; ours are files that
the build made, and nothing that anybody sent is ever served from there."""
EVALUATE = """
import { createRequire } from 'node:module';
const [folder, policy] = process.argv.slice(1);
const load = createRequire(`${folder}/package.json`);
const { CspParser } = load(`${folder}/dist/parser.js`);
const { CspEvaluator } = load(`${folder}/dist/evaluator.js`);
const found = new CspEvaluator(new CspParser(policy).csp).evaluate();
console.log(JSON.stringify(found.map(({ severity, directive, value }) =>
  ({ severity, directive, value }))));
"""


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        pytest.param(PAGE_CSP, [("script-src", "'self'")], id="pages"),
        pytest.param(WORKER_CSP, [], id="the worker"),
        pytest.param(FILE_CSP, [], id="files"),
    ],
)
def test_nothing_is_found_but_that_our_own_scripts_are_trusted(
    policy: str, allowed: list[tuple[str, str]]
) -> None:
    found = run_node(EVALUATE, npm_package("csp_evaluator"), policy)

    assert [(each["directive"], each["value"]) for each in found] == allowed
    assert all(each["severity"] >= POSSIBLE for each in found)


def test_a_loose_policy_is_found() -> None:
    found = run_node(EVALUATE, npm_package("csp_evaluator"), "script-src *")

    assert any(each["severity"] < POSSIBLE for each in found)
