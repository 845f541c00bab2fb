"""What each figure should be. A ratio is to the limit page in the same run."""

from __future__ import annotations

from bench.sites import CARD, EMPTY_CARD, FACTS, FINDER, HOME

OFFLINE_RATIO = {CARD: 1.05, EMPTY_CARD: 1.05, HOME: 1.25, FACTS: 1.25, FINDER: 1.35}
HUNG_RATIO = 1.05
"""To the same page's own time offline: a silent server must cost nothing."""
FIRST_VISIT_RATIO = {EMPTY_CARD: 1.15, HOME: 1.15, FACTS: 1.20}
BYTES_AT_LOAD = 12_000
BLOCKED_MS = 0
READY_RATIO = 1.5
WORKER_GZIP_BYTES = 10 * 1024
KEPT_BR_BYTES = 150_000
"""For everything, with a pack of 5,000 services; here without the pack."""
PACK_BYTES_A_RECORD = 24
"""In brotli, at 5,000 records."""
SCAN_RATIO = 1.2
"""The nearest 20, first query in a fresh page, to a bare scan over typed arrays."""
PUSH_CPU_RATIO = 1.10
"""All that is done for one message, to the bare primitives of its encryption."""
PUSH_RATE_RATIO = 0.95
"""At 30 ms round trip with 50 at once, to aiohttp with nothing around it."""
CLAIM_GROWTH = 1.25
"""To claim a row of the queue, from a table ten or a hundred times as large."""
FIRST_RESULT_MS = 100
"""After the keystroke, 12,000 services, CPU 6x; here without the page around it."""
PAGE_TO_NGINX = 0.40
"""Answers a second of what is finished, to nginx with the same bytes from a file."""
ONE_TO_NGINX = 0.09
LIST_TO_NGINX = 0.04
"""The same of what is asked of the directory in SQLite; one entry, and 20."""
REPEAT_VISIT_RATIO = 1.10
"""On the slow link, with all kept: the network must not be asked first."""
