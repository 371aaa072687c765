"""Local reports read as they come: how many tell of several stories, and how many are marked as possibly derived from another:
``python -m bench.round_ups --data DIR``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tollbook.evaluate.stories import REPORTS, streamed


def main() -> int:
    """Prints both counts; 2 where there is no data."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    path = parser.parse_args().data / "stories" / REPORTS
    if not path.exists():
        print(f"There is no {path}: nothing is counted.", file=sys.stderr)
        return 2
    found = streamed(path)
    print(f"reports that tell of several stories  {found.shared:,}")
    print(f"marked as possibly derived            {found.derived:,}")
    print(f"stories                               {len(found.tolls):,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
