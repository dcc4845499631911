"""`standard`: the standards that rounds are judged by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.near import Figure, column, told
from civtui.model.standard import Standard, Words
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.building.burden import burden as measure
from civtui.workspace.building.burden import leaves_of
from civtui.workspace.lists.cells import printed
from civtui.workspace.reading.names import Names, round_name
from civtui.workspace.rounds import own_standards, standards
from civtui.workspace.rounds.own_standards import Plan
from civtui.workspace.rounds.reruns import rerun_round
from civtui.workspace.session import Workspace


def list_(ws: Workspace) -> Answer:
    """List the standards and overlays that are known by name."""
    rows = standards.standard_titles(ws)
    return Answer([row._asdict() for row in rows], lambda: printed(ws, "standards", rows))


def take(ws: Workspace, *, file: str) -> Answer:
    """Take a standard in from a file of the inbox."""
    plan = own_standards.take(ws, file)
    return Answer(_taken(ws, plan), lambda: _told(ws, plan, "taken"))


def foreseen_take(ws: Workspace, values: Mapping[str, Any]) -> Foreseen:
    """Say what taking a file in comes to."""
    plan = own_standards.to_take(ws, values["file"])
    return Foreseen([*_told(ws, plan, "will-take")], not plan.same)


def _taken(ws: Workspace, plan: Plan) -> dict[str, Any]:
    found, kept = plan.standard, plan.kept
    return {
        "standard": {"id": found.id, "version": found.version, "sha256": found.digest()},
        "file": plan.target.relative_to(ws.dir).as_posix(),
        "kept": kept.relative_to(ws.dir).as_posix() if kept else None,
        "changed": not plan.same,
    }


def _told(ws: Workspace, plan: Plan, key: str) -> Iterator[str]:
    """Yield what a file holds, where it goes, what it takes the place of, what is to be seen to."""
    if plan.same:
        yield t("cli_standard.taken-already", standard=_named(plan.standard))
        return
    place = plan.target.relative_to(ws.dir).as_posix()
    yield t(f"cli_standard.{key}", standard=_named(plan.standard), file=place)
    if plan.kept is not None and plan.before is not None:
        yield t("cli_standard.keeps", standard=_named(plan.before), name=plan.kept.stem)
    yield from map(render, plan.hints)


def copy(ws: Workspace, *, name: str, id: str) -> Answer:
    """Begin a standard of one's own as a copy of another."""
    file = own_standards.begin(ws, name, id)
    return Answer({"file": str(file), "id": id}, lambda: [t("cli_standard.copied", file=file)])


def check(folder: Path, *, name: str) -> Answer:
    """Check a standard; exit 1 where something is wrong."""
    found, findings = standards.check(name, folder)
    document = {
        "standard": {"id": found.id, "version": found.version, "sha256": found.digest()},
        "findings": [
            {
                **f._asdict(),
                "message": render(f.message),
                "severity": "error" if f.bars else "warning",
            }
            for f in findings
        ],
    }
    barring = sum(f.bars for f in findings)

    def lines() -> Iterator[str]:
        for f in findings:
            yield f"{name}:{f.line or '-'}: {f.where}: {render(f.message)}"
        if findings:
            yield t("cli_standard.bars" if barring else "cli_standard.bars-not", count=barring)
        else:
            yield t("cli_standard.sound", standard=_named(found), sha=found.digest())

    return Answer(document, lines, status=int(bool(findings)))


def _named(standard: Standard) -> Message:
    """Return a version of a standard as people call it."""
    return msg("standard.named", title=_words(standard.title), version=standard.version)


def _words(words: Words) -> Bilingual:
    return Bilingual(words.zh, words.en)


def burden(ws: Workspace | None, *, name: str) -> Answer:
    """Show what a standard asks of a unit."""
    folder = ws.dir if ws else Path()
    found, standard = measure(ws, name, folder), standards.check(name, folder)[0]

    def lines() -> Iterator[str]:
        titles = {leaf.id: _words(leaf.title) for leaf in leaves_of(standard)}
        yield t(
            "cli_building.burden",
            standard=_named(standard),
            items=found.items,
            papers=found.papers,
            photos=found.photos,
            asking=found.asking,
            distinct=found.distinct,
        )
        for what, items in found.repeated.items():
            yield t("cli_building.burden-again", what=what, items=[titles[id_] for id_ in items])
        if ws:
            yield t("cli_building.burden-served", kept=found.kept, shared=found.shared)

    return Answer(found._asdict(), lines)


def diff(folder: Path, *, old: str, new: str) -> Answer:
    """Show what differs between two standards, item by item."""
    one, other, changes = standards.compare(old, new, folder)
    document = {
        "from": {"id": one.id, "version": one.version, "sha256": one.digest()},
        "to": {"id": other.id, "version": other.version, "sha256": other.digest()},
        "changes": [change._asdict() for change in changes],
    }

    def lines() -> Iterator[str]:
        for c in changes:
            yield t(
                f"cli_standard.diff-{c.kind}",
                item=c.item or t("cli_standard.head"),
                field=c.field,
                before=_value(c.before),
                after=_value(c.after),
            )
        if not changes:
            yield t("cli_standard.diff-same")

    return Answer(document, lines)


def _value(value: Any) -> str:
    if isinstance(value, dict) and "zh" in value:
        return render(Bilingual(value["zh"], value.get("en", "")))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "—" if value in (None, "") else str(value)


def rerun(ws: Workspace, *, round: str, name: str, map: Path | None) -> Answer:
    """Show a round's marks under another standard, with the rank changes."""
    done = rerun_round(ws, round, name, map)

    def lines() -> Iterator[str]:
        yield t(
            "cli_standard.rerun-head",
            round=round_name(ws, done.round),
            old=Names(ws).standard_named(*done.old[:2]),
            new=_named(standards.check(name, ws.dir)[0]),
        )
        for c in done.carried:
            if c.how != "same" or c.refused:
                how = t(f"cli_standard.carried-{c.how}")
                said = t("cli_standard.rerun-carried", old=c.old, new=c.new, how=how, marks=c.marks)
                refused = t("cli_standard.rerun-refused", refused=c.refused) if c.refused else ""
                yield f"  {said}  {refused}".rstrip()
        if done.dropped:
            yield t("cli_standard.rerun-dropped", items=done.dropped)
        if done.unmarked:
            yield t("cli_standard.rerun-unmarked", items=done.unmarked)
        if done.partial:
            yield t("cli_standard.rerun-partial")
        columns = ("subject", "before", "after", "rank-before", "rank-after", "change")
        before = column(
            {
                s.subject: Figure(s.name, Fraction(s.before) if s.before else None, s.rank_before)
                for s in done.shifts
            }
        )
        after = column(
            {
                s.subject: Figure(s.name, Fraction(s.after) if s.after else None, s.rank_after)
                for s in done.shifts
            }
        )
        body = [
            [
                s.name,
                *(own.texts[s.subject] for own in (before, after)),
                *("—" if r is None else str(r) for r in (s.rank_before, s.rank_after)),
                f"{s.change:+d}" if s.change else "",
            ]
            for s in done.shifts
        ]
        yield from table([t(f"cli_standard.column-{c}") for c in columns], body)
        yield from (render(said) for said in told(before, after))
        moved = [abs(s.change) for s in done.shifts if s.change]
        yield t("cli_standard.rerun-moved", moved=len(moved), most=max(moved, default=0))

    return Answer(done.document(), lines)
