"""Which body of a document a client gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.config import Config
from pwa.errors import NotBuiltError
from pwa.shell.release import Release
from pwa.shell.serving import Document, choose, load_documents, read_document

ALL = Document('"x"', (), (("br", b"b"), ("gzip", b"gg"), ("", b"plain")))
PLAIN = Document('"x"', (), (("", b"plain"),))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        pytest.param("", "", id="nothing said"),
        pytest.param("identity", "", id="plain"),
        pytest.param("br", "br", id="br"),
        pytest.param("gzip", "gzip", id="gzip"),
        pytest.param("gzip, br", "br", id="the smaller of two"),
        pytest.param("gzip;q=1.0, br;q=0.1", "br", id="any weight above nought"),
        pytest.param("br;q=0", "", id="refused"),
        pytest.param("br; q=0 ,gzip", "gzip", id="refused, with spaces"),
        pytest.param("br;q=0.000, gzip", "gzip", id="refused in decimals"),
        pytest.param("br;q=0.001", "br", id="the smallest weight"),
        pytest.param("xbr, gzipped", "", id="names that only look alike"),
        pytest.param(",;q=,;;", "", id="nonsense"),
    ],
)
def test_the_smallest_body_that_is_not_refused_is_sent(
    accepted: str, encoding: str
) -> None:
    assert choose(ALL, accepted)[0] == encoding


def test_a_document_that_was_not_packed_is_sent_plain() -> None:
    assert choose(PLAIN, "gzip, br") == ("", b"plain")


def test_the_etag_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("a.html", "b.html", "c.html"))
    one.write_bytes(b"words")
    same.write_bytes(b"words")
    other.write_bytes(b"other")

    etags = [read_document(file, "/").etag for file in (one, same, other)]

    assert etags[0] == etags[1] != etags[2]


@pytest.mark.parametrize(
    ("worker", "body"),
    [
        pytest.param("on", b"work", id="on"),
        pytest.param("off", b"stop", id="off"),
    ],
)
def test_the_setting_says_which_worker_is_served(
    tmp_path: Path, worker: str, body: bytes
) -> None:
    (tmp_path / "work.js").write_bytes(b"work")
    (tmp_path / "stop.js").write_bytes(b"stop")
    documents = {"/service-worker.js": "work.js", "/service-worker-off.js": "stop.js"}
    release = Release("x", "1", documents=documents)

    served = load_documents(tmp_path, release, worker)

    assert served["/service-worker.js"].bodies == (("", body),)
    assert "/service-worker-off.js" not in served


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    release = Release("x", "1", documents={"/": "pages/home.html"})

    with pytest.raises(NotBuiltError, match=r"home\.html is missing. Run: make build"):
        load_documents(tmp_path, release, Config().worker)
