"""Pharmacies that nobody runs, as alike and as different as the real ones.

The English register of April 2025 (11,276 active, ODS, OGL v3) was looked at for the
shares: how many are of a chain, how long names, streets and towns are, how often a
telephone number starts as its neighbour's does. None of its rows is here.
"""

from __future__ import annotations

import random
from datetime import date

from pwa.finder.model import Listing, Location, Phone

SEED = 20261122
CHAINS = (("Brook & Daughters", 13), ("Halewell Pharmacy", 9), ("Corner Chemists", 6))
"""With the share of each in a hundred."""
SYLLABLES = (
    *("al", "an", "ar", "ash", "bar", "ber", "bir", "bol", "bur", "car", "chel"),
    *("dal", "dar", "den", "dun", "ed", "el", "fen", "ful", "gar", "hal", "ham"),
    *("har", "hol", "ing", "ken", "lan", "lin", "lo", "mal", "mar", "mel", "mor"),
    *("nor", "old", "or", "pen", "ral", "red", "ri", "sal", "sel", "shel", "sol"),
    *("stan", "sul", "tal", "tor", "tre", "ul", "ver", "wal", "wen", "wick", "wy"),
)
ENDINGS = ("ton", "ham", "ford", "ley", "by", "field", "worth", "bridge", "well", "")
STREETS = ("Road", "Street", "Lane", "Avenue", "Way", "Parade", "Close", "Green")
WEIGHTS = (35, 25, 9, 6, 4, 4, 2, 2)
USUAL = ("High Street", "Church Street", "London Road", "Station Road", "Market Place")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Those that stand in the second half of a postcode."""


def made_up_pharmacies(count: int) -> list[Listing]:
    """The same ones each time; they stand together in towns, as people do."""
    chance = random.Random(SEED)
    codes = random.Random(SEED).sample(range(36**3), k=min(count, 36**3))
    found: list[Listing] = []
    while len(found) < count:
        found += council(chance, len(found), codes, count)
    return found[:count]


def council(
    chance: random.Random, begun: int, codes: list[int], count: int
) -> list[Listing]:
    """A council's: about 16, in a few towns around one place."""
    code = f"E0{chance.randint(6, 9)}{chance.randint(0, 400):06}"
    letters = word(chance)[:2].upper()
    middle = (chance.uniform(50.5, 55), chance.uniform(-4, 0.5))
    # No area of the United Kingdom has a code that begins with 010.
    areas = [f"010{chance.randint(10, 99)}" for _ in range(2)]
    rows: list[Listing] = []
    for _ in range(chance.randint(2, 6)):
        town = word(chance)
        outcode = f"{letters}{chance.randint(1, 30)}"
        place = [each + chance.gauss(0, 0.05) for each in middle]
        for _ in range(chance.randint(1, 9)):
            number = begun + len(rows)
            if number >= count:
                return rows
            rows.append(
                Listing(
                    source="made-up",
                    record=record(codes, number),
                    name=name(chance, town),
                    kind="pharmacy",
                    phones=(Phone(number_in(chance, areas)),),
                    location=Location(
                        lines=lines(chance),
                        town=town,
                        postcode=f"{outcode} {inward(chance)}",
                        latitude=place[0] + chance.gauss(0, 0.012),
                        longitude=place[1] + chance.gauss(0, 0.02),
                        precision="postcode",
                        council=code,
                        nation="england",
                    ),
                    checked_on=date(2026, 11, 1),
                    checked_how="from the register",
                    verify_by=date(2027, 5, 1),
                )
            )
    return rows


def name(chance: random.Random, town: str) -> str:
    drawn = chance.uniform(0, 100)
    for chain, share in CHAINS:
        drawn -= share
        if drawn < 0:
            return chain
    whose = chance.choice([town, word(chance), word(chance), f"{word(chance)} {town}"])
    return (
        f"{whose} {chance.choices(('Pharmacy', 'Chemist', 'Chemists'), (80, 14, 6))[0]}"
    )


def lines(chance: random.Random) -> tuple[str, ...]:
    usual = f"{word(chance)} {chance.choices(STREETS, WEIGHTS[: len(STREETS)])[0]}"
    street = chance.choice(USUAL) if chance.random() < 0.2 else usual
    first = f"{chance.randint(1, 300)} {street}"
    second = f"{word(chance)} {word(chance)}" if chance.random() < 0.3 else word(chance)
    return (first, second) if chance.random() < 0.75 else (first,)


def word(chance: random.Random) -> str:
    parts = chance.sample(SYLLABLES, k=chance.choice((1, 2, 2)))
    return ("".join(parts) + chance.choice(ENDINGS)).capitalize()


def number_in(chance: random.Random, areas: list[str]) -> str:
    return f"{chance.choice(areas)} {chance.randint(0, 999_999):06}"


def inward(chance: random.Random) -> str:
    return f"{chance.randint(0, 9)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"


def record(codes: list[int], number: int) -> str:
    again = number // len(codes)
    return f"F{in_36(codes[number % len(codes)])}{again or ''}"


def in_36(value: int) -> str:
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return signs[value // 1296] + signs[value // 36 % 36] + signs[value % 36]
