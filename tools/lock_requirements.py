"""Write requirements/*.txt from pyproject.toml: pinned, hashed, with no address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

UV = Path(sys.executable).parent / "uv"
LOCKS = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "node": ["--group", "node"],
    "postgres": ["--group", "postgres"],
    "geography": ["pyproject.toml", "--group", "geography"],
}


def main() -> None:
    for name, what in LOCKS.items():
        subprocess.run(
            [
                str(UV),
                "pip",
                "compile",
                *what,
                *("--universal", "--python-version", "3.11", "--quiet"),
                *("--generate-hashes", "--no-emit-index-url", "--no-header"),
                *("--output-file", f"requirements/{name}.txt"),
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
