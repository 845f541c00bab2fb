"""Files as they go over the wire: packed, and vouched for. The same from the same."""

from __future__ import annotations

import base64
import gzip
import hashlib

import brotli


def packed(body: bytes, *, brotli_quality: int = 11) -> dict[str, bytes]:
    """A file, and what stands beside it packed, by what is put after its name.

    Itself, under "", comes last: so where it stands, the others are of its bytes.
    """
    return {
        ".br": brotli.compress(body, quality=brotli_quality),
        # mtime=0: the same bytes from the same file, whenever it is packed.
        ".gz": gzip.compress(body, 9, mtime=0),
        "": body,
    }


def integrity(body: bytes, algorithm: str = "sha256") -> str:
    """The hash by which a browser, or the worker, knows the file.

    https://www.w3.org/TR/SRI/
    """
    digest = hashlib.new(algorithm, body).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"
