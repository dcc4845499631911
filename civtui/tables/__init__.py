"""Every list, declared once: the screen, the command line's table and exports read it.

One file a subject, loaded on use; a declaration imports the model only. How to add a list:
`docs/contributing.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from civtui.tables.table import Table

# list -> its file here
FILES = {
    id_: file
    for file, ids in {
        "agencies": ("agencies", "offices"),
        "rounds": ("rounds", "marks", "standards"),
        "titles": (
            "eligibility",
            "cases",
            "all_cards",
            "cards",
            "notices",
            "reforms",
            "titles",
        ),
        "group": ("sittings", "sitting", "decisions", "members"),
        "building": (
            "building",
            "registers",
            "records",
            "board",
            "log",
            "signals",
            "inbox",
            "evidence",
        ),
        "machine": ("ledger", "plugins", "reports", "users", "formats"),
    }.items()
    for id_ in ids
}


def table_of(name: str) -> Table:
    """Return the list `name`; one of several of a kind as `records:training`.

    Raises:
        KeyError: there is none.
    """
    id_, _, kind = name.partition(":")
    room = import_module(f"civtui.tables.{FILES[id_]}")
    found: Table = room.TABLES[id_]
    return found._replace(kind=kind, **room.KINDS[id_][kind]) if kind else found


def every_name() -> Iterator[str]:
    """Yield the name of every list; of one that is one of several once for each kind."""
    for id_, file in FILES.items():
        kinds = getattr(import_module(f"civtui.tables.{file}"), "KINDS", {}).get(id_)
        yield from (f"{id_}:{kind}" for kind in kinds) if kinds else (id_,)
