"""What there is to point to, kind by kind: for verbs' references, forms and completion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from civtui.workspace.finding.places import Place
from civtui.workspace.references import building, facts, hosts, rounds, titles, units
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace

Known = Callable[[Workspace, Values], list[Place]]

KNOWN: dict[str, Known] = {
    "agency": units.agencies,
    "office": units.offices,
    "own-office": units.own_offices,
    "holder": units.holders,
    "round": rounds.rounds,
    "assessor": rounds.judges,
    "judge": rounds.earlier_judges,
    "person": rounds.people,
    "taker": rounds.takers,
    "share": rounds.share,
    "subject": rounds.subjects,
    "round-subject": rounds.to_judge,
    "item": rounds.items,
    "standard": rounds.standards,
    "whole-standard": rounds.whole_standards,
    "overlay": rounds.overlays,
    "honor": titles.honors,
    "tier": titles.tiers,
    "card": titles.cards,
    "card-put": titles.cards_to_put,
    "decision": titles.decisions,
    "appealed": titles.appealed,
    "answer": titles.answers,
    "sitting": titles.sittings,
    "agenda": titles.agenda,
    "agenda-subject": titles.agenda_subjects,
    "member": titles.members,
    "sitting-body": titles.bodies,
    "awaiting": titles.awaiting,
    "matter": titles.matters,
    "case": titles.cases,
    "notice": titles.notices,
    "objection": titles.objections,
    "reform": titles.reforms,
    "plugin": hosts.plugins,
    "format": hosts.formats,
    "list": hosts.lists,
    "table": hosts.tables,
    "backup": hosts.backups,
    "paper": hosts.papers,
    "inbox-file": hosts.inbox_files,
    "scheme": hosts.schemes,
    "scheme-option": hosts.scheme_options,
    "user": hosts.users,
    "activity": building.activities,
    "entry": building.entries,
    "evidence": building.evidence,
    "evidence-use": building.evidence_uses,
    "evidence-served": building.evidence_served,
    "program": building.programs,
    "entrant": building.entrants,
    "fact": facts.facts,
}
# kinds of which something else may be written as well: a newcomer, a file
OPEN = frozenset(
    {
        "judge",
        "person",
        "taker",
        "whole-standard",
        "overlay",
        "scheme",
        "table",
        "paper",
        "backup",
        "scheme-option",
        "awaiting",
        "round-subject",
    }
)
# kinds that the command line takes as they are written
WRITTEN = frozenset(
    {
        "judge",
        "person",
        "scheme",
        "scheme-option",
        "evidence",
        "evidence-use",
        "evidence-served",
        "program",
        "fact",
        "awaiting",
    }
)


def known_as(kind: str) -> Known:
    """Return what lists the things of a kind: one of `KNOWN`, or of the registers.

    `record:duty` are the records of a register, `held:duty` is what a field of registers holds,
    `decision:grant` are the decisions on a matter that wait to be carried out.

    Raises:
        KeyError: there is no such kind.
    """
    of, _, name = kind.partition(":")
    made = {"record": building.records, "held": building.catalogued, "decision": titles.waiting}
    return partial(made[of], name) if name else KNOWN[kind]
