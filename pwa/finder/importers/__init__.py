"""Each format that can be imported, one in each file."""

from __future__ import annotations

from pwa.finder.importers.cqc import read_cqc
from pwa.finder.importers.nhsbsa import read_nhsbsa
from pwa.finder.importers.ods import read_ods
from pwa.finder.importers.rows import Importer
from pwa.finder.importers.template import read_template

FORMATS: dict[str, Importer] = {
    "cqc": read_cqc,
    "nhsbsa": read_nhsbsa,
    "ods": read_ods,
    "template": read_template,
}
"""By the name an operator types: `flask finder import FORMAT FILE`."""
