"""The tables of the directory. Portable: plain columns, no dialect's own types.

Names follow Open Referral UK 3.0 where it has one, so that an export maps plainly.
Lists of words are kept as JSON text; "unknown" and "" are values like any other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pwa.rate_tokens import bucket_table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
ID = String(36)
"""A UUID as text, worked out from what the row names: the same in every database."""


def words(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, default="")


def list_of(name: str) -> Column[Any]:
    return Column(name, JSON, nullable=False)


def belongs_to(table: str, name: str, **options: Any) -> Column[Any]:
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, ID, target, nullable=False, **options)


source = Table(
    "source",
    metadata,
    Column("id", ID, primary_key=True),
    Column("key", String(40), nullable=False, unique=True),
    words("name"),
    words("publisher"),
    words("url"),
    words("licence"),
    words("attribution"),
    Column("share_alike", Boolean, nullable=False, default=False),
    Column("format", String(20), nullable=False, default=""),
    Column("retrieved_at", DateTime),  # UTC
    Column("file_sha256", String(64), nullable=False, default=""),
    Column("rows_in", Integer, nullable=False, default=0),
    Column("accepted", Integer, nullable=False, default=0),
    Column("quarantined", Integer, nullable=False, default=0),
    list_of("rules"),
    Column("revision", Integer, nullable=False, default=0),
)

organisation = Table(
    "organisation",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("source", "source_id"),
    words("name"),
    UniqueConstraint("source_id", "name"),
)

service = Table(
    "service",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("source", "source_id"),
    Column("source_record_id", String(200), nullable=False),
    Column("position", Integer, nullable=False, default=0),
    Column("organisation_id", ID, ForeignKey("organisation.id"), index=True),
    words("name"),
    Column("kind", String(20), nullable=False, index=True),
    words("summary"),
    words("for_whom"),
    Column("status", String(10), nullable=False),
    words("alert"),
    Column("alert_until", Date),
    Column("self_referral", String(10), nullable=False),
    words("how_to_refer"),
    Column("residents_only", String(10), nullable=False),
    list_of("councils"),
    list_of("nations"),
    Column("minimum_age", Integer),
    Column("maximum_age", Integer),
    Column("gender", String(10), nullable=False),
    Column("cost", String(10), nullable=False),
    list_of("substances"),
    list_of("offers"),
    Column("prescribes_naltrexone", String(10), nullable=False),
    Column("naltrexone_checked_on", Date),
    list_of("languages"),
    words("url"),
    words("email"),
    Column("checked_on", Date),
    words("checked_how"),
    Column("verify_by", Date),
    words("page"),
    words("notes"),
    Column("source_updated_on", Date),
    # What the store itself knows of it, and no import overwrites.
    words("internal_notes"),
    Column("content_sha256", String(64), nullable=False),
    Column("first_seen_on", Date, nullable=False),
    Column("gone_on", Date),
    # The last person who made sure of it, and of which numbers and address.
    Column("verified_on", Date),
    words("verified_how"),
    words("verified_status"),
    words("verified_naltrexone"),
    Column("verified_contact_sha256", String(64), nullable=False, default=""),
    UniqueConstraint("source_id", "source_record_id"),
)

location = Table(
    "location",
    metadata,
    Column("id", ID, primary_key=True),
    words("name"),
    list_of("lines"),
    words("town"),
    Column("postcode", String(10), nullable=False, default=""),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", String(10), nullable=False),
    Column("council", String(9), nullable=False, default=""),
    Column("nation", String(20), nullable=False, default=""),
    Column("wheelchair", String(10), nullable=False),
    words("directions"),
    Column("is_withheld", Boolean, nullable=False, default=False),
    Index("ix_location_latitude_longitude", "latitude", "longitude"),
    Index("ix_location_postcode", "postcode"),
)

service_at_location = Table(
    "service_at_location",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("service", "service_id", unique=True),
    belongs_to("location", "location_id", index=True),
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("service_at_location", "service_at_location_id", index=True),
    Column("position", Integer, nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("weekday", Integer, nullable=False),  # ISO, 1 Monday
    Column("opens", Integer, nullable=False),  # minutes after midnight
    Column("closes", Integer, nullable=False),
    list_of("weeks"),
    Column("every_weeks", Integer, nullable=False),
    Column("anchor", Date),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("bank_holiday", String(10), nullable=False),
    words("note"),
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("service", "service_id", unique=True),
    Column("fellowship", String(10), nullable=False),
    Column("venue", String(10), nullable=False),
    Column("open_to", String(10), nullable=False),
    list_of("formats"),
    words("join_url"),
    Column("is_closed_for_now", Boolean, nullable=False),
)

phone = Table(
    "phone",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("service", "service_id", index=True),
    Column("position", Integer, nullable=False),
    Column("number", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    words("label"),
    words("note"),
    Column("is_confirmed", Boolean, nullable=False),
)

import_reject = Table(
    "import_reject",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("source", "source_id"),
    Column("row", Integer, nullable=False),
    Column("rule", String(4), nullable=False),
    words("field"),
    words("says"),
    list_of("raw"),
    Column("decided_by", String(200), nullable=False, default=""),
    Column("decided_on", Date),
    Index("ix_import_reject_source_id_rule", "source_id", "rule"),
)

verification = Table(
    "verification",
    metadata,
    Column("id", ID, primary_key=True),
    belongs_to("service", "service_id", index=True),
    Column("position", Integer, nullable=False),
    words("who"),
    words("how"),
    Column("on", Date, nullable=False),
    words("found"),
    words("naltrexone"),
    words("note"),
)

report = Table(
    "report",
    metadata,
    Column("id", ID, primary_key=True),
    Column("listing", String(250), nullable=False),
    words("fault"),
    words("words"),
    Column("received_on", Date, nullable=False),
    Column("handled_on", Date),
)

rate_token = bucket_table("rate_token", metadata)
