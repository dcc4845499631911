"""Every line of what is due names a command, as it is typed, about things that are on record."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from civtui.cli.main import civtui as program
from civtui.locale import render
from civtui.model.facts.applications import Renewed
from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.verbs import every_verb
from civtui.verbs.verb import Verb
from civtui.workspace.overview.due import KINDS, DueRow, due_rows
from civtui.workspace.references.meant import candidates, meant
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, applications, card_steps, endings, group, notices
from tests.demos import demo
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city
from tests.titles.test_life_property import city
from tests.verbs.test_commands_named import REST, commands, fault

OFFICE = OFFICES["a-1"][0]
BLANKS = (REST, "日期", "DATE")  # what stands where people fill something in


def verb_named(words: list[str]) -> tuple[Verb, list[str]]:
    """Return the verb of a command, and the words behind its name."""
    known = {verb.id.replace(".", " "): verb for verb in every_verb()}
    many = next(n for n in (4, 3, 2, 1) if " ".join(words[:n]) in known)
    return known[" ".join(words[:many])], words[many:]


def parsed(words: list[str]) -> tuple[Verb, dict[str, Any]]:
    """Return the verb of a command and what it gives for each field."""
    verb, rest = verb_named(words)
    command: click.Command = program
    ctx = click.Context(program)
    for word in verb.id.split("."):
        for part in word.split(" "):
            assert isinstance(command, click.Group)
            found = command.get_command(ctx, part)
            assert found is not None
            command = found
    values, _, _ = command.make_parser(click.Context(command)).parse_args([*rest])
    return verb, values


def unknown(ws: Workspace, words: list[str]) -> Iterator[str]:
    """Yield what a command names that is not on record."""
    verb, values = parsed(words)
    for field in verb.fields:
        given = values.get(field.keyword) or values.get(field.id)
        many = given if isinstance(given, list | tuple) else [given]
        for one in many if field.type == "reference" else ():
            if isinstance(one, str) and one not in BLANKS and not known(ws, field, one, values):
                yield f"{field.id}={one}"


def known(ws: Workspace, field: Field, text: str, values: dict[str, Any]) -> bool:
    kind = str(field.catalogue)
    if kind == "awaiting":
        return True  # an item of an agenda, in words of its own
    of = {"sitting": values.get("sitting")}  # an item is one of its sitting
    id_ = meant(ws, kind, text, of)
    return any(place.id == id_ for place in candidates(ws, kind, of))


def faults(ws: Workspace, rows: list[DueRow]) -> list[tuple[str, str]]:
    """Return the lines that name no command, or one that is not taken, with why."""
    found = []
    for row in rows:
        said = render(row.why, "zh")
        named = [*commands(said)]
        bare = [words for words in named if not verb_named(words)[1] and words[-1] != "chase"]
        no = [fault(words) for words in named if fault(words)]
        no += [one for words in named for one in unknown(ws, words)]
        if not named or bare or no:
            found.append((said, f"{bare} {no}"))
    return found


def busy_city(folder: Path, plan: str = "plan=年度计划") -> Workspace:
    """Return a city in which much is due that the demo has not."""
    titles = [("a-1", "municipal"), ("a-2", "municipal"), (OFFICE, "civilized-office")]
    ws = small_city(folder, titles=titles, today=START)
    sittings = Sittings(ws)
    until = START + timedelta(days=30)
    for honor, holder in (("municipal", "a-1"), ("civilized-office", OFFICE)):
        kept = Renewed(honor=honor, holders=(holder,), decision="d", until=until)
        ws.write(kept, right=Right.KEEP, effective=START)
    out = sittings.decide("delist:municipal=a-2", START)
    endings.end(ws, "municipal", ["a-2"], "delisted", out, on=START)
    appeals.appeal(ws, "a-2", out, on=START)
    for agency in ("a-1", "a-3"):
        ruled = sittings.decide(f"card={agency}", START)
        card_steps.issue(ws, agency, "停滞", "整改", ruled, on=START)
    card_steps.veto(ws, "a-3", "事故", on=START)
    for sitting, item in (("h1", "card=a-2"), ("h2", plan)):
        group.call(ws, sitting, [item], held_on=START)
        group.hold_sitting(ws, sitting)
    item = f"withdraw:civilized-office={OFFICE}"
    group.call(ws, "p1", [item], held_on=START, agency="a-1")
    group.hold_sitting(ws, "p1")
    return ws


def noticed_city(folder: Path, whom: tuple[str, ...] = ("a-1",)) -> Workspace:
    """Return a city with a notice on applications, to the first of which there is an objection."""
    ws = city(folder)
    cases = []
    for agency in ("a-1", "a-2"):
        case = applications.apply(ws, "municipal", agency, on=START).id
        applications.check(ws, case, score="95", on=START)
        cases.append(case)
    Sittings(ws).decide(f"recommend:municipal={','.join(whom)}", START)
    cases = cases[: len(whom)]
    notice, _ = notices.post(ws, cases, on=START)
    notices.object_to(ws, notice.id, cases[0], "有反映", on=START)
    return ws


def ends_by_itself(folder: Path) -> Workspace:
    ws = small_city(
        folder, titles=[("a-1", "municipal")], policies={"term-lapsed": "ends"}, today=START
    )
    until = START + timedelta(days=30)
    kept = Renewed(honor="municipal", holders=("a-1",), decision="d", until=until)
    ws.write(kept, right=Right.KEEP, effective=START)
    return ws


def test_every_line_of_what_is_due_names_a_command_that_is_taken(tmp_path: Path) -> None:
    seen: set[str] = set()
    small = [make(tmp_path / make.__name__) for make in (busy_city, noticed_city, ends_by_itself)]
    for ws in (demo(tmp_path / "demo"), *small):
        today = ws.today() if ws is not small[1] else START
        for days in (0, 20, 120, 360) if ws in small else (0, 30):
            let_pass(ws, today + timedelta(days=days))
            rows = due_rows(ws, days=200)
            seen |= {row.what for row in rows}
            assert faults(ws, rows) == [], days
        ws.close()
    assert seen | {"waiting"} >= {*KINDS}, {*KINDS} - seen


def test_a_plan_that_was_not_decided_is_put_before_the_next_sitting_as_it_is_typed(
    tmp_path: Path,
) -> None:
    ws = busy_city(tmp_path / "w", "plan=2026 年 计划")
    said = [render(row.why, "zh") for row in due_rows(ws) if row.subject == "h2"]
    assert said and 'civtui group call 2026-1 --item "plan=2026 年 计划"' in said[0]
    ws.close()


def test_a_notice_that_is_over_names_all_its_applications(tmp_path: Path) -> None:
    ws = noticed_city(tmp_path / "w", ("a-1", "a-2"))
    (row,) = [row for row in due_rows(ws) if row.what == "notice"]
    assert "civtui notice handle notice-2026-1-o1 upheld" in render(row.why, "zh")
    notices.handle(ws, "notice-2026-1-o1", upheld=False, finding="不实", on=ws.today())
    (row,) = [row for row in due_rows(ws) if row.what == "notice"]
    cases = " ".join(case.id for case in sorted(applications.case_rows(ws)) if case.notice)
    assert f"civtui apply submit {cases} --document" in render(row.why, "zh")
    ws.close()
