"""Numbers of facts as people read them."""

from __future__ import annotations

from collections.abc import Iterable

MOST_RUNS = 6  # spans of numbers that are listed


def numbered(facts: Iterable[int]) -> list[str]:
    """Return the numbers of facts as they are read, those that follow each other as a span.

    Of many the first ones; how many there are is said beside them.
    """
    runs: list[list[int]] = []
    for seq in sorted(facts):
        if runs and seq == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], seq]
        else:
            runs.append([seq])
    told = ["–".join(f"#{seq}" for seq in run) for run in runs[:MOST_RUNS]]
    return [*told, "…"] if len(runs) > MOST_RUNS else told
