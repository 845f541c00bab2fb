"""Each format that can be imported, one in each file."""

from __future__ import annotations

from pwa.finder.importers.bmlt import read_bmlt
from pwa.finder.importers.cqc import read_cqc
from pwa.finder.importers.geojson import read_geojson
from pwa.finder.importers.hsds_tabular import read_hsds_tabular
from pwa.finder.importers.meeting_guide import read_meeting_guide
from pwa.finder.importers.nhsbsa import read_nhsbsa
from pwa.finder.importers.ods import read_ods
from pwa.finder.importers.oruk import read_oruk
from pwa.finder.importers.rows import Importer
from pwa.finder.importers.template import read_template

FORMATS: dict[str, Importer] = {
    "bmlt": read_bmlt,
    "cqc": read_cqc,
    "geojson": read_geojson,
    "hsds-tabular": read_hsds_tabular,
    "meeting-guide": read_meeting_guide,
    "nhsbsa": read_nhsbsa,
    "ods": read_ods,
    "oruk": read_oruk,
    "template": read_template,
}
"""By the name an operator types: `flask finder import FORMAT FILE`."""
