"""The columns of our own template, in their order, each with what goes into it."""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "record": "Needed. Your own id of this service at this place; never changes.",
    "name": "Needed. What the service is called.",
    "kind": "Needed. treatment, needle-exchange, pharmacy, emergency, urgent, "
    "mutual-aid, family, helpline, directory or other.",
    "organisation": "Who runs it. Never a person.",
    "summary": "One or two plain sentences.",
    "for_whom": "Who it is for, in plain words.",
    "status": "active, paused or closed. Blank is active.",
    "alert": "What is different for now.",
    "alert_until": "Date after which the alert goes.",
    "self_referral": "yes, no or blank for not known.",
    "how_to_refer": "What a person does to be seen.",
    "residents_only": "yes, no or blank for not known.",
    "councils": "GSS codes of the areas it serves, with | between. Blank is anybody.",
    "nations": "england, wales, scotland, northern-ireland, with | between.",
    "minimum_age": "In years.",
    "maximum_age": "In years.",
    "gender": "women, men or blank for everyone.",
    "cost": "free, nhs, private, mixed or blank for not known.",
    "substances": "alcohol, opioids, any, …, with | between.",
    "offers": "With | between: naltrexone, alcohol, opioids, detox, psychosocial, "
    "opioid-substitution, naloxone, needle-exchange, blood-borne-virus-test, family, "
    "online, phone.",
    "prescribes_naltrexone": "yes or no, only with the date of the next column.",
    "naltrexone_checked_on": "The day the service itself said so.",
    "languages": "With | between.",
    "phone": "The number people ring.",
    "phone_note": "Such as its hours.",
    "second_phone": "Another number.",
    "second_phone_note": "What it is for.",
    "textphone": "For people who cannot hear.",
    "text_number": "Takes text messages.",
    "url": "Its web address.",
    "email": "An address of a desk, such as info@. Never a person's.",
    "location_name": "What the building is called.",
    "address_1": "Number and street.",
    "address_2": "More of the address.",
    "town": "The town or village.",
    "postcode": "Such as LS1 4AP.",
    "latitude": "Degrees north, where you know it exactly.",
    "longitude": "Degrees east, negative to the west.",
    "council": "GSS code of the council it stands in.",
    "nation": "england, wales, scotland or northern-ireland.",
    "wheelchair": "yes, limited, no or blank for not known.",
    "directions": "How to find the door.",
    "withhold_address": "yes where the address is confidential: it is not kept at all.",
    "hours": "Such as Mo-Fr 09:00-17:00; Th 09:00-19:00; PH off.",
    "drop_in_hours": "The same, for coming without an appointment.",
    "needle_exchange_hours": "The same.",
    "phone_hours": "The same, for the telephone.",
    "meeting_hours": "The same. Mo[1] is the first Monday of a month, Mo[-1] the last.",
    "fellowship": "For a meeting: NA, AA, CA, CMA, SMART, FA, Al-Anon, Adfam, LRO or "
    "other.",
    "venue": "For a meeting: in-person, online or hybrid.",
    "open_to": "For a meeting: anyone, members or blank for not known.",
    "formats": "For a meeting, with | between.",
    "join_url": "For a meeting: its address without the password.",
    "is_closed_for_now": "For a meeting: yes where it does not meet for now.",
    "checked_on": "The day somebody last made sure that all of this is true.",
    "checked_how": "read on its page, rang, visited or from the register.",
    "verify_by": "The day by which it should be checked again.",
    "page": "The page where it can be read.",
    "notes": "Shown to people.",
}

NEEDED = ("record", "name", "kind")

OTHER_NAMES = {
    "id": "record",
    "website": "url",
    "web": "url",
    "telephone": "phone",
    "phone_number": "phone",
    "opening_hours": "hours",
    "post_code": "postcode",
    "organization": "organisation",
}
"""What people call a column, too."""
