"""Ids that the program makes: never one that is taken, whatever ids people gave before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace

RULE = "one-id"
# an id of the one is none of the other: where a decision is asked for, a sitting's is told apart
BESIDE = {"decision": "sitting", "sitting": "decision"}


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

    What a party group decides and its sittings are both written by year and agency: none is given
    an id that one of the other kind bears.

    Args:
        kind: see `taken`.
        bare: `stem` itself is the first to try.
        between: what stands between stem and number.
    """
    kinds = {kind, BESIDE.get(kind, kind)}

    def bears(id_: str) -> bool:
        return any(taken(ws, one, id_) for one in kinds)

    if bare and not bears(stem):
        return stem
    return next(id_ for n in count(number) if not bears(id_ := f"{stem}{between}{n}"))


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
