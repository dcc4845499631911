"""Ids that the program makes: never one that is taken, whatever ids people gave before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace

RULE = "one-id"


def taken(ws: Workspace, kind: str, id_: str) -> bool:
    """Return whether something bears the id.

    Args:
        kind: `decision`, `case`, `notice`, `objection`, `sitting` or `card`: the query that
            reads one of them.
    """
    return queries.one(ws.ledger, "titles", kind, (id_,)) is not None


def refuse_taken(ws: Workspace, kind: str, id_: str, key: str = "titles.id-taken") -> None:
    """Refuse an id that something bears.

    Args:
        kind: see `taken`.
        key: the message.

    Raises:
        Refused: it is taken.
    """
    if taken(ws, kind, id_):
        raise Refused(msg(key), where={"rule": RULE}, value=id_, hint=msg("titles.way-other-id"))


def free(
    ws: Workspace, kind: str, stem: str, number: int, *, bare: bool = False, between: str = "-"
) -> str:
    """Return the first free one of `stem-number`, `stem-(number + 1)`...

    Args:
        kind: see `taken`.
        bare: `stem` itself is the first to try.
        between: what stands between stem and number.
    """
    if bare and not taken(ws, kind, stem):
        return stem
    return next(id_ for n in count(number) if not taken(ws, kind, id_ := f"{stem}{between}{n}"))


def written(given: str | None, propose: Callable[[], str], write: Callable[[str], object]) -> str:
    """Write something under the id that was given, or else under one that is proposed.

    Somebody may take a proposed id before it is written; then another one is proposed.

    Args:
        given: an id of the user's own; None lets the program make one.
        propose: returns an id that is free now.
        write: writes it; refuses an id that is taken (`refuse_taken`) under the ledger's lock.

    Returns:
        The id it was written under.

    Raises:
        Refused: the user's own id is taken, or `write` refuses it for another reason.
    """
    while True:
        made = given or propose()
        try:
            write(made)
        except Refused as error:
            if given or error.where.get("rule") != RULE or error.value != made:
                raise
        else:
            return made
