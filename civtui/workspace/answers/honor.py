"""`honor`: titles begin, are kept, end and come back; who held what on a day, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from civtui.locale import render, t
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.answers import Answer, plain, said
from civtui.workspace.lists.cells import printed
from civtui.workspace.reading.names import act_called
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, endings, grants
from civtui.workspace.titles.acts_on_titles import by_answer, taken_by
from civtui.workspace.titles.grants import Outcome
from civtui.workspace.titles.holders import holder_ids, holds, honor_of, names_of


def list_(ws: Workspace, *, on: date | None, honor: str | None) -> Answer:
    """Answer with the titles held on a day."""
    from civtui.workspace.titles.honors import held_on

    rows = held_on(ws, on or ws.today(), honor)
    return Answer(rows, lambda: printed(ws, "titles", rows))


def timeline(ws: Workspace, *, holder: str) -> Answer:
    """Answer with every event of a holder's titles, and by whose word."""
    from civtui.workspace.titles.record import Event, Reply, called, life_of
    from civtui.workspace.titles.reform_rows import reform_rows

    found = life_of(ws, holder)
    reforms = {row.seq: row.id for row in reform_rows(ws)}
    said_as = called(ws, found.events)

    def source(event: Event) -> str:
        if reform := reforms.get(event.seq):  # it may be without a document
            return event.document or t("cli_titles.by-reform", reform=reform)
        return event.decision or event.document or t("cli.opening-balance")

    def lines() -> Iterator[str]:
        for old, until in found.names:
            yield t("cli_titles.former-name", name=old, until=until)
        for parent, form, day in found.parents:
            came, of = t(f"cli_titles.form-{form}"), names_of(ws, [parent])[0]
            yield t("cli_titles.came-from", parent=of, day=day, form=came)
        for (parent, day), offices in found.offices.items():
            of = names_of(ws, [parent])[0]
            yield t("cli_titles.offices-came", offices=offices, parent=of, day=day)
        for e in both:
            who = "" if e.holder == found.holder else f"  ({names_of(ws, [e.holder])[0]})"
            if isinstance(e, Reply):
                yield f"{e.day}  {t(f'cli_titles.event-{e.event}')}  {e.decision}{who}"
                continue
            what = t(f"cli_titles.event-{said_as[e.seq, e.holder, e.honor]}")
            yield f"{e.day}  {what}  {t('cli.honor-' + e.honor)}  {source(e)}{who}"

    both: list[Event | Reply] = [*found.events, *found.answers]
    both.sort(key=lambda e: (e.day, e.seq, e.holder))
    return Answer([plain(event) for event in both], lines)


def _outcome(ws: Workspace, outcome: Outcome, key: str) -> Answer:
    def lines() -> Iterator[str]:
        honor_name = t(f"cli.honor-{outcome.honor}") if outcome.honor else ""
        new = [one for one in outcome.holders if one not in outcome.kept]
        for said_as, whom in ((key, new), ("kept", outcome.kept)):
            if whom:
                yield t(f"cli_titles.{said_as}", honor=honor_name, holders=names_of(ws, whom))
        if outcome.until:
            yield t("cli_titles.until", day=outcome.until)
        yield from said(outcome.notes, outcome.policies)

    document = plain(outcome)
    document["policies"] = [{"id": i, "choice": c} for i, c in outcome.policies]
    for own in ("terms", "kept"):
        if not document[own]:
            del document[own]
    return Answer(document, lines)


def grant(
    ws: Workspace,
    *,
    honor: str,
    holders: Sequence[str],
    decision: str,
    document: str,
    until: date | None,
    on: date | None,
) -> Answer:
    """Grant a title by the decision on record."""
    done = grants.grant(ws, honor, holders, decision, document=document, until=until, on=on)
    return _outcome(ws, done, "granted")


def keep(
    ws: Workspace,
    *,
    honor: str,
    holders: Sequence[str],
    decision: str,
    document: str,
    until: date | None,
    on: date | None,
) -> Answer:
    """Keep titles on review."""
    done = grants.keep(ws, honor, holders, decision, document=document, until=until, on=on)
    return _outcome(ws, done, "kept")


def end(
    ws: Workspace,
    *,
    honor: str,
    holders: Sequence[str],
    cause: str,
    decision: str,
    on: date | None,
) -> Answer:
    """End titles by a decision."""
    return _outcome(ws, endings.end(ws, honor, holders, cause, decision, on=on), cause)


def may_end(ws: Workspace, holder: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why nothing of a holder can end or be kept: it holds no title."""
    from civtui.workspace.titles.honors import HONORS

    held = any(holds(ws, holder, honor) for honor in HONORS)
    return None if held else msg("titles.not-held-by")


def may_restore(ws: Workspace, holder: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why nothing comes back to a holder: it lost no title."""
    from civtui.workspace.titles.endings import lost
    from civtui.workspace.titles.honors import HONORS

    return None if any(lost(ws, holder, honor) for honor in HONORS) else msg("titles.lost-none")


def may_appeal(ws: Workspace, agency: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an agency has nothing to appeal against."""
    return appeals.may_appeal(ws, agency)


def restore(
    ws: Workspace, *, honor: str, holders: Sequence[str], decision: str, on: date | None
) -> Answer:
    """Give back titles that were taken away."""
    return _outcome(ws, endings.restore(ws, honor, holders, decision, on=on), "restored")


def _will(ws: Workspace, values: Mapping[str, Any], what: str, whom: Sequence[str] = ()) -> Message:
    """Return the sentence that says what happens to the titles of whom, from which day.

    Args:
        whom: ids of those of the form's holders that it happens to; all where none is named.
    """
    holders = list(whom) or holder_ids(ws, values["holders"])
    return msg(
        f"verbs/honor.will-{what}",
        honor=msg(f"cli.honor-{honor_of(values['honor'])}"),
        count=len(holders),
        holders=names_of(ws, holders),
        decision=values["decision"],
        day=values["on"] or ws.today(),
    )


def will_grant(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which title begins, of whom, by which decision, and whose goes on by it."""
    holders = holder_ids(ws, values["holders"])
    kept = [one for one in holders if holds(ws, one, honor_of(values["honor"]))]
    new = [one for one in holders if one not in kept]
    if not kept:
        return _will(ws, values, "grant", new)
    keep = _will(ws, values, "keep", kept)
    will = _will(ws, values, "grant", new) if new else None
    return msg("verbs/honor.will-with", will=will, terms=[keep]) if will else keep


def will_keep(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which title is kept, of whom, by which decision, and whose ends sooner by it."""
    will, holders = _will(ws, values, "keep"), holder_ids(ws, values["holders"])
    said = grants.shortened(ws, values["honor"], holders, values["until"])
    return msg("verbs/honor.will-with", will=will, terms=said) if said else will


def will_end(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which title ends, of whom, by which decision."""
    return _will(ws, values, values["cause"])


def will_restore(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which title comes back, to whom, by which decision, and with which term."""
    from civtui.workspace.titles.terms_back import terms_back, terms_said

    will, day = _will(ws, values, "restore"), values["on"] or ws.today()
    holders = holder_ids(ws, values["holders"])
    said = terms_said(ws, terms_back(ws, values["honor"], holders, day), day)
    return msg("verbs/honor.will-with", will=will, terms=said) if said else will


def appeal(
    ws: Workspace, *, agency: str, decision: str, answer: str | None, on: date | None
) -> Answer:
    """Record an appeal against a delisting, or its answer."""
    if answer:
        done = appeals.answer_appeal(ws, agency, decision, answer, on=on)
        return _outcome(ws, done, "appeal-answered")
    return _outcome(ws, appeals.appeal(ws, agency, decision, on=on), "appealed")


def will_appeal(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say against which decision an agency appeals, or by which its appeal is answered."""
    agency = find_agency(ws, values["agency"]).name
    if values["answer"]:
        return _will_answer(ws, agency, values)
    return msg(
        "verbs/honor.will-appeal", agency=agency, act=act_called(values["decision"], amid=True)
    )


def _will_answer(ws: Workspace, agency: str, values: Mapping[str, Any]) -> Message:
    """Say what the answer to an appeal says, and which titles come back or end by it."""
    from civtui.workspace.titles.decided import decision_row

    holder = holder_ids(ws, [values["agency"]])[0]
    upheld = decision_row(ws, values["answer"]).outcome == "approved"
    touched = by_answer(ws, holder, values["decision"], upheld=upheld)
    back = [one for one in touched.titles if upheld and not holds(ws, holder, one)]
    taken = taken_by(ws, holder, values["decision"])
    held = [one for one in grants.by_appeal_alone(ws, holder) if one in (*taken, *touched.titles)]
    ending = "-alone" if not back and not held else "-kept" if upheld and not back else ""
    honors = [msg(f"rules.honor-{honor}") for honor in back or held]
    key = f"verbs/honor.will-{'uphold' if upheld else 'reject'}{ending}"
    will = msg(key, agency=agency, decision=values["answer"], honors=honors)
    stays = appeals.stays_said(touched)
    return msg("verbs/honor.will-with", will=will, terms=stays) if stays else will


def correct(
    ws: Workspace, *, honor: str, holder: str, given: Mapping[str, Any], why: str
) -> Answer:
    """Correct a title that was taken in wrongly at the start."""
    from civtui.verbs import verb_of
    from civtui.workspace.performing.performing import read, titled
    from civtui.workspace.titles.opening_titles import correct_title

    verb = verb_of("honor.correct")
    tier = verb.field("tier")
    if tier is not None and given.get("tier"):
        given = {**given, "tier": read(titled(verb, tier), given["tier"])}
    changes = correct_title(ws, honor, holder, given, why=why)

    def lines() -> Iterator[str]:
        for change in changes:
            was, now = (_stood(ws, change[side]) for side in ("was", "now"))
            yield t("cli_titles.title-corrected", was=was, now=now)

    return Answer({"changes": changes}, lines)


def _stood(ws: Workspace, state: Mapping[str, Any] | None) -> str:
    """Return an opening title in a line: whose, which, since when."""
    if state is None:
        return t("cli.honor-none")
    until = f" – {state['until']}" if state["until"] else ""
    name = names_of(ws, [state["holder"]])[0]
    return f"{name} {t('cli.honor-' + state['honor'])} {state['since']}{until}"


def may_correct(ws: Workspace, holder: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why nothing of a holder can be corrected: no title of it was taken in at the start."""
    from civtui.workspace.titles.opening_titles import nothing_opened

    return nothing_opened(ws, holder)


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: the highest title taken in at the start."""
    from civtui.workspace.titles.opening_titles import opened_titles

    found = opened_titles(ws, values["holder"]) if values.get("holder") else []
    named = [title for title in found if title.honor == values.get("honor")] or found
    if not named:
        return {}
    title = named[0]
    return {
        "honor": title.honor,
        "since": title.since,
        "until": title.until or "",
        "tier": title.honor,
        "to": title.holder,
    }


def veto(ws: Workspace, *, agency: str, event: str, months: int | None, on: date | None) -> Answer:
    """Record a serious event that bars an agency for a window of months."""
    from civtui.workspace.titles import card_steps

    ends = card_steps.veto(ws, agency, event, months=months, on=on)
    document = {"agency": agency, "event": event, "ends": ends.isoformat()}
    return Answer(document, lambda: [t("titles.veto-until", ends=ends)])


def will_veto(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say whom an event bars, and until when."""
    from civtui.workspace.titles import card_steps

    return msg(
        "verbs/honor.will-veto",
        agency=find_agency(ws, values["agency"]).name,
        event=values["event"],
        ends=card_steps.veto_end(ws, values["on"] or ws.today(), values["months"]),
    )


def circular(ws: Workspace, *, year: int) -> Answer:
    """Answer with the yearly review: kept, re-recognized, restored, revoked, carded, ended."""
    from civtui.workspace.titles.record import circular as review

    found = review(ws, year)

    def lines() -> Iterator[str]:
        for heading, rows in found.told().items():
            yield t(f"cli_titles.heading-{heading}", count=len(rows))
            for row in rows:
                kind = t(f"cli.honor-{row['honor']}") if row.get("honor") else row["card"]
                yield f"    {row['day']}  {row['name']}  {kind}  {row['decision'] or ''}"

    return Answer(found.document(), lines)


def due(ws: Workspace, *, days: int, on: date | None) -> Answer:
    """Answer with what is due: cards, notices, sittings, terms, bars that end."""
    from civtui.workspace.overview.due import due_then

    rows, untold = due_then(ws, days=days, on=on)

    def lines() -> Iterator[str]:
        yield from printed(ws, "cards", rows)
        if on and on < ws.today():
            yield t("cli_titles.due-then", on=on)
        if untold:
            yield t("cli_titles.due-untold", on=on, count=untold)

    return Answer(rows, lines)


def rung(ws: Workspace, *, agency: str, on: date | None) -> Answer:
    """Answer with an agency's next rung and the shortest way to it."""
    from civtui.workspace.titles.next_title import bars_of
    from civtui.workspace.titles.next_title import rung as next_rung

    found = next_rung(ws, agency, on)
    document = plain(found)
    document["answer"] = found.answer.document() if found.answer else None

    def lines() -> Iterator[str]:
        yield found.agency.name
        if found.answer is None:
            yield t("cli_titles.at-the-top")
        else:
            verdict = t(f"cli_eligibility.eligible-{found.answer.eligible}")
            yield t("cli_titles.next-rung", honor=t(f"cli.honor-{found.tier}"), verdict=verdict)
            yield from (f"    {render(bar)}" for bar in bars_of(ws, found, on))
            yield from (f"    → {render(m.text)}" for m in found.answer.missing)
        for key, offices in (("civilized", found.offices), ("model", found.models)):
            for office in offices or ():
                yield t(f"cli_titles.near-{key}", name=office.name, total=office.total or "—")
        yield from (f"    {d.on}  {render(d.why)}" for d in found.dates)

    return Answer(document, lines)
