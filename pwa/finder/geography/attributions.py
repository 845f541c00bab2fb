"""What must stand where people can see it, word for word, for the data that is kept."""

from __future__ import annotations

ATTRIBUTIONS: tuple[str, ...] = (
    "Contains OS data © Crown copyright and database right 2025",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025",
    "Source: Office for National Statistics licensed under the "
    "Open Government Licence v.3.0",
    "Contains data from GeoNames (https://www.geonames.org), licensed under "
    "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), changed: shortened, "
    "and councils added",
    "Coasts made with Natural Earth (https://www.naturalearthdata.com), simplified",
)
"""The first three for postcodes and councils; the fourth for places, and for the
outcodes of Northern Ireland, Jersey, Guernsey and the Isle of Man. Natural Earth asks
for no words; it is named as the others are."""
# ONS, "Licences": https://www.ons.gov.uk/methodology/geography/licences
