"""The lists of facts, of plugins, and of the reports that can be written."""

from __future__ import annotations

import json
from typing import NamedTuple

from civtui.locale import render, t
from civtui.model.text import msg
from civtui.verbs import verb_of
from civtui.workspace.fact_words import kind_of, sentence, taken
from civtui.workspace.fact_words.details import details
from civtui.workspace.files import reports as written
from civtui.workspace.finding.records import fact_record
from civtui.workspace.lists.listing import Lines, Listing, Said, Text, title_line
from civtui.workspace.people.users import UserRow
from civtui.workspace.performing import performing
from civtui.workspace.plugins import plugin_words
from civtui.workspace.plugins import plugins as known
from civtui.workspace.plugins.plugins import PluginRow
from civtui.workspace.reading import history, tables
from civtui.workspace.reading.history import FactRow
from civtui.workspace.reading.names import Names
from civtui.workspace.reading.windows import Table
from civtui.workspace.rounds.rounds import round_rows

NEAR = 100  # facts behind one, so few that what hangs on it is found while a key waits

# --- facts ---


class Looked(NamedTuple):
    """Names that were looked up, and the ways back that were found."""

    names: Names
    ways: dict[int, Lines]


def facts(here: Listing) -> Table[FactRow]:
    """Return the facts, newest first; keep the names that are looked up."""
    kinds = {kind: t(f"tui.fact-{kind}") for kind in history.kinds(here.ws)}
    names = Names(here.ws)
    here.about = Looked(names, {})
    here.asked = lambda fact: fact_record(
        fact, f"{kinds.get(fact.kind, '')} {render(kind_of(fact.kind, fact.payload))}"
    )
    return tables.facts(here.ws, kinds, lambda fact: sentence(here.ws, fact, names))


def told(here: Listing, fact: FactRow) -> str:
    """Return a fact as a sentence, marked where it was taken back."""
    return taken(fact, sentence(here.ws, fact, here.about.names))


def gone(here: Listing, fact: FactRow) -> str:
    """Return what a fact that was taken back means."""
    return "quiet" if fact.taken_back_by is not None else ""


def called(here: Listing, fact: FactRow) -> str:
    """Return number and sentence."""
    return f"#{fact.seq} {told(here, fact)}"


def fact_pane(here: Listing, fact: FactRow) -> Lines:
    """Return the fact: its sentence, reason, papers and way back, then field by field."""
    names, ways = here.about
    key = "facts.recorded" if fact.who else "facts.recorded-hidden"
    when = here.ws.shown(fact.recorded)
    papers = json.loads(fact.evidence)
    if fact.seq not in ways:
        ways[fact.seq] = _way(here, fact)
    return [
        title_line(sentence(here.ws, fact, names)),
        Said(msg(key, when=when, who=fact.who, day=fact.effective), "quiet"),
        *([Said(msg("facts.why", why=fact.why), "note")] if fact.why else []),
        *([Said(msg("facts.evidence", pieces=names.evidence(papers)))] if papers else []),
        *ways[fact.seq],
        *(
            Said(msg("facts.field-line", label=label, value=value))
            for label, value in details(names, fact)
        ),
    ]


def _way(here: Listing, fact: FactRow) -> Lines:
    """Return how a fact is taken back, or why it stays."""
    from civtui.workspace.voiding.doing import taking
    from civtui.workspace.voiding.ways import other_way, why_it_stays

    if fact.taken_back_by is not None:
        key = "facts.reform-back" if fact.kind == "reformed" else "facts.taken-back"
        return [Said(msg(key, by=fact.taken_back_by), "warn")]
    if performing.permitted(here.ws, verb_of("ledger.void")) is not None:
        return []
    other = other_way(here.ws, fact.seq)
    own = msg("facts.way-other", verb=verb_of(other[0]).title) if other else None
    if here.ws.head() - fact.seq > NEAR:
        return [Said(own or msg("facts.way-look"), "quiet")]
    refusal = taking(here.ws, fact.seq).refusal
    if refusal is None:
        return [Said(msg("facts.way-void", fact=fact.seq), "quiet")]
    return [Said(own or msg("facts.way-none", why=why_it_stays(refusal)), "quiet")]


# --- plugins ---


def plugins(here: Listing) -> list[PluginRow]:
    """Return every plugin that is here or enabled; keep calls, and what hangs on each."""
    calls = {one["plugin"]: one for one in known.trace(here.ws)}
    here.about = calls, known.entries_by_plugin(here.ws)
    return known.plugin_list(here.ws)


def plugin_title(here: Listing, row: PluginRow) -> Text:
    """Return what a plugin calls itself."""
    title: Text = plugin_words.title_of(here.ws.host, row)
    return title


def user_agency(here: Listing, row: UserRow) -> Text:
    """Return what people call the agency of a user."""
    return Names(here.ws).holder(row.agency) if row.agency else ""


def median(here: Listing, row: PluginRow) -> str:
    """Return the median time of a call, in milliseconds."""
    found = here.about[0].get(row.id, {}).get("median")
    return "" if found is None else f"{1000 * found:.0f}"


def plugin_pane(here: Listing, row: PluginRow) -> Lines:
    """Return why it is in this state, what hangs on it, and what it brings."""
    return [
        title_line(row.id),
        Said(f"{t(f'plugin.type-{row.kind}')}  {row.version or ''}", "quiet"),
        *([Said(), Said(row.reason, "warn")] if row.reason else []),
        *hangs(here.about[1].get(row.id, 0), row.state),
        Said(),
        *(Said(brought, indent=2) for brought in plugin_words.brought(here.ws.host, row.id)),
    ]


def hangs(entries: int, state: str) -> Lines:
    """Return how many entries hang on a plugin, and whether they wait for it."""
    if not entries:
        return []
    if state == "enabled":
        return [Said(), Said(msg("tui.plugin-entries", count=entries), "note")]
    return [Said(), Said(msg("tui.plugin-entries-wait", count=entries), "warn")]


# --- reports ---


class Writable(NamedTuple):
    """A report in a format: on the city where it is on no round."""

    format: written.Format
    round: str
    name: Text


def reports(here: Listing) -> list[Writable]:
    """Return the city's report and one a round, in each format."""
    formats = written.formats(here.ws)
    subjects: list[tuple[str, Text]] = [("", msg("tui.report-city"))]
    subjects += [(r.id, r.name) for r in round_rows(here.ws)]
    return [Writable(f, round_id, name) for round_id, name in subjects for f in formats]


def file_of(here: Listing, one: Writable) -> str:
    """Return the name of a report's file."""
    return f"{one.round or 'city'}-{here.ws.today().isoformat()}{one.format.extension}"


def report_pane(here: Listing, one: Writable) -> Lines:
    """Return where the file goes and who writes it."""
    return [
        title_line(one.name),
        Said(one.format.title, "note"),
        Said(f"{one.format.plugin} {one.format.version}", "quiet"),
        Said(),
        Said(f"out/{file_of(here, one)}"),
    ]


def report_stands(here: Listing, one: Writable) -> list[tuple[str, str]]:
    """Return the format of a row, and its round where it is on one."""
    return [("format", one.format.id), *([("round", one.round)] if one.round else [])]
