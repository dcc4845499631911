"""What a reform is said to do before it is what is there after it, kind by kind."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civtui.workspace.answers import reform as answers
from civtui.workspace.session import Workspace
from tests.titles.small import OFFICES, START, small_city
from tests.titles.test_carrying_out import reform

HEAD = f'id = "r1"\neffective = {START}\n'
TITLES = [("a-1", "municipal"), ("a-2", "municipal"), ("a-3", "agency-level")]
TITLES += [(office, "civilized-office") for office in (*OFFICES["a-1"], OFFICES["a-3"][0])]
KINDS = {
    "merge": '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n',
    "split": '[[split]]\nagency = "a-1"\nname = "市新局"\noffices = ["处1", "处2"]\n',
    "move": '[[move]]\noffice = "o-1-1"\nto = "a-3"\n',
    "abolish": '[[abolish]]\nagency = "a-3"\n',
    "move and abolish": '[[move]]\noffice = "o-3-1"\nto = "a-1"\n[[abolish]]\nagency = "a-3"\n',
    "rename": '[[rename]]\nagency = "a-3"\nname = "市改名局"\n',
    "split_office": '[[split_office]]\noffice = "o-1-1"\ninto = ["处甲", "处乙"]\n',
    "split_office, the name stays": '[[split_office]]\noffice = "o-1-1"\ninto = ["处1", "处乙"]\n',
    "merge_office": '[[merge_office]]\noffices = ["o-1-1", "o-1-2"]\nname = "一处"\n',
    "abolish_office": '[[abolish_office]]\noffice = "o-1-1"\n',
}


class Facts(NamedTuple):
    """Who stands, what people call them, whose offices are, and what is held."""

    agencies: dict[str, str]
    offices: dict[str, tuple[str, str]]
    held: set[tuple[str, str]]


def facts(ws: Workspace) -> Facts:
    sql = ws.ledger.connection.execute
    return Facts(
        dict(sql("SELECT id, name FROM agency WHERE ended IS NULL").fetchall()),
        {
            r[0]: (r[1], r[2])
            for r in sql("SELECT id, agency, name FROM office WHERE ended IS NULL")
        },
        {(r[0], r[1]) for r in sql("SELECT holder, honor FROM title WHERE ended IS NULL")},
    )


def changed(was: Facts, now: Facts) -> dict[str, int]:
    """Return what became of agencies and offices."""
    agencies, offices = {*was.agencies} & {*now.agencies}, {*was.offices} & {*now.offices}
    homes, names = ([was.offices[o][n] != now.offices[o][n] for o in offices] for n in (0, 1))
    return {
        "made": len({*now.agencies} - {*was.agencies}),
        "opened": len({*now.offices} - {*was.offices}),
        "ended": len({*was.agencies} - {*now.agencies}),
        "closed": len({*was.offices} - {*now.offices}),
        "moved": sum(homes),
        "renamed": sum(was.agencies[a] != now.agencies[a] for a in agencies) + sum(names),
    }


@pytest.mark.parametrize("policy", ["none", "one", "both"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_before_is_what_is_there_after(tmp_path: Path, kind: str, policy: str) -> None:
    if policy != "both" and not kind.startswith("split_office"):
        return
    ws = small_city(tmp_path / "w", titles=TITLES, today=START, policies={"split-office": policy})
    file = ws.dir / "reform.toml"
    file.write_text(HEAD + KINDS[kind], "utf-8")
    said = answers.will_reform(ws, {"file": file}).values
    planned = answers.plan(ws, file=file).document()
    before = facts(ws)
    done = answers.reform(ws, file=file).document()
    after = facts(ws)
    for key in ("content", "titles", "effective", "reform"):
        assert planned[key] == done[key]
    assert {key: said[key] for key in changed(before, after)} == changed(before, after)
    touched = {(one["holder"], one["honor"]) for one in done["titles"]}
    ended = before.held - after.held
    heirs: dict[Any, set[str]] = {}
    for one in done["titles"]:
        heirs.setdefault((one["holder"], one["honor"]), set()).add(one["heir"])
    gone = {title for title in touched if heirs[title] == {None}}
    assert (said["titles"], said["lost"]) == (len(touched), len(gone))
    assert gone <= ended and ended <= touched
    assert all(
        (heir, honor) in after.held for (_, honor), many in heirs.items() for heir in many - {None}
    )
    assert after != before


def test_who_ends_with_its_split_keeps_no_titles(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    step = '[[split]]\nagency = "a-1"\nname = "市{}局"\noffices = ["处{}"]\n'
    text = step.format("新", 1) + step.format("另", 2)
    for ends, key in (("", "split-titles"), ('[[abolish]]\nagency = "a-1"\n', "split-none")):
        for dry_run in (True, False) if ends else (True,):
            said = [n.key for n in reform(ws, text + ends, dry_run=dry_run).notes]
            assert [one for one in said if "split" in one] == [f"titles.{key}"] * 2
    ws.close()
