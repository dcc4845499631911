"""What a reform does to titles and delistings: the policies' answers, title by title.

Renaming changes nothing but the name. Merging and splitting go by the policies merger-titles,
merger-delisting and split-office of the programme; an abolished body's titles end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from civtui.rules.bars import UNDECIDED
from civtui.rules.policies import choice as chosen


class Fate(NamedTuple):
    """What becomes of one title.

    Args:
        heirs: who holds it afterwards; none where it ends.
        policy, choice: the policy that decided; "" where the rule itself says it.
    """

    holder: str
    honor: str
    heirs: tuple[str, ...]
    policy: str = ""
    choice: str = ""


def merged(titles: Iterable[tuple[str, str]], heir: str, policies: Mapping[str, str]) -> list[Fate]:
    """Return the fates of titles (holder, honor) whose holders are merged into `heir`."""
    choice = chosen(policies, "merger-titles")
    heirs = (heir,) if choice == "carry-over" else ()
    return [Fate(holder, honor, heirs, "merger-titles", choice) for holder, honor in titles]


def abolished(titles: Iterable[tuple[str, str]]) -> list[Fate]:
    """Return the fates of titles whose holder is no more and has no heir."""
    return [Fate(holder, honor, ()) for holder, honor in titles]


def office_split(
    titles: Iterable[tuple[str, str]], parts: tuple[str, ...], policies: Mapping[str, str]
) -> list[Fate]:
    """Return the fates of an office's titles; `parts` are its ids afterwards, itself the first."""
    choice = chosen(policies, "split-office")
    heirs = {"none": (), "one": parts[:1], "both": parts}[choice]
    return [Fate(holder, honor, heirs, "split-office", choice) for holder, honor in titles]


def bar_follows(policies: Mapping[str, str]) -> bool | None:
    """Return whether a parent's delisting bars the heir; None: the guidance group decides."""
    choice = chosen(policies, "merger-delisting")
    return None if choice == UNDECIDED else choice == "follows"
