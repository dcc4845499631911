"""Takes a deed back as a whole, or says why it stays and what corrects it instead."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.projections import Unreplayable
from civtui.ledger.projections.voiding import KIND, dead, taken_by, takings_of, turns
from civtui.model.errors import CivtuiError, NotFound, Refused
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Message, msg
from civtui.rules.policies import name_of
from civtui.workspace.fact_words import of_row
from civtui.workspace.marks.admission import admits_all, still_open, takes_marks
from civtui.workspace.people.users import leaves_nobody, user_rows, voids_own_only, whose_rights
from civtui.workspace.session import Workspace, no_right
from civtui.workspace.titles.result_dependents import refuse_emptied
from civtui.workspace.voiding.by_policy import (
    by_policy,
    since_taken,
    still_done,
    with_policies,
    without_ground,
)
from civtui.workspace.voiding.cells_since import cells_since
from civtui.workspace.voiding.contradictions import places_turned, seats_turned
from civtui.workspace.voiding.dependents import (
    courses,
    facts_of,
    goes_along,
    payload_of,
    resting_on_reforms,
    things_of,
    touched_again,
)
from civtui.workspace.voiding.halves import with_halves
from civtui.workspace.voiding.left_standing import of_one_out
from civtui.workspace.voiding.needed import marked, needed
from civtui.workspace.voiding.own_ways import VERBS, of_its_own, way, way_to_redo
from civtui.workspace.voiding.recorded_anew import recorded_anew
from civtui.workspace.voiding.restoring import (
    called_again,
    called_alike,
    difference,
    logged_since,
    marks_since,
    undoing,
)

ON_THE_SHEET = frozenset({"marked", "mark-taken-back", "skipped", "noted"})
NEVER = frozenset({"workspace-opened", "ledger-identified"})
# what the acting user must be allowed; where nothing is said, to keep the records
RIGHTS_OF = {
    **dict.fromkeys(
        (
            "activities-logged",
            "activity-corrected",
            "activity-removed",
            "program-entered",
            "recorded",
            "evidence-kept",
            "card-stepped",
            "applied",
        ),
        Right.FILE,
    ),
    "decided": Right.DECIDE,
    **dict.fromkeys(("marks-imported", "recused", "handed-over"), Right.MARK),
    **dict.fromkeys(("marked", "mark-taken-back", "skipped", "noted"), Right.MARK),
    **dict.fromkeys(("user-set", "year-rolled"), Right.MANAGE),
}
IN_A_ROUND = frozenset({"marks-imported", "recused", "handed-over", "dealt"}) | ON_THE_SHEET


class Taking(NamedTuple):
    """A deed that is to be taken back.

    Args:
        deed: its facts, written together.
        gone: what stands no more: the deed itself, or what a restoration had put again.
        back: what stands again, where the deed is a taking back.
        along: facts that go with it (see `dependents.goes_along`).
        right: what the acting user must be allowed.
        refusal: why it stays, None where it can go.
    """

    deed: tuple[Row, ...]
    gone: tuple[Row, ...]
    back: tuple[Row, ...]
    along: tuple[int, ...]
    right: Right
    refusal: CivtuiError | None

    @property
    def facts(self) -> tuple[int, ...]:
        """The numbers of all that goes."""
        return tuple(sorted({*(row.seq for row in self.deed), *self.along}))


def deed_of(ws: Workspace, seq: int, thing: str = "") -> tuple[Row, ...]:
    """Return the facts of the deed that the fact `seq` is part of, in their order.

    Args:
        thing: as of `taking`.

    Raises:
        NotFound: as `taking`.
    """
    rows = queries.rows(ws.ledger, "voiding", "deed", {"seq": seq})
    if not rows:
        raise NotFound(msg("voiding.no-fact"), value=str(seq))
    deed = facts_of(ws, [number for (number,) in rows])
    if not thing or len({row.kind for row in deed}) > 1:
        return deed
    known = courses(ws)
    own = tuple(row for row in deed if thing in things_of(row, known).all)
    if not own:
        raise NotFound(msg("voiding.no-fact"), where={"fact": seq}, value=thing)
    return with_halves(deed, own)


def taking(ws: Workspace, seq: int, thing: str = "") -> Taking:
    """Return what taking back the fact `seq` comes to: the whole deed that it is part of.

    Args:
        thing: of facts of one kind, written together for many things, only those of this one,
            and those that are halves of one step with them (see `halves`).

    Raises:
        NotFound: there is no such fact, or it is not about `thing`.
    """
    deed = _left_of(ws, deed_of(ws, seq, thing))
    asked = next((row for row in deed if row.seq == seq), None)
    if asked is not None and without_ground(ws, asked):
        deed = (asked,)
    gone, back = _turned(ws, deed)
    turned = (*gone, *back) or deed  # neither, where it was taken back already
    right = max(map(_right_of, turned), key=[*Right].index)
    along = with_policies(ws, gone, goes_along(ws, gone)) if gone else set()
    along -= {row.seq for row in gone}  # what policies did within the deed itself
    along |= since_taken(ws, deed, back) | cells_since(ws, back).along
    found = Taking(deed, gone, back, tuple(sorted(along)), right, None)
    return found._replace(refusal=_refusal(ws, found))


def _left_of(ws: Workspace, deed: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return a deed that stands without what policies did in it that fell alone since."""
    fallen = dead(takings_of(ws.ledger.connection))
    if all(row.seq in fallen for row in deed if not by_policy(row)):
        return deed
    return tuple(row for row in deed if row.seq not in fallen or not by_policy(row))


def _turned(ws: Workspace, deed: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return what stands no more once a deed is taken back, and what stands again.

    Taking back a taking back lets its facts stand again, and one more time takes them back anew.
    """
    if all(row.kind != KIND for row in deed):
        return deed, ()
    takings = list(takings_of(ws.ledger.connection))
    before = dead(takings)
    after = dead([undoing(ws, deed), *takings])
    gone = facts_of(ws, after.keys() - before.keys())
    back = facts_of(ws, before.keys() - after.keys())
    return (
        tuple(row for row in gone if row.kind != KIND),
        tuple(row for row in back if row.kind != KIND),
    )


def _right_of(row: Row) -> Right:
    if row.kind == "decided" and payload_of(row)["body"] == "party-group":
        return Right.FILE
    return RIGHTS_OF.get(row.kind, Right.KEEP)


def void(ws: Workspace, seq: int, why: str, thing: str = "") -> tuple[Taking, int]:
    """Take back the deed that fact `seq` is part of; every table is as if it had never been.

    Args:
        why: the reason in words; it stays on record with the deed.
        thing: see `taking`.

    Returns:
        What was taken back, and the number of the fact that says so.

    Raises:
        NotFound: there is no such fact.
        Refused: something hangs on it, it has another way back, or the user may not.
    """
    from civtui.model.facts.voiding import Voided

    found = taking(ws, seq, thing)
    if found.refusal is None and ws.automatic.standing():
        ws.write(right=found.right)  # what policies did may rest on it, and then goes along
        found = taking(ws, seq, thing)
    if found.refusal is not None:
        raise found.refusal

    def unchanged(_connection: sqlite3.Connection) -> None:
        now = taking(ws, seq, thing)
        if now.refusal is not None:
            raise now.refusal
        if now.facts != found.facts:
            raise Refused(msg("voiding.overtaken"), value=str(seq), hint=msg("deeds.look-again"))

    try:
        (written,) = ws.write(
            Voided(facts=found.facts), right=found.right, why=why, check=unchanged
        )
    except Unreplayable as error:
        (row,) = facts_of(ws, [error.seq])
        said = msg("voiding.no-replay", seq=row.seq, what=of_row(ws, row))
        raise Refused(said, value=str(seq), hint=way(row)) from error
    ws.__dict__.pop("role", None)
    return found, written


def _refusal(ws: Workspace, found: Taking) -> CivtuiError | None:
    """Return why a deed stays, None where it can go."""
    deed, gone, along = found.deed, found.gone, found.along
    first, kinds = deed[0], {row.kind for row in deed}
    where = {"fact": first.seq}
    role = ws.role
    if role is None or found.right not in RIGHTS[role]:
        return Refused(no_right(ws.user, role, found.right), where=where)
    if (foreign := voids_own_only(ws, first.who, where)) is not None:
        return foreign
    by = _taken_by(ws, deed)
    if by is not None:
        return Refused(msg("voiding.already", by=by), where=where, hint=msg("voiding.again", by=by))
    if not gone and not found.back:
        return _no_change(ws, deed)
    if kinds & NEVER:
        return Refused(msg("voiding.never"), where=where)
    if any(touched_again(ws, row) for row in gone if row.kind in ON_THE_SHEET):
        return Refused(msg("voiding.on-the-sheet"), where=where, hint=msg("voiding.sheet-way"))
    alone = gone and not found.back and all(by_policy(row) for row in gone)
    if alone and (policy := still_done(ws, gone)):
        said = msg("voiding.by-policy", policy=name_of(policy))
        return Refused(said, where=where, hint=msg("voiding.by-policy-way"))
    other = next((row for row in deed if row.kind in VERBS), None)
    if other:
        return of_its_own(ws, other)
    return (
        (needed(ws, gone, along) if gone else None)
        or _closed(ws, gone, found.back)
        or _no_admin(ws, gone, found.back)
        or seats_turned(ws, gone, found.back)
        or places_turned(ws, gone)
        or _logged_anew(ws, found)
        or of_one_out(ws, deed, gone)
        or recorded_anew(ws, deed, gone, found.back)
        or called_again(ws, gone)
        or (_bars(ws, deed, found.back, along) if found.back else None)
    )


def _logged_anew(ws: Workspace, found: Taking) -> CivtuiError | None:
    """Return that an activity would stand twice: it was logged again since it was taken back."""
    since = logged_since(ws, found.deed, found.gone, found.back)
    if since is None:
        return None
    said, seq = since
    hint = msg("voiding.logged-since-way", seq=seq)
    return Refused(said, where={"fact": found.deed[0].seq}, hint=hint)


def _taken_by(ws: Workspace, deed: tuple[Row, ...]) -> int | None:
    """Return by which fact facts last fell; None where they stand."""
    takings = list(takings_of(ws.ledger.connection))
    fallen = dead(takings)
    turned = turns(takings)
    return next((by for row in deed if (by := taken_by(row.seq, fallen, turned))), None)


def _no_change(ws: Workspace, deed: tuple[Row, ...]) -> CivtuiError:
    """Return that taking back does nothing: what it took is void by another one too."""
    own, named = {row.seq for row in deed}, [*deed]
    beside = dead(one for one in takings_of(ws.ledger.connection) if one[0] not in own)
    for row in named:  # which grows: what it took may be takings
        if row.kind == KIND:
            named += facts_of(ws, payload_of(row)["facts"])
    by = next(beside[row.seq] for row in named if row.seq in beside)
    return Refused(
        msg("voiding.no-change", by=by),
        where={"fact": deed[0].seq},
        hint=msg("voiding.restore-first", by=by),
    )


def _bars(
    ws: Workspace, deed: tuple[Row, ...], back: tuple[Row, ...], along: tuple[int, ...]
) -> CivtuiError | None:
    """Return why facts cannot stand again: what they touch stands otherwise than it did then."""
    where = {"fact": deed[0].seq}
    for row, reform in resting_on_reforms(ws, back):  # which never stands again
        said = msg(
            "voiding.rests-on-reform",
            seq=row.seq,
            what=of_row(ws, row),
            by=reform.seq,
            gone=of_row(ws, reform),
        )
        return Refused(said, where=where, hint=msg("voiding.enter-anew"))
    for name in called_alike(ws, back, deed[-1].seq):
        said = msg("voiding.called-alike", name=name)
        return Refused(said, where=where, hint=msg("voiding.alike-way"))
    gone = refuse_emptied(ws, [row.seq for row in back if row.kind == "decided"])
    if gone is not None:
        return gone
    if (emptied := cells_since(ws, back).bar) is not None:
        said = msg("voiding.went-on", seq=emptied.seq, latest=of_row(ws, emptied))
        undone = emptied.kind == "mark-taken-back" and not emptied.why
        return Refused(said, where=where, hint=way_to_redo(ws, emptied) if undone else way(emptied))
    marks = marked(marks_since(ws, back, deed[-1].seq), deed)
    found = difference(ws, deed, back, along) if marks is None else None
    if found is None:
        return marks or needed(ws, deed, along)  # what policies did, on which a person went on
    row, by, again = found
    what = of_row(ws, row)
    if by is not None:
        said = msg("voiding.void-since", seq=row.seq, what=what, by=by)
        return Refused(said, where=where, hint=msg("voiding.restore-first", by=by))
    said = msg("voiding.stands-since" if again else "voiding.went-on", seq=row.seq, latest=what)
    return Refused(said, where=where, hint=way(row))


def _closed(ws: Workspace, gone: tuple[Row, ...], back: tuple[Row, ...]) -> CivtuiError | None:
    """Return that a round, or a judge's sheet, takes no changes.

    What was put there wrongly is taken out where the judge may mark no more too; where it would
    stand again, the judge must still be one who may.
    """
    for row in (*gone, *back):
        if row.kind not in IN_A_ROUND:
            continue
        p = payload_of(row)
        try:
            still_open(p["round"])(ws.ledger.connection)
            if row.kind == "marks-imported" or row.kind in ON_THE_SHEET:
                cells = p.get("rows") or [(p["subject"], p["item"], p["assessor"], "", None)]
                if row in back:
                    admits_all(p["round"], cells)(ws.ledger.connection)
                for judge in sorted({cell[2] for cell in cells}):
                    takes_marks(p["round"], judge)(ws.ledger.connection)
        except CivtuiError as error:
            return error
    return None


def _no_admin(ws: Workspace, gone: tuple[Row, ...], back: tuple[Row, ...]) -> CivtuiError | None:
    """Return that nobody would be left who may set users, or that the acting user no longer may.

    A taking back that is taken back brings users again, also where none are now: then everybody is
    admin, and whoever restores another's role alone would lose all rights of their own.
    """
    turned = {row.seq for row in (*gone, *back) if row.kind == "user-set"}
    if not turned:
        return None
    stay = [(s, p) for s, p in queries.rows(ws.ledger, "voiding", "users") if s not in turned]
    stay += [(row.seq, row.payload) for row in back if row.kind == "user-set"]
    roles: dict[str, str | None] = {}
    for _seq, payload in sorted(stay):
        p = json.loads(payload)
        roles[p["user"]] = p["role"]
    said = whose_rights(ws, {user: role for user, role in roles.items() if role})
    if said is None:
        return None
    where = {"fact": min(row.seq for row in (*gone, *back))}
    hint = msg("workspace.admin-first") if leaves_nobody(said) else _own_way(ws, turned)
    return Refused(said, where=where, hint=hint)


def _own_way(ws: Workspace, turned: set[int]) -> Message:
    """Return how the acting user keeps the right to set users when users turn.

    Args:
        turned: the numbers of the facts that stand otherwise after it.
    """
    takings = list(takings_of(ws.ledger.connection))
    fallen, turns_of = dead(takings), turns(takings)
    for row in reversed(facts_of(ws, fallen.keys() - turned)):
        p = payload_of(row) if row.kind == "user-set" else {}
        by = taken_by(row.seq, fallen, turns_of)
        if by and p.get("user") == ws.user and p["role"] == Role.ADMIN.value:
            return msg("voiding.restore-first", by=by)
    if not user_rows(ws):
        return msg("voiding.own-role-first", user=ws.user)
    return msg("workspace.own-role-way", user=ws.user)
