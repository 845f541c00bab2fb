"""The rules for pages find what they are for: each fault is seen."""

from __future__ import annotations

import pytest

from tests.web.checked_client import matches
from tests.web.page_rules import page_faults

GOOD = (
    '<!doctype html><html lang="en"><head><title>Facts – Carrycard</title></head>'
    '<body><main id="main"><h1>Facts</h1>{}</main></body></html>'
)


def test_a_good_page_has_no_fault() -> None:
    body = (
        '<label for="a">A</label><input id="a" aria-describedby="main">'
        '<a href="#main">x</a><a href="tel:999">999</a><ul><li>1</li></ul>'
        '<a href="https://example.org" rel="noreferrer">source</a>'
        '<a href="sms:85258?&amp;body=SHOUT">85258</a>'
    )

    assert page_faults(GOOD.format(body), "en") == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p><div></p>", id="a tag never closed"),
        pytest.param("<p id=a><p id=a>", id="an id twice"),
        pytest.param("<label for=b>x</label>", id="a label for nothing"),
        pytest.param("<label for=''>x</label>", id="a label for an empty id"),
        pytest.param("<p aria-labelledby='main x'>", id="labelled by nothing"),
        pytest.param("<p aria-describedby=x>", id="described by nothing"),
        pytest.param("<a href='#x'>x</a>", id="an anchor to nothing"),
        pytest.param("<ul><p>x</p></ul>", id="a list of paragraphs"),
        pytest.param("<h1>Two</h1>", id="a second h1"),
        pytest.param("<button><a href='/'>x</a></button>", id="a link in a button"),
        pytest.param("<img src='/a.png'>", id="a picture without words"),
        pytest.param("<script>1</script>", id="an inline script"),
        pytest.param("<p style='a:b'>", id="a style attribute"),
        pytest.param("<p onclick='x'>", id="an on attribute"),
        pytest.param("<style>p{}</style>", id="a style element"),
        pytest.param("<a href='javascript:x'>x</a>", id="a javascript: link"),
        pytest.param("<a href=' javascript:x'>x</a>", id="a hidden javascript: link"),
        pytest.param("<a href='//x.org'>x</a>", id="another host without a scheme"),
        pytest.param("<a href='/\\x.org'>x</a>", id="another host by a backslash"),
        pytest.param("<a href='https://x.org'>x</a>", id="a link that tells whence"),
        pytest.param("<a href='http://x.org' rel=noreferrer>x</a>", id="plain http"),
        pytest.param("<a href='mailto:a@x.org'>x</a>", id="mail, and nobody takes any"),
        pytest.param("<img alt='' src='https://x.org/a'>", id="another host's picture"),
        pytest.param("<img alt='' src='data:x'>", id="a picture inside the page"),
        pytest.param("<script src='/a.js'></script>", id="no integrity value"),
        pytest.param("<form></form>", id="a form that is sent"),
        pytest.param("<form method=dialog action='//x'></form>", id="a form sent away"),
    ],
)
def test_a_fault_on_a_page_is_seen(body: str) -> None:
    assert page_faults(GOOD.format(body), "en")


@pytest.mark.parametrize(
    ("address", "is_fault"),
    [
        pytest.param("mailto:us@example.org", False, id="the operator"),
        pytest.param("mailto:us@example.org?subject=a%20b", False, id="with a subject"),
        pytest.param("mailto:me@example.org", True, id="somebody else"),
        pytest.param("mailto:us@example.org,me@example.org", True, id="two"),
        pytest.param("mailto:", True, id="nobody"),
    ],
)
def test_mail_goes_to_the_operator_only(address: str, is_fault: bool) -> None:
    page = GOOD.format(f"<a href='{address}'>x</a>")

    assert bool(page_faults(page, "en", "us@example.org")) is is_fault


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(GOOD.replace("<!doctype html>", ""), id="no doctype"),
        pytest.param(GOOD.replace('lang="en"', 'lang="cy"'), id="another language"),
        pytest.param(GOOD.replace(' lang="en"', ""), id="no language"),
        pytest.param(
            GOOD.replace("<h1>Facts", "<h1>Log"), id="a title of another page"
        ),
        pytest.param(GOOD.replace("<h1>Facts</h1>", ""), id="no h1"),
        pytest.param(GOOD.replace("<h1>Facts", "<h1>"), id="an empty h1"),
    ],
)
def test_a_page_without_its_name_or_language_is_seen(page: str) -> None:
    assert page_faults(page.format(""), "en")


@pytest.mark.parametrize("integrity", ["", "md5-x", "sha384-", "sha384-AAAA"])
def test_an_integrity_value_of_other_bytes_does_not_match(integrity: str) -> None:
    assert not matches(integrity, b"alert(1)")
