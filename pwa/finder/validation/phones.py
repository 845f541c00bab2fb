"""R07: phone numbers that are valid here and cost what people expect."""

from __future__ import annotations

import re
from dataclasses import replace

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType
from phonenumbers import shortnumberinfo as short

from pwa.finder.model import Listing, Phone
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

REGION = "GB"
COUNTRY = 44
COSTLY = re.compile(r"0?8(4|7)")
"""084 and 087: a service charge on top. https://www.ofcom.org.uk/phones-and-broadband"""
COSTLY_NOTE = "Costs more than a usual call."
SELLS = re.compile(r"09|070|076|118")
"""Premium rate, personal numbers and pagers, directory enquiries: never a service's."""
EXAMPLES = re.compile(r"0?1234567890|0?7123456789|0?7777777777|(.)\1{8,}")
"""What people type where a form asks for some number."""
RELAY = re.compile(r"1800[12]\s*(?=[0+])")
"""Relay UK's prefix for people who type: https://www.relayuk.bt.com"""
GROUPED = {"116123": "116 123", "116000": "116 000", "116111": "116 111"}
LONGEST = 40


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Leaves out a number that is none; refuses the listing when it had no good one."""
    good: list[Phone] = []
    faults: list[str] = []
    for phone in listing.phones:
        written, says = _written(phone)
        if written is None:
            faults.append(says)
        else:
            if says:
                notes.mended("R07", "phone", says)
            if all(_same(written) != _same(each) for each in good):
                good.append(written)
    if listing.phones and not good:
        for says in dict.fromkeys(faults):
            notes.refuse("R07", "phone", says)
        return listing
    for says in faults:
        notes.mended("R07", "phone", f"Left out. {says}")
    return replace(listing, phones=tuple(good))


def _same(phone: Phone) -> tuple[str, str]:
    return phone.number, phone.kind


def _written(phone: Phone) -> tuple[Phone | None, str]:
    """The number as people read it, or None; and what was mended or is wrong."""
    text = phone.number.strip()[:LONGEST]
    if phone.kind not in ("voice", "text", "textphone"):
        phone = replace(phone, kind="voice")
    relay = RELAY.match(text)
    prefix, text = (text[:5] + " ", text[relay.end() :]) if relay else ("", text)
    digits = re.sub(r"[\s().-]", "", text)
    if re.fullmatch(r"[0-9]{2,6}", digits):
        return _short(phone, digits)
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException:
        return None, "It is no phone number."
    fault = _fault(number)
    if fault:
        return None, fault
    extension, number.extension = number.extension, None
    national = phonenumbers.format_number(
        number, phonenumbers.PhoneNumberFormat.NATIONAL
    )
    note, says = phone.note, ""
    if extension and "extension" not in note:
        note = f"Extension {extension}. {note}".strip()
    if COSTLY.match(national) and COSTLY_NOTE not in note:
        note = f"{COSTLY_NOTE} {note}".strip()
        says = "It costs more than a usual call; the note says so now."
    if not digits.startswith(("0", "+", "44")):
        says = "The 0 it begins with had been lost, and was put back."
    elif prefix + national != phone.number and not says:
        says = "It was written as people read it."
    return replace(phone, number=prefix + national, note=note), says


def _short(phone: Phone, digits: str) -> tuple[Phone | None, str]:
    """999, 111, 116 123 and numbers for texts: valid here, though short."""
    try:
        number = phonenumbers.parse(digits, REGION)
    except NumberParseException:
        return None, "It is no phone number."
    if not short.is_valid_short_number_for_region(number, REGION):
        return None, "It is too short for a phone number here."
    if SELLS.match(digits):
        return None, "It is of a kind that charges those who call."
    written = GROUPED.get(digits, digits)
    says = "It was written as people read it." if written != phone.number else ""
    return replace(phone, number=written), says


def _fault(number: PhoneNumber) -> str:
    if number.country_code != COUNTRY:
        return "It is a number of another country."
    national = f"0{phonenumbers.national_significant_number(number)}"
    if SELLS.match(national):
        return "It is of a kind that charges those who call."
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE and not (
        COSTLY.match(national)
    ):
        return "It is of a kind that charges those who call."
    if EXAMPLES.fullmatch(national):
        return "It is a number people write as an example."
    if not phonenumbers.is_valid_number(number):
        return "It is no valid phone number here."
    return ""
