"""A page's text becomes HTML with every claim found, or it is refused."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from pwa.facts.claims import Claim, anchor_of_claim
from pwa.facts.markup import Body, read_body
from tests.unit.small_register import REGISTER

TABLE = dedent("""\
    | form | how often |
    |---|---|
    | Tablet | Daily {tablet: S1} |
    | Injection | Monthly {injection: J} |
    """)
OTHER_TABLE = dedent("""\
    | a | *b* "c" | d |
    |---|---|---|
    | One | two | three {row: S1} |
    """)
BLOCKS, ONE, TWO = (anchor_of_claim(each) for each in ("blocks", "one", "two"))


def read(markdown: str, audience: str = "everyone") -> Body:
    return read_body(dedent(markdown), REGISTER, audience)


def told(body: Body) -> list[tuple[str, str]]:
    return [(claim.id, claim.text) for claim in body.claims]


def shown(body: Body) -> str:
    """The page's HTML with the sources of each claim as its codes in brackets."""

    def codes(claim: Claim) -> str:
        return f"[{' '.join(source.code for source in claim.sources)}]"

    return body.filled(codes, lambda slug: f"/facts/{slug}")


@pytest.mark.parametrize(
    ("markdown", "claims", "html"),
    [
        pytest.param(
            "It **blocks**. {blocks: S1}",
            [("blocks", "It blocks.")],
            f'<div class="claim" id="{BLOCKS}"><p>It <strong>blocks</strong>.</p>\n'
            "[S1]</div>\n",
            id="a paragraph",
        ),
        pytest.param(
            "- One. {one: S1}\n- Two. {two: J}",
            [("one", "One."), ("two", "Two.")],
            f'<ul>\n<li id="{ONE}">One.[S1]</li>\n<li id="{TWO}">Two.[J]</li>\n</ul>\n',
            id="a list",
        ),
        pytest.param(
            "1. One. {one: S1}\n2. Two. {two: J}",
            [("one", "One."), ("two", "Two.")],
            f'<ol>\n<li id="{ONE}">One.[S1]</li>\n<li id="{TWO}">Two.[J]</li>\n</ol>\n',
            id="a numbered list",
        ),
        pytest.param(
            "One line\nand the next. {one: S1}",
            [("one", "One line and the next.")],
            f'<div class="claim" id="{ONE}"><p>One line\nand the next.</p>\n'
            "[S1]</div>\n",
            id="two lines",
        ),
    ],
)
def test_a_claim_is_read_and_shown_with_its_sources(
    markdown: str, claims: list[tuple[str, str]], html: str
) -> None:
    body = read(markdown)

    assert told(body) == claims
    assert without_gaps(shown(body)) == without_gaps(html)


def test_a_row_of_a_table_is_one_claim_of_all_its_cells() -> None:
    body = read(TABLE)

    assert told(body) == [
        ("tablet", "Tablet; Daily"),
        ("injection", "Injection; Monthly"),
    ]
    assert f'<tr id="{anchor_of_claim("tablet")}">' in shown(body)
    assert 'how often">Daily[S1]</td>' in without_gaps(shown(body))


def test_a_cell_says_which_column_it_is_of() -> None:
    body = read(f"{TABLE}\nBetween. {{between: S1}}\n\n{OTHER_TABLE}")

    assert re.findall(r'<td data-label="([^"]*)">([^<]*)', body.html) == [
        *(("form", "Tablet"), ("how often", "Daily")),
        *(("form", "Injection"), ("how often", "Monthly")),
        *(("a", "One"), ("b &quot;c&quot;", "two"), ("d", "three")),
    ]


def test_headings_are_numbered_and_can_be_listed() -> None:
    body = read("""\
        ## Call *now*

        One. {one: S1}

        ## Signs & more

        Two. {two: S1}
        """)

    assert body.parts == (
        *(("part-1", "Call <em>now</em>"), ("part-2", "Signs &amp; more")),
    )


def test_a_text_without_headings_has_no_parts() -> None:
    assert read("One. {one: S1}").parts == ()


def test_the_anchor_of_a_claim_says_nothing_of_it() -> None:
    body = read("It **blocks**. {overdose-naltrexone: S1}")

    assert re.findall(r'id="([^"]+)"', body.html) == [
        anchor_of_claim("overdose-naltrexone")
    ]
    assert "overdose" not in shown(body)


def test_the_head_of_a_table_is_no_claim() -> None:
    assert [claim.id for claim in read(TABLE).claims] == ["tablet", "injection"]
    assert "<th>form</th>" in read(TABLE).html


def test_a_claim_after_a_table_does_not_carry_its_cells() -> None:
    body = read(f"{TABLE}\nAfter it. {{after: S1}}\n\n- A point. {{point: S1}}\n")

    assert told(body)[2:] == [("after", "After it."), ("point", "A point.")]


def test_an_item_of_two_paragraphs_is_two_claims() -> None:
    body = read("- One. {one: S1}\n\n  Two. {two: J}\n")

    assert told(body) == [("one", "One."), ("two", "Two.")]
    assert {ONE, TWO} <= set(re.findall(r'id="([^"]+)"', shown(body)))


def test_a_list_in_a_list_is_read_point_by_point() -> None:
    body = read("- One. {one: S1}\n  - Within. {within: J}\n- Two. {two: S1}\n")

    assert [claim.id for claim in body.claims] == ["one", "within", "two"]


@pytest.mark.parametrize(
    "break_of_line",
    [
        pytest.param("\n", id="soft"),
        pytest.param("\\\n", id="hard, by a backslash"),
        pytest.param("  \n", id="hard, by two spaces"),
    ],
)
def test_the_words_of_two_lines_do_not_run_together(break_of_line: str) -> None:
    body = read_body(f"Not{break_of_line}safe. {{a: S1}}", REGISTER, "everyone")

    assert told(body) == [("a", "Not safe.")]


def test_a_claim_knows_its_heading() -> None:
    body = read("""\
        At the top. {top: S1}

        ## Why it *matters*

        Below. {below: S1}
        """)

    assert [claim.heading for claim in body.claims] == ["", "Why it matters"]


def test_a_part_for_professionals_speaks_to_them_alone() -> None:
    body = read("""\
        One. {one: S1}

        ## For professionals

        Two. {two: S1}

        ## For everyone again

        Three. {three: S1}
        """)

    assert [claim.audience for claim in body.claims] == [
        *("everyone", "professionals", "everyone")
    ]


def test_a_claim_is_for_whom_its_page_is() -> None:
    assert read("One. {one: S1}", "families").claims[0].audience == "families"


@pytest.mark.hazard("HZ16-b")
@pytest.mark.parametrize(
    ("markdown", "says"),
    [
        pytest.param("It blocks.", "without a source: 'It blocks.'", id="a paragraph"),
        pytest.param("- It blocks.", "without a source: 'It blocks.'", id="an item"),
        pytest.param("> It blocks.", "without a source: 'It blocks.'", id="a quote"),
        pytest.param(
            "- One. {one: S1}\n\n  It blocks.", "'It blocks.'", id="a second paragraph"
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| It | blocks. |", "'blocks.'", id="a table row"
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| It {it: S1} | blocks. |",
            "'blocks.'",
            id="a tag in another cell than the last",
        ),
        pytest.param("It blocks. {it: S9}", "'It blocks. {it: S9}'", id="unknown"),
        pytest.param("It blocks. {: S1}", "'It blocks. {: S1}'", id="empty id"),
        pytest.param(
            "It. {it: S1}\n\nIt is. {it: S1}", "an id stands twice: it", id="id twice"
        ),
        pytest.param("    It blocks.", "It blocks.", id="an indented block"),
        pytest.param("```\nIt blocks.\n```", "It blocks.", id="a fenced block"),
    ],
)
def test_words_without_their_source_are_refused_by_name(
    markdown: str, says: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        read_body(markdown, REGISTER, "everyone")


@pytest.mark.parametrize(
    ("address", "html"),
    [
        pytest.param("page:stopping", 'href="/facts/stopping"', id="a page of facts"),
        pytest.param("tel:999", 'href="tel:999"', id="a call"),
        pytest.param("sms:85258", 'href="sms:85258"', id="a text message"),
        pytest.param(
            "https://example.org/a",
            'href="https://example.org/a" rel="noreferrer"',
            id="a site, that is not told whence",
        ),
    ],
)
def test_a_link_leads_to_a_page_a_call_or_a_site(address: str, html: str) -> None:
    body = read(f"Go [there]({address}). {{a: S1}}")

    assert html in shown(body)
    assert told(body) == [("a", "Go there.")]


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/", "//example.org/", "/facts/", "#a", "stopping"),
        *("mailto:a@example.org", "page:Stopping", "page:stopping#a", "tel:+44999"),
        *("sms:1?body=x", "ftp://example.org/", "page:"),
    ],
)
def test_a_link_to_anywhere_else_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"a link may not lead to "):
        read(f"Go [there]({address}). {{a: S1}}")


def test_the_pages_that_a_text_leads_to_are_known() -> None:
    body = read("[A](page:a) and [b](page:b-b), [c](tel:111). {a: S1}")

    assert body.page_links == ("a", "b-b")


def test_a_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="a picture: 'A map'"):
        read("See ![A map](https://example.org/a.png). {a: S1}")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("<script>x</script>", id="a script"),
        pytest.param('<a href="/x">x</a>', id="a link"),
        pytest.param("<!-- x -->", id="a comment"),
        pytest.param("<!--sources of a-->", id="a mark like ours"),
        pytest.param('"><img src=x onerror=x>', id="an attribute cut open"),
        pytest.param("[a](javascript:x)", id="a link to a script"),
    ],
)
def test_html_is_shown_as_text(words: str) -> None:
    body = read(f"{words} so {{a: S1}}")

    inside = shown(body).removeprefix(
        f'<div class="claim" id="{anchor_of_claim("a")}">'
    )
    assert set(re.findall(r"<[^>]*>", inside)) <= {"<p>", "</p>", "</div>"}
    assert shown(body).count("[S1]") == 1


def without_gaps(html: str) -> str:
    return re.sub(r">\s+|\s+(?=[<\[])", lambda gap: gap[0].strip(), html)
