"""Titles that were taken in at the start, by an import or by hand, corrected: day, honor, holder.

No decision stands behind such a title, so a mistake in it is put right by a fact of its own. What
later facts rest on stays true: a title that was reviewed, that a card was given over or that was
built upon keeps what they rest on, and the refusal names the latest of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model import reading
from civtui.model.errors import BadInput, Refused
from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.days import hold_come
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import AGENCY_HONORS, holder_id, honor_of, names_of

if TYPE_CHECKING:
    from civtui.model.facts.registry import TitleCorrected

MODEL, CIVILIZED = OFFICE_HONORS = ("model-office", "civilized-office")
NONE = "none"  # in the place of an honor: the holder never had it
OF_CARDS = frozenset({"carded", "card-ended"})
OF_HOLDERS = frozenset({"granted", "withdrawn", "renewed", "restored"})


class Opened(NamedTuple):
    """An opening title as it stands; days are ISO texts.

    Args:
        kept: a review has kept it, so its term is the review's.
    """

    holder: str
    honor: str
    since: str
    until: str | None
    ended: str | None = None
    kept: bool = False

    def state(self) -> dict[str, Any]:
        """Return what a correction says of it."""
        return {
            "holder": self.holder,
            "honor": self.honor,
            "since": self.since,
            "until": self.until,
        }


def opened_titles(ws: Workspace, holder: str) -> list[Opened]:
    """Return the opening titles of a holder, the highest first.

    Args:
        holder: its id.
    """
    rows = queries.rows(ws.ledger, "titles", "opened-of", (holder,))
    return [
        Opened(holder, honor, since, until, ended, bool(kept))
        for honor, since, until, ended, kept in rows
    ]


def opened_title(ws: Workspace, holder: str, honor: str) -> Opened:
    """Return an opening title.

    Raises:
        Refused: the holder has none of this honor: it began by a decision, or never.
    """
    for title in opened_titles(ws, holder):
        if title.honor == honor:
            return title
    away = _corrected_away(ws, holder, honor)
    if away is not None:
        from civtui.workspace.fact_words import of_row

        raise Refused(
            msg("titles.corrected-away", seq=away.seq, what=of_row(ws, away)),
            where={"rule": "opening"},
            value=names_of(ws, [holder])[0],
            hint=msg("titles.way-correction", seq=away.seq),
        )
    raise Refused(
        msg("titles.not-opened"),
        where={"rule": "opening"},
        value=names_of(ws, [holder])[0],
        hint=msg("titles.way-by-decision"),
    )


def _corrected_away(ws: Workspace, holder: str, honor: str) -> Row | None:
    """Return the correction by which an opening title is another, or never was."""
    from civtui.workspace.voiding.dependents import payload_of

    standing = queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": 0})
    for row in reversed([*map(Row._make, standing)]):
        for one in payload_of(row)["changes"] if row.kind == "title-corrected" else ():
            was, now = one["was"] or {}, one["now"] or {}
            if (was.get("holder"), was.get("honor")) == (holder, honor) and (
                (now.get("holder"), now.get("honor")) != (holder, honor)
            ):
                return row
    return None


def correct_title(
    ws: Workspace, honor: str, holder: str, given: Mapping[str, Any], *, why: str
) -> list[dict[str, Any]]:
    """Correct an opening title and return what changed: title by title, what stood and stands.

    Args:
        given: `since`, `until`, `tier` (an honor, or `none` where it never was) and `to` (whose it
            is) -> what was typed; what is not given stays.
        why: the reason, in a person's words.

    Raises:
        NotFound: nobody answers to a name.
        BadInput: a value is not what its field takes, or nothing would change.
        Refused: there is no such opening title, or something later rests on it.
    """
    ws.require(Right.KEEP)
    title = opened_title(ws, holder_id(ws, holder), honor_of(honor))
    body = _planned(ws, title, given)

    def unchanged(_connection: sqlite3.Connection) -> None:
        if _planned(ws, opened_title(ws, title.holder, title.honor), given) != body:
            raise Refused(
                msg("titles.changed-meanwhile"),
                where={"rule": "opening"},
                hint=msg("titles.way-again"),
            )

    ws.write(body, right=Right.KEEP, why=reason(why), check=unchanged)
    found: list[dict[str, Any]] = body.model_dump(mode="json")["changes"]
    return found


def _planned(ws: Workspace, title: Opened, given: Mapping[str, Any]) -> TitleCorrected:
    """Return the fact that corrects a title.

    Raises:
        CivtuiError: as `correct_title`.
    """
    from civtui.model.facts.registry import TitleCorrected

    new = _read(ws, title, given)
    if new == title:
        raise BadInput(msg("building.nothing-changes"), value=title.honor)
    whose_or_which = new is None or (new.holder, new.honor) != (title.holder, title.honor)
    later = list(_resting(ws, title))
    if whose_or_which:
        _refuse_resting(ws, title, new, later)
    elif new is not None:
        _refuse_days(ws, title, new, later)
    changes = _with_companion(ws, title, new)
    for _, now in changes:
        if now is not None:
            _refuse_taken(ws, now, {was for was, _ in changes if was})
    return TitleCorrected.model_validate(
        {
            "changes": [
                {"was": was and was.state(), "now": now and now.state()} for was, now in changes
            ]
        }
    )


def _read(ws: Workspace, title: Opened, given: Mapping[str, Any]) -> Opened | None:
    """Return the title as it should stand, None where it should not."""
    new = title
    if "since" in given:
        since = _day(given["since"], "since")
        if not since:
            raise _fault(
                BadInput(
                    msg("building.not-empty"),
                    where={"key": "since"},
                    named={"key": msg("verbs/honor.honor.correct.since")},
                ),
                "since",
            )
        hold_come(date.fromisoformat(since), ws.today(), "since")
        new = new._replace(since=since)
    if "until" in given:
        new = new._replace(until=_day(given["until"], "until") or None)
    if new.until and new.until < new.since:
        raise _fault(
            BadInput(msg("exchange.term-reversed"), value=new.until, allowed=f"≥ {new.since}"),
            "until",
        )
    if given.get("to"):
        new = new._replace(holder=holder_id(ws, str(given["to"])))
    if given.get("tier") == NONE:
        return None
    if given.get("tier"):
        new = new._replace(honor=honor_of(str(given["tier"])))
    agencys = queries.one(ws.ledger, "titles", "agency-of", (new.holder,)) is None
    if agencys != (new.honor in AGENCY_HONORS):
        allowed = AGENCY_HONORS if agencys else OFFICE_HONORS
        raise _fault(
            BadInput(msg("titles.other-kind-of-holder"), value=new.honor, allowed=list(allowed)),
            "tier" if given.get("tier") else "to",
        )
    return new


def _day(value: Any, id_: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").strip()
    if not text:
        return ""
    title = msg("verbs.field-until" if id_ == "until" else f"verbs/honor.honor.correct.{id_}")
    return str(reading.read(Field(id_, title, "date", ends=id_ == "until"), text))


def _fault(error: BadInput, field: str) -> BadInput:
    error.field = field
    return error


# --- what later facts rest on ---


def _resting(ws: Workspace, title: Opened) -> Iterator[Row]:
    """Yield the facts that rest on a title: on it, or on what its holder built upon it."""
    from civtui.workspace.voiding.courses import course
    from civtui.workspace.voiding.dependents import courses, payload_of, things_of

    alike = AGENCY_HONORS if title.honor in AGENCY_HONORS else OFFICE_HONORS
    own = {course(title.holder, honor) for honor in alike}
    known = courses(ws)
    for row in map(
        Row._make, queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": 0})
    ):
        if row.kind in ("registered", "title-corrected"):
            continue
        p = payload_of(row)
        if row.kind == "decided":
            rests = title.holder in p["subjects"] and p["honor"] in alike
        elif row.kind == "reformed":
            rests = any(title.holder in (one["holder"], one["heir"]) for one in p["titles"])
        elif row.kind == "round-opened":
            rests = p.get("scope") == "model-candidates" and title.holder in p["subjects"]
        elif row.kind in OF_CARDS:
            rests = title.holder == p.get("agency") or title.holder == _carded(ws, p["card"])
        else:
            rests = bool(things_of(row, known).about & own)
        if rests:
            yield row


def _carded(ws: Workspace, card: str) -> str:
    row = queries.one(ws.ledger, "words", "card", (card,))
    return str(row[0]) if row else ""


def _rests(ws: Workspace, rows: list[Row], key: str, **values: Any) -> Refused:
    from civtui.workspace.voiding.by_policy import by_policy
    from civtui.workspace.voiding.said import resting

    last = rows[-1]
    latest, way = resting(ws, last)
    said = msg(key, count=len(rows), seq=last.seq, latest=latest, **values)
    hint = way if by_policy(last) else msg("titles.way-void-later")
    return Refused(said, where={"rule": "rests"}, hint=hint)


def _refuse_resting(ws: Workspace, title: Opened, new: Opened | None, later: list[Row]) -> None:
    """Refuse another honor or holder, or none, where something later was done with this title.

    A card stays true under another honor: it was given to the agency, whatever it holds.
    """
    if new is not None and new.holder == title.holder:
        later = [row for row in later if row.kind not in OF_CARDS]
    if later:
        raise _rests(ws, later, "titles.opening-rests")


def _refuse_days(ws: Workspace, title: Opened, new: Opened, later: list[Row]) -> None:
    """Refuse a first day after what was done with a title, and a term that a review has set."""
    before = [row for row in later if row.effective < new.since]
    if before:
        raise _rests(ws, before, "titles.opening-later", since=new.since)
    if new.until != title.until and (title.kept or title.ended):
        own = [row for row in later if row.kind in OF_HOLDERS or row.kind == "result-received"]
        raise _rests(ws, own or later, "titles.opening-term")
    if title.ended and new.since > title.ended:
        raise _rests(ws, later, "titles.opening-later", since=new.since)


# --- a model office is a civilized office ---

Changes = list[tuple[Opened | None, Opened | None]]


def _with_companion(ws: Workspace, title: Opened, new: Opened | None) -> Changes:
    """Return what changes, the civilized title of a model office with it.

    The two came with one word of a registry: where they began on one day they go together.

    Raises:
        Refused: a model office would be left that is no civilized one, or was none yet.
    """
    pair = {one.honor: one for one in opened_titles(ws, title.holder) if not one.ended}
    if title.honor == CIVILIZED:
        return _of_civilized(title, new, pair.get(MODEL))
    if title.honor == MODEL and CIVILIZED in pair:
        return _of_model(ws, title, new, pair[CIVILIZED])
    return [(title, new)]


def _of_civilized(title: Opened, new: Opened | None, model: Opened | None) -> Changes:
    if new is not None and new.honor == MODEL:  # it is both: the civilized one stays
        along = _along(title, title, new)
        return [(None, new), *([(title, along)] if along != title else [])]
    if model is not None and (new is None or new.holder != title.holder or new.since > model.since):
        raise Refused(
            msg("titles.model-needs-it", since=model.since),
            where={"rule": "rests"},
            hint=msg("titles.way-model-first"),
        )
    return [(title, new)]


def _of_model(ws: Workspace, title: Opened, new: Opened | None, civilized: Opened) -> Changes:
    together = civilized.since == title.since
    if not together:
        if new is not None and new.honor == CIVILIZED and new.holder == title.holder:
            return [(title, None)]
        if new is not None and new.since < civilized.since:
            raise Refused(
                msg("titles.model-before", since=civilized.since),
                where={"rule": "rests"},
                hint=msg("titles.way-civilized-first"),
            )
        return [(title, new)]
    if new is None:
        return [(title, None), (civilized, None)]
    along = _along(civilized, title, new)
    if new.holder != title.holder and _held(ws, along):
        return [(title, None if new.honor == CIVILIZED else new), (civilized, None)]
    own = [(civilized, along)] if along != civilized else []
    return [(title, None if new.honor == CIVILIZED else new), *own]


def _along(civilized: Opened, title: Opened, new: Opened) -> Opened:
    """Return a civilized title as it stands once the title that it came with is corrected."""
    term = civilized.until == title.until and not civilized.kept
    return civilized._replace(
        holder=new.holder, since=new.since, until=new.until if term else civilized.until
    )


def _held(ws: Workspace, title: Opened) -> list[str]:
    """Return since when a holder has, or had, titles of an honor."""
    params = (title.holder, title.honor)
    return [str(row[0]) for row in queries.rows(ws.ledger, "titles", "titles-alike", params)]


def _refuse_taken(ws: Workspace, now: Opened, going: set[Opened]) -> None:
    """Refuse a title that its holder has or had; one that goes with the correction is none."""
    own = {one.since for one in going if (one.holder, one.honor) == (now.holder, now.honor)}
    if set(_held(ws, now)) - own:
        raise Refused(
            msg("titles.opening-taken"),
            where={"rule": "held"},
            value=names_of(ws, [now.holder])[0],
            hint=msg("titles.way-timeline"),
        )


def nothing_opened(ws: Workspace, holder: str) -> Message | None:
    """Return that a holder has no opening title, None where it has one."""
    return None if opened_titles(ws, holder) else msg("titles.none-opened")
