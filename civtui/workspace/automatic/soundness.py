"""Whether a workspace's profile can be read as a whole: one that cannot does nothing by itself.

Reading it as a whole costs a tenth of a second, which `status` and the first screen do not have: a
profile that was found sound is remembered beside the facts by what its files say.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import civtui
from civtui.model.errors import BadInput, CivtuiError, LedgerGone
from civtui.model.faults import MachineFault
from civtui.profile.places import builtin
from civtui.profile.standing_choices import chain

if TYPE_CHECKING:
    from civtui.ledger.ledger import Ledger

NOBODY, THING = "", "profile"  # whose choice it is, and of what: no user's


def fault_of(ledger: Ledger, path: Path) -> CivtuiError | None:
    """Return what `profile check` refuses the profile at `path` for, None where it reads it.

    One that the program itself brings is sound.
    """
    if path.parent == builtin() and path.is_file():
        return None
    try:
        texts = [text for _, text in chain(path)]
    except (BadInput, OSError):
        texts = []
    # the texts themselves: what makes a digest is not on the way to a first screen
    mark = "\0".join([civtui.__version__, *texts]) if texts else ""
    if mark and mark == _remembered(ledger):
        return None
    from civtui.profile.read import read_profile

    try:
        read_profile(path)
    except CivtuiError as error:
        return error
    _remember(ledger, mark)
    return None


def _remembered(ledger: Ledger) -> str:
    row = ledger.connection.execute(
        "SELECT content FROM main.choice WHERE name = ? AND thing = ?", (NOBODY, THING)
    ).fetchone()
    return str(json.loads(row[0]).get("sound", "")) if row else ""


def _remember(ledger: Ledger, mark: str) -> None:
    """Keep that a profile is sound; a ledger that may only be read keeps nothing."""
    connection = ledger.connection
    if connection.in_transaction:
        return
    with suppress(MachineFault, LedgerGone, sqlite3.Error):
        connection.execute(
            "INSERT INTO choice (name, thing, content) VALUES (?, ?, ?)"
            " ON CONFLICT (name, thing) DO UPDATE SET content = excluded.content",
            (NOBODY, THING, json.dumps({"sound": mark})),
        )
