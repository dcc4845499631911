"""An item of an agenda, and how it is written on one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from civtui.locale import render
from civtui.model.errors import BadInput, nearest
from civtui.model.text import Lang, msg
from civtui.rules.group import ABOUT_AN_HONOR, MATTERS
from civtui.workspace.session import Workspace
from civtui.workspace.titles.honors import HONORS

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


def parse_item(ws: Workspace, number: int, text: str) -> Item:
    """Return the agenda item that `text` writes: `MATTER[:HONOR][=HOLDER,HOLDER...]`.

    Raises:
        BadInput: no such matter or honor; a matter about holders names none, or no honor.
    """
    from civtui.workspace.titles.holders import holder_ids, honor_of

    head, _, tail = text.partition("=")
    matter, _, honor = head.strip().replace("：", ":").partition(":")
    matter = called(matter, MATTERS, "titles.matter-")
    honor = called(honor, HONORS, "cli.honor-")
    if matter not in MATTERS:
        raise BadInput(
            msg("titles.no-matter"),
            value=matter,
            allowed=MATTERS,
            told=[msg(f"titles.matter-{one}") for one in MATTERS],
            nearest=nearest(matter, MATTERS),
        )
    names = [name for name in tail.replace("，", ",").split(",") if name.strip()]
    if MATTERS[matter] and not names:
        raise BadInput(msg("titles.no-subjects"), value=text, hint=msg("titles.way-item"))
    if matter in ABOUT_AN_HONOR and not honor:
        raise BadInput(msg("titles.no-item-honor"), value=text, hint=msg("titles.way-item"))
    subjects = tuple(holder_ids(ws, names)) if MATTERS[matter] else ()
    title = "" if MATTERS[matter] else tail.strip()
    return Item(str(number), matter, honor_of(honor) if honor else None, subjects, title, ())
