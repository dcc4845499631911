"""Breaks a ledger on purpose: kills in the middle of a write, flipped bits, many writers at once.

The tests run a few of each; `python -m benchmarks.ledger_breaks` runs many.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from typing import IO

from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from tests.ledger.cities import mark
from tests.ledger.flipping import dump, flipped, judge

Saved = dict[int, str]


def write(path: Path, name: str, most: int) -> None:
    """Write marks and say each on standard output as soon as it is shown as saved."""
    with closing(Ledger.open(path)) as ledger:
        for number in range(most):
            value = f"{name}.{number}"
            seq = mark(ledger, number % 5, value, f"i-{number % 3 + 1}")
            print(seq, value, flush=True)  # noqa: T201 - what a screen would show


def writer(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    """Return a process that writes."""
    words = [sys.executable, "-m", "tests.ledger.breaks", str(path), name, str(most)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def said(output: IO[str] | None) -> Saved:
    """Return number -> value of the marks that a writer said were saved."""
    assert output is not None
    return read(output.readlines())


def read(lines: list[str]) -> Saved:
    """Return number -> value of what whole lines say."""
    found = [line.split() for line in lines if line.endswith("\n")]
    return {int(seq): value for seq, value in found}


def lost(path: Path, saved: Saved) -> list[int]:
    """Return the marks that were shown as saved and do not stand in the ledger as they were shown.

    Raises:
        AssertionError: the ledger is not sound.
    """
    with closing(Ledger.open(path)) as ledger:
        assert verify(ledger) == []
        facts = {row.seq: json.loads(row.payload).get("value") for row in ledger.rows()}
    return [seq for seq, value in saved.items() if facts.get(seq) != value]


def kills(path: Path, count: int, rng: Random) -> tuple[int, list[int]]:
    """Kill a writer at a random moment, again and again.

    Returns:
        How many marks were shown as saved, and the numbers of those that are lost.
    """
    saved: Saved = {}
    for turn in range(count):
        process = writer(path, f"k{turn}", 100_000)
        assert process.stdout is not None
        # behind a line that it has said it is in the middle of the next mark
        first = [process.stdout.readline() for _ in range(rng.randrange(1, 25))]
        process.kill()
        saved |= read(first) | said(process.stdout)
        process.wait()
    return len(saved), lost(path, saved)


def crowd(path: Path, writers: int, most: int) -> tuple[int, list[int]]:
    """Let many processes write at once; return as `kills` does."""
    processes = [writer(path, f"w{number}", most) for number in range(writers)]
    saved: Saved = {}
    for process in processes:
        here = said(process.stdout)
        assert process.wait() == 0
        assert len(here) == most
        assert not here.keys() & saved.keys()
        saved |= here
    return len(saved), lost(path, saved)


def flips(path: Path, count: int, rng: Random, folder: Path) -> Counter[str]:
    """Flip one bit of a copy, again and again; return how often each fate befell it."""
    with closing(Ledger.open(path)) as ledger:
        sound = dump(ledger)
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    data, fates = path.read_bytes(), Counter[str]()
    for turn in range(count):
        place = folder / str(turn)
        place.mkdir()
        target = place / "civtui.db"
        target.write_bytes(flipped(data, rng.randrange(len(data) * 8)))
        fates[judge(target, sound)] += 1
        shutil.rmtree(place)
    return fates


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
