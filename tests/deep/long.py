"""Long runs of the property tests: `python -m tests.deep.long [--minutes N] [--first SEED]`.

Runs every test that draws its input, round after round, each under another seed, until the time is
up; what was drawn is kept by none, so that no round repeats another. A failure is printed with its
example and its seed, and ends the run.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWS = re.compile(r"^@given\(", re.MULTILINE)


def drawing() -> list[str]:
    """Return the test files in which something is drawn."""
    files = [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("plugins/*/tests/test_*.py")]
    return sorted(str(p.relative_to(ROOT)) for p in files if DRAWS.search(p.read_text("utf-8")))


def main() -> int:
    """Run it; return 1 if a test fails."""
    read = argparse.ArgumentParser(prog="python -m tests.deep.long")
    read.add_argument("--minutes", type=float, default=15)
    read.add_argument("--first", type=int, default=int(time.time()) % 100_000)
    asked = read.parse_args()
    files, end, seed = drawing(), time.monotonic() + 60 * asked.minutes, asked.first
    while time.monotonic() < end:
        words = ["-n", "2", "--dist", "loadfile", "-p", "tests.deep.profile", "-k", "not deep"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words, f"--hypothesis-seed={seed}", *files],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.stdout.write(f"{done.stdout[-6000:]}\nseed {seed}: failed\n")
            return 1
        sys.stdout.write(f"seed {seed}: {len(files)} files, none failed\n")
        sys.stdout.flush()
        seed += 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
