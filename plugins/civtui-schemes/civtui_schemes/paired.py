"""The Bradley-Terry model for judging in pairs."""

from __future__ import annotations

import math
from typing import Any

from civtui.api import Answer, Bilingual, CalculatorInput, bad_input, ranked

STEPS = 100_000
CLOSE = 1e-14


def bradley_terry(data: CalculatorInput) -> Answer:
    """Return abilities that add up to 1, by maximum likelihood.

    `wins[a][b]` is how often a was put before b. The estimate exists where no group of subjects
    lost every comparison with the rest (Ford's condition); otherwise it is undefined. Source:
    R. A. Bradley & M. E. Terry, Biometrika 39 (1952) 324-345; MM algorithm of D. R. Hunter,
    Annals of Statistics 32 (2004) 384-406.
    """
    options: dict[str, Any] = data.options()
    subjects = data.ids()
    size = len(subjects)
    wins = data.full_grid("wins", size, size)
    for r, row in enumerate(wins):
        for c, value in enumerate(row):
            if value < 0 or (r == c and value):
                raise bad_input(
                    Bilingual(
                        "次数不能为负，对角线为 0", "wins are not negative, 0 on the diagonal"
                    ),
                    key=f"wins[{r}][{c}]",
                )
    table = [[float(value) for value in row] for row in wins]
    if size < 2 or not _linked(table):
        reason = Bilingual(
            "有一组对象对其余对象全胜、全负或未比较过，无法估计",
            "a group of subjects won or lost every comparison with the rest, or was never "
            "compared with it: no estimate exists",
        )
        return Answer(options, [], {}, [reason])
    ability = _estimate(table)
    found = {
        "log_ability": {
            name: math.log(a / ability[0]) for name, a in zip(subjects, ability, strict=True)
        }
    }
    return Answer(options, ranked(subjects, ability, 1e-9), found)


def _linked(table: list[list[float]]) -> bool:
    """Return whether from every subject a chain of wins leads to every other."""

    def reached(forward: bool) -> int:
        seen, todo = {0}, [0]
        while todo:
            here = todo.pop()
            for other in range(len(table)):
                won = table[here][other] if forward else table[other][here]
                if won and other not in seen:
                    seen.add(other)
                    todo.append(other)
        return len(seen)

    return reached(True) == reached(False) == len(table)


def _estimate(table: list[list[float]]) -> list[float]:
    size = range(len(table))
    won = [math.fsum(row) for row in table]
    ability = [1 / len(table)] * len(table)
    for _ in range(STEPS):
        longer = [
            won[a]
            / math.fsum(
                (table[a][b] + table[b][a]) / (ability[a] + ability[b]) for b in size if b != a
            )
            for a in size
        ]
        total = math.fsum(longer)
        longer = [value / total for value in longer]
        change = max(abs(x - y) / x for x, y in zip(longer, ability, strict=True))
        ability = longer
        if change < CLOSE:
            break
    return ability
