"""An item of an agenda, and the ids that people's words on it mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from civtui.locale import render
from civtui.model.text import Lang, msg

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


class Item(NamedTuple):
    """An item of an agenda; `subjects` are ids of holders.

    Args:
        agency: whose party group decides on it; empty: the guidance group does.
        rounds: subject -> the round out of whose results it was proposed.
    """

    item: str
    matter: str
    honor: str | None
    subjects: tuple[str, ...]
    title: str
    papers: tuple[str, ...]
    agency: str = ""
    rounds: Mapping[str, str] = {}


def called(word: str, ids: Iterable[str], area: str) -> str:
    """Return the id that people call `word` in either language; else `word`, trimmed.

    Args:
        ids: the ids there are.
        area: beginning of the keys of their names.
    """
    word = word.strip()
    names = {render(msg(f"{area}{id_}"), lang): id_ for id_ in ids for lang in LANGUAGES}
    return names.get(word, word)
