"""Which of the package's postcodes are in use: one bit each, in the package's order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import brotli

from pwa.finder.geography.errors import GeographyError

FILE = Path(__file__).parent / "data" / "live.bin"
"""A line with the edition it is of and how many bits; then the bits, brotli-packed."""


def pack_live(edition: str, bits: Iterable[bool]) -> bytes:
    """The file's bytes. The first postcode is the lowest bit of the first byte."""
    packed = bytearray()
    count = 0
    for count, bit in enumerate(bits, 1):
        if count % 8 == 1:
            packed.append(0)
        packed[-1] |= bit << ((count - 1) % 8)
    body: bytes = brotli.compress(bytes(packed), quality=11, lgwin=24)
    return f"{edition} {count}\n".encode() + body


def read_live(edition: str, file: Path = FILE) -> list[bool]:
    """Whether each of the edition's postcodes is live, in the order of `read_package`.

    Raises:
        GeographyError: the file is of another edition, or damaged.
    """
    head, _, body = file.read_bytes().partition(b"\n")
    made_of, _, count = head.decode().rpartition(" ")
    if made_of != edition:
        raise GeographyError(
            f"{file.name} is of {made_of}, but {edition} is installed: run "
            "python -m pwa.finder.geography.make_tables"
        )
    try:
        packed = brotli.decompress(body)
    except brotli.error as error:
        raise GeographyError(f"{file.name} is damaged") from error
    bits = [bool(byte >> shift & 1) for byte in packed for shift in range(8)]
    return bits[: int(count)]
