"""What a reference may point to among titles: honors, decisions, sittings, applications, cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from civtui.ledger import queries
from civtui.locale import render, t
from civtui.model.text import Lang, msg
from civtui.workspace.finding.places import Place
from civtui.workspace.references import units
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace


def honors(ws: Workspace, values: Values) -> list[Place]:
    """Return the honors; where agencies alone, or offices alone, are named, those of their kind."""
    from civtui.workspace.titles.holders import AGENCY_HONORS
    from civtui.workspace.titles.honors import HONORS

    whom = _named(values)
    kinds = {not id_.startswith("o-") for id_ in whom} or {True, False}
    return [
        Place("honor", id_, t(f"cli.honor-{id_}"), tuple(_in_both(f"cli.honor-{id_}")))
        for id_ in HONORS
        if (id_ in AGENCY_HONORS) in kinds
    ]


def _in_both(key: str) -> set[str]:
    """Return a word in both languages: either is understood, whatever is shown."""
    return {render(msg(key), lang) for lang in get_args(Lang)}


def _named(values: Values) -> set[str]:
    """Return the ids of those whom other fields name already."""
    many = [*(values.get("holders") or ()), *(values.get("subjects") or ())]
    found = {values.get("agency"), values.get("holder"), *many} - {None, ""}
    return {str(id_) for id_ in found if str(id_).startswith(("a-", "o-"))}


def tiers(ws: Workspace, values: Values) -> list[Place]:
    """Return the honors of agencies, which are applied for."""
    from civtui.rules.gates import TIERS

    return [place for place in honors(ws, values) if place.id in TIERS]


def _whose(ws: Workspace) -> dict[str, tuple[str, ...]]:
    """Return every way to name an agency, by its id: its own things answer to it too."""
    from civtui.workspace.agencies.agencies import agency_rows

    return {r.id: (r.id, *(name for name in (r.short, r.name) if name)) for r in agency_rows(ws)}


def cards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.card_board import card_rows

    whose = _whose(ws)
    return [
        Place(
            "card",
            r.id,
            f"{r.agency_name} {r.cause}",
            whose.get(r.agency, (r.agency, r.agency_name)),
            t(f"cli.card-{r.stage}"),
        )
        for r in card_rows(ws)
    ]


def cards_to_put(ws: Workspace, values: Values) -> list[Place]:
    """Return the open cards that a matter about some agencies can be about."""
    from civtui.workspace.titles.cards_named import ENDS_OF_CARDS
    from civtui.workspace.titles.cards_put import fitting

    whom, matter = values.get("holders") or (), str(values.get("matter") or "")
    if matter not in ENDS_OF_CARDS:
        return []
    fit = {card for one in whom for card in fitting(ws, matter, str(one), ws.today())}
    return [place for place in cards(ws, values) if place.id in fit]


def _acts(ws: Workspace, agency: object) -> Iterator[Place]:
    """Yield what policies delisted an agency by: it stands where a decision does."""
    for act, holder, day in queries.rows(ws.ledger, "titles", "policy-delistings"):
        if holder == agency:
            yield Place(
                "decision", act, t("facts.by-policy", policy=act.partition(":")[2]), (), day
            )


def decisions(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.decided import decision_rows
    from civtui.workspace.titles.holders import names_of

    rows = decision_rows(ws)
    whom = {values.get("agency"), values.get("holder"), *(values.get("holders") or ())}
    own = [r for r in rows if whom & set(r.subjects)]
    return [*_acts(ws, values.get("agency"))] + [
        Place(
            "decision",
            r.id,
            f"{t('titles.matter-' + r.matter)} {render(names_of(ws, r.subjects))}",
            (),
            r.decided,
        )
        for r in own or rows
    ]


def waiting(matter: str, ws: Workspace, values: Values) -> list[Place]:
    """Return the decisions on a matter that wait, for those whom the other fields name."""
    from civtui.workspace.performing.carried_by import fitting

    return [
        Place(
            "decision",
            one.decision,
            " ".join([t(f"cli.honor-{one.honor}")] * bool(one.honor) + ["、".join(one.names)]),
            (),
            one.day,
        )
        for one in fitting(ws, matter, values)
    ]


def appealed(ws: Workspace, values: Values) -> list[Place]:
    """Return what an agency may appeal against."""
    from civtui.workspace.titles.appeals import delisting_acts

    acts = delisting_acts(ws, str(values.get("agency") or ""))
    return [place for place in decisions(ws, values) if place.id in acts]


def answers(ws: Workspace, values: Values) -> list[Place]:
    """Return the decisions on an agency's appeal."""
    from civtui.workspace.titles.decided import decision_rows

    on_appeals = {row.id for row in decision_rows(ws) if row.matter == "appeal"}
    return [place for place in decisions(ws, values) if place.id in on_appeals]


def sittings(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.reading.names import Names
    from civtui.workspace.titles.sittings import sitting_rows

    names = Names(ws)
    return [Place("sitting", s.id, render(names.sitting(s.id)), (s.id,)) for s in sitting_rows(ws)]


def agenda(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.sittings import sitting_row

    if not values.get("sitting"):
        return []
    return [
        Place(
            "agenda",
            i.item,
            i.title or t(f"titles.matter-{i.matter}"),
            (),
            t(f"tui.short-{i.honor}") if i.honor else "",
        )
        for i in sitting_row(ws, values["sitting"]).agenda
    ]


def agenda_subjects(ws: Workspace, values: Values) -> list[Place]:
    """Return the holders that an item of an agenda is about."""
    from civtui.workspace.titles.agenda_after_reform import with_heirs
    from civtui.workspace.titles.sittings import sitting_row

    if not (values.get("sitting") and values.get("item")):
        return units.holders(ws, values)
    row = sitting_row(ws, values["sitting"])
    items = [with_heirs(ws, row, i) for i in row.agenda if i.item == values["item"]]
    ids = {subject for item in items for subject in item.subjects}
    return [place for place in units.holders(ws, values) if place.id in ids]


def bodies(ws: Workspace, values: Values) -> list[Place]:
    """Return who may be called together: the guidance group, or the party group of an agency."""
    group = Place("body", "guidance-group", t("rules.body-guidance-group"))
    return [
        group,
        *(
            Place(
                "body",
                one.id,
                t("cli_titles.body-inside", agency=one.name),
                (one.name, *one.also),
                one.under,
            )
            for one in units.agencies(ws, {})
        ),
    ]


def awaiting(ws: Workspace, values: Values) -> list[Place]:
    """Return what waits for the decision of a body, written as an item of an agenda.

    All that wait by one matter are one item; each of them alone may be chosen as well. Behind them
    stands, for the guidance group, what it has not decided on that names no holder.
    """
    from civtui.workspace.titles.agenda_words import item_about
    from civtui.workspace.titles.awaiting import awaiting as waits
    from civtui.workspace.titles.cards_named import agencies_of, several_open
    from civtui.workspace.titles.sittings import Item, text_of

    body = str(values.get("body") or "")
    found = []
    for one in waits(ws, "" if body == "guidance-group" else body):
        honor = t(f"cli.honor-{one.honor}") if one.honor else ""
        every = one.cards or one.holders
        alone = [(id_,) for id_ in every] if len(every) > 1 else []
        for about in (every, *alone):
            whose = agencies_of(ws, about) if one.cards else about
            cards = tuple(c for c in about if one.cards and several_open(ws, c))
            item = Item("", one.matter, one.honor, whose, "", (), cards=cards)
            text = text_of(item._replace(subjects=() if len(about) == 1 and cards else whose))
            names = t("common.joint").join(item_about(ws, item))
            said = t("cli_titles.awaiting", matter=t(f"titles.matter-{one.matter}"), names=names)
            found.append(Place("awaiting", text, said, (), honor))
    if body in ("", "guidance-group"):
        found += _about_nobody(ws)
    return found


def _about_nobody(ws: Workspace) -> Iterator[Place]:
    """Yield the year's plan, the standards and the city's ended rounds that no agenda has yet."""
    from civtui.workspace.rounds.rounds import round_rows
    from civtui.workspace.rounds.standards import standard_titles
    from civtui.workspace.titles.sittings import Item, sitting_rows, text_of

    year = str(ws.today().year)
    plan = t("cli_titles.plan-of-year", year=year)
    standards = [render(one.title) for one in standard_titles(ws) if not one.overlay]
    ended = [r.name for r in round_rows(ws) if r.agency is None and (r.closed or "")[:4] == year]
    stood = {(item.matter, item.title) for row in sitting_rows(ws) for item in row.agenda}
    titles = [
        ("plan", plan),
        *(("standard", s) for s in standards),
        *(("result", r) for r in ended),
    ]
    for matter, title in titles:
        if (matter, title) not in stood:
            text = text_of(Item("", matter, None, (), title, ()))
            said = t("cli_titles.awaiting", matter=t(f"titles.matter-{matter}"), names=title)
            yield Place("awaiting", text, said)


def members(ws: Workspace, values: Values) -> list[Place]:
    """Return the members that have a seat; of a sitting that was held, those who were there.

    Who sits in an agency's party group is its own to keep: nobody is listed.
    """
    from civtui.workspace.titles.seats import member_rows
    from civtui.workspace.titles.sittings import sitting_rows

    rows, own = member_rows(ws), [s for s in sitting_rows(ws) if s.id == values.get("sitting")]
    if any(s.agency for s in own):
        return []
    there = [s.present for s in own if s.present]
    known = there[0] if there else [m.id for m in rows if m.until is None]
    return [Place("member", m.id, m.name or m.id, (), m.post) for m in rows if m.id in known]


def matters(ws: Workspace, values: Values) -> list[Place]:
    """Return what an agency's party group decides."""
    from civtui.rules.group import PARTY_GROUP_MATTERS

    return [Place("matter", m, t(f"titles.matter-{m}")) for m in PARTY_GROUP_MATTERS]


def cases(ws: Workspace, values: Values) -> list[Place]:
    """Return the applications; of a notice that is named, its own."""
    from civtui.workspace.titles.applications import case_rows
    from civtui.workspace.titles.notices import notice_rows

    named = values.get("notice")
    own = [n.cases for n in notice_rows(ws) if n.id == named] if named else []
    whose, today = _whose(ws), ws.today()
    return [
        Place(
            "case",
            c.id,
            f"{c.agency_name} {t('cli.honor-' + c.honor)}",
            whose.get(c.agency, (c.agency_name,)),
            t(f"titles.state-{c.told_on(today)}"),
        )
        for c in case_rows(ws)
        if not own or c.id in own[0]
    ]


def notices(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.notices import notice_rows, proposed

    return [
        Place(
            "notice",
            n.id,
            t("common.separator").join(proposed(ws, n)),
            (),
            f"{n.posted} – {n.last}",
        )
        for n in notice_rows(ws)
    ]


def objections(ws: Workspace, values: Values) -> list[Place]:
    """Return the objections by whom they are against and what they object."""
    from civtui.workspace.titles.notices import objection_rows, whose

    return [
        Place("objection", o.id, f"{whose(ws, o)} {o.matter}", (), o.received)
        for o in objection_rows(ws)
    ]


def reforms(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.reform_rows import reform_rows

    return [Place("reform", r.id, r.document or r.id, (), str(r.day)) for r in reform_rows(ws)]
