"""A judge's session in a real pseudo-terminal while a colleague scores the same round.

`python -m benchmarks.scoring_session [MARKS [KEYS_A_SECOND]]` types 300 marks by digits and Enter
at 15 keys a second, and prints what was felt, what went over the line and what the ledger holds.
"""

from __future__ import annotations

import itertools
import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, NamedTuple

from civtui.workspace.reading.history import fact_rows, verify
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.terminal.driving import Terminal

ROUND = "city-2026"
# all items take these; one that leaves no doubt stores itself, its Enter of habit does nothing
VALUES = ("2", "1.5", "1", "0.5")
COLLEAGUE_GAP = 0.25


class Felt(NamedTuple):
    """What one key brought: ms to its first and last byte (None: nothing came), and bytes."""

    first: float | None
    last: float | None
    size: int


class Outcome(NamedTuple):
    """A session as the ledger and the terminal saw it.

    Args:
        typed: the marks as they were typed, in order.
        stored: what the ledger holds of this judge since then, in order.
        cells: how many different cells these are.
        colleague: marks of the colleague, as sent and as stored.
        felt: one entry a key.
        seconds: from the first key to the last.
        sound: the ledger verifies.
    """

    typed: list[str]
    stored: list[str]
    cells: int
    colleague: tuple[int, int]
    felt: list[Felt]
    seconds: float
    sound: bool


def judges(city: Path) -> tuple[str, str]:
    """Return the two judges with the most cells left to mark."""
    ws = open_workspace(city)
    try:
        left: dict[str, int] = {}
        for judge in rounds.assessors_of(ws, rounds.round_row(ws, ROUND)):
            sheet = rounds.sheet(ws, ROUND, judge.id)
            left[judge.id] = 0 if sheet.submitted else judge.expected - judge.given
        first, second = sorted(left, key=lambda id_: -left[id_])[:2]
        return first, second
    finally:
        ws.close()


class Colleague:
    """Another judge, in another process, line by line, until told to stop.

    Args:
        city: the workspace.
        judge: whose sheet.
    """

    def __init__(self, city: Path, judge: str) -> None:
        words = ["-w", str(city), "score", ROUND, "--assessor", judge, "--plain"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "civtui", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.sent = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._score)
        self.thread.start()

    def _score(self) -> None:
        pipe: IO[str] | None = self.process.stdin
        assert pipe is not None
        while not self.over.wait(COLLEAGUE_GAP):
            pipe.write("2\n")
            pipe.flush()
            self.sent += 1
        pipe.close()

    def stop(self) -> int:
        """Let the colleague end, and return how many marks were sent."""
        self.over.set()
        self.thread.join()
        assert self.process.wait(60) == 0
        return self.sent


def strike(terminal: Terminal, key: str, until: float) -> Felt:
    """Press a key and read until the moment of the next one."""
    start = time.monotonic()
    terminal.send(key)
    first = last = None
    size = 0
    while (left := until - time.monotonic()) > 0:
        if not select.select([terminal.fd], [], [], left)[0]:
            break
        data = os.read(terminal.fd, 65536)
        last = (time.monotonic() - start) * 1000
        first = first or last
        size += len(data)
        terminal.stream.feed(data)
    return Felt(first, last, size)


def score(city: Path, marks: int, rate: float, keys: str = "\r") -> Outcome:
    """Type `marks` marks at `rate` keys a second beside a colleague; return what came of it.

    Args:
        city: a demo city to write in.
        keys: what stores a mark.
    """
    judge, other = judges(city)
    typed = list(itertools.islice(itertools.cycle(VALUES), marks))
    terminal = Terminal("-w", city, "score", ROUND, "--assessor", judge, size=(120, 40))
    terminal.wait("Ctrl+Q")
    ws = open_workspace(city)
    before = ws.head()
    colleague = Colleague(city, other)
    felt: list[Felt] = []
    start = time.monotonic()
    for place, key in enumerate(key for value in typed for key in (*value, keys)):
        felt.append(strike(terminal, key, start + (place + 1) / rate))
    seconds = time.monotonic() - start
    sent = colleague.stop()
    terminal.read(1)
    assert terminal.leave() == 0
    facts = [f for f in reversed(fact_rows(ws, limit=ws.head() - before)) if f.kind == "marked"]
    own = [f for f in facts if f'"assessor":"{judge}"' in f.payload]
    document = [json.loads(f.payload) for f in own]
    outcome = Outcome(
        typed,
        [d["value"] for d in document],
        len({(d["subject"], d["item"]) for d in document}),
        (sent, len(facts) - len(own)),
        felt,
        seconds,
        verify(ws) == [],
    )
    ws.close()
    return outcome


def percentile(values: list[float], share: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(outcome: Outcome) -> list[str]:
    """Return the lines of the table."""
    felt = outcome.felt
    first = [f.first for f in felt if f.first is not None]
    last = [f.last for f in felt if f.last is not None]
    size = [float(f.size) for f in felt]
    rows = [
        ("keys typed / in a second", f"{len(felt)} / {len(felt) / outcome.seconds:.1f}"),
        (
            "marks typed / stored / cells",
            f"{len(outcome.typed)} / {len(outcome.stored)} / {outcome.cells}",
        ),
        ("every mark as typed, in order", "yes" if outcome.typed == outcome.stored else "NO"),
        ("marks a minute", f"{60 * len(outcome.typed) / outcome.seconds:.0f}"),
        ("the colleague's marks sent / stored", "{} / {}".format(*outcome.colleague)),
        (
            "first byte after a key, ms p50 / p95",
            f"{statistics.median(first):.1f} / {percentile(first, 0.95):.1f}",
        ),
        (
            "last byte after a key, ms p50 / p95",
            f"{statistics.median(last):.1f} / {percentile(last, 0.95):.1f}",
        ),
        (
            "bytes a key, mean / p50 / p95",
            f"{statistics.mean(size):.0f} / {statistics.median(size):.0f} / "
            f"{percentile(size, 0.95):.0f}",
        ),
        ("keys without any answer on the screen", str(sum(f.size == 0 for f in felt))),
        ("ledger", "sound" if outcome.sound else "FAULTY"),
    ]
    return [f"{name:<42}{value:>24}" for name, value in rows]


def main() -> None:
    """Run the session and print its table."""
    from civtui.workspace.demo import demo

    marks = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rate = float(sys.argv[2]) if len(sys.argv) > 2 else 15.0
    city = Path(tempfile.mkdtemp()) / "city"
    demo(city).close()
    print(*table(score(city, marks, rate)), sep="\n")


if __name__ == "__main__":
    main()
