"""Which ledger belongs to a workspace: its id stands in its facts and in `civtui.toml`."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import msg

if TYPE_CHECKING:
    from civtui.ledger.ledger import Ledger

# the setting of `civtui.toml` that names the workspace's ledger
SETTING = "ledger"
# who gives an older ledger its id: the program, at the first opening by anyone
PROGRAM = "civtui"


class Identity(NamedTuple):
    """Who a ledger is: its id (empty where it has none yet) and the name of its city."""

    id: str
    name: str

    def __str__(self) -> str:
        return f"{self.name or '?'} ({self.id[:12] or '?'})"


def new_id() -> str:
    """Return the id of a new ledger."""
    from secrets import token_hex

    return token_hex(16)


def demo_id(size: str, seed: object) -> str:
    """Return the id of the ledger of a demo: the same for the same demo."""
    from hashlib import sha256

    return sha256(f"civtui demo {size} {seed}".encode()).hexdigest()[:32]


def identity_of(ledger: Ledger) -> Identity:
    """Return who an open ledger is."""
    found = dict(queries.rows(ledger, "places", "identity"))
    return Identity(found.get("ledger", ""), found.get("name", ""))


def settle(folder: Path, settings: dict[str, Any], ledger: Ledger) -> None:
    """Hold a ledger to the id that `civtui.toml` names; an older one gets its id now.

    A workspace that can only be read is opened as it is.

    Args:
        folder: holds `civtui.toml`.
        settings: what it says; completed by the id.
        ledger: the open ledger of the workspace.

    Raises:
        Refused: the file at the path is another ledger; both are named.
    """
    wanted, found = str(settings.get(SETTING, "")), identity_of(ledger)
    if wanted and wanted != found.id:
        raise Refused(
            msg(
                "ledger.other-id",
                found=str(found),
                wanted=str(Identity(wanted, str(settings.get("name", "")))),
            ),
            where={"file": str(folder)},
            hint=msg("ledger.other-on"),
        )
    if wanted:
        return
    with suppress(CivtuiError, OSError, ValueError, sqlite3.Error):
        if not found.id:
            identify(ledger, new_id(), found.name or str(settings.get("name", "")))
            found = identity_of(ledger)
        settings[SETTING] = found.id
        from civtui.workspace.files.settings_file import put_setting

        put_setting(folder, SETTING, found.id)


def identify(ledger: Ledger, id_: str, name: str) -> None:
    """Give a ledger that has no id one; where a colleague was quicker, that one stands."""
    from datetime import UTC, datetime

    from civtui.model.facts.envelope import Fact
    from civtui.model.facts.places import LedgerIdentified

    class Quicker(Exception):
        """A colleague has given the ledger its id."""

    def unnamed(_: object) -> None:
        if identity_of(ledger).id:
            raise Quicker

    now = datetime.now(UTC)
    body = LedgerIdentified(ledger=id_, name=name)
    fact = Fact(body=body, who=PROGRAM, recorded=now, effective=now.date())
    with suppress(Quicker):
        ledger.append([fact], check=unnamed)
