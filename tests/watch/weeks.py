"""A watch whose clock runs fast: ``python weeks.py FOLDER DAYS``. It asks a real server, and goes on from where it was killed.

The moment that it has reached stands in FOLDER/clock, and what its process held then in FOLDER/held, a line a simulated day.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from acquire.servers import fetcher
from tollbook.watching.plan import plan_of
from tollbook.watching.state import State, state_of
from tollbook.watching.watch import Watch

START = datetime(2022, 3, 2, 12, 0, tzinfo=UTC)
SECRET = b"a secret of twenty-four bytes and more"


def megabytes() -> float:
    """What this process holds in memory."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def reached(folder: Path) -> float:
    """Days since the start."""
    clock = folder / "clock"
    return float(clock.read_text()) if clock.exists() else 0.0


def main(folder: Path, days: float) -> int:
    """Watches until so many days have passed."""
    at = [START + timedelta(days=reached(folder))]
    found = plan_of(folder / "feeds.toml")
    fresh = not state_of(folder / "t.db").exists()
    state = State(state_of(folder / "t.db"))
    mine = fetcher(bounds={"size": 500_000, "seconds": 1.0})
    with (folder / "said.txt").open("a") as said, (folder / "held").open("a") as held:
        watch = Watch(
            found,
            folder / "t.db",
            state,
            fetcher=mine,
            poster=mine,
            secrets={h.url: SECRET for h in found.hooks},
            now=lambda: at[0],
            turn=lambda _: nullcontext(),
            say=lambda words: print(at[0].isoformat(), words, file=said, flush=True),
        )
        watch.begin(fresh=fresh)
        rounds = 0
        while (passed := (at[0] - START) / timedelta(days=1)) < days:
            tally = watch.round()
            rounds += 1
            if not (tally.asked or tally.told or tally.delivered):
                before, at[0] = int(passed), at[0] + timedelta(seconds=max(1.0, watch.pause()))
                part = folder / "clock.part"
                part.write_text(repr((at[0] - START) / timedelta(days=1)))
                part.replace(folder / "clock")
                if int((at[0] - START) / timedelta(days=1)) > before:
                    print(f"{passed:.2f} {megabytes():.1f} {rounds}", file=held, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
