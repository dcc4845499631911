"""What the demo shows: every state, every role, every program and signal, days that make sense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS
from civtui.model.registers.common import ORGANS
from civtui.model.registers.culture import ACTIVITY
from civtui.model.roles import Role
from civtui.plugin.forms import checked
from civtui.rules.case_steps import OPEN
from civtui.rules.gates import TIERS
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency, agency_rows
from civtui.workspace.agencies.people import people
from civtui.workspace.building import activities, culture, evidence
from civtui.workspace.building.happened import activity_of_entry
from civtui.workspace.building.hearings import owed_reports
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.signals import signal_rows
from civtui.workspace.demo import demo as made_of_seed
from civtui.workspace.demo.calendar import OUTSIDE, SHUT, at_work, customs
from civtui.workspace.demo.city import ORGANIZER
from civtui.workspace.demo.clock import DAY, YEARS
from civtui.workspace.demo.people import USERS
from civtui.workspace.files.creating import init
from civtui.workspace.people import users
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.history import kinds
from civtui.workspace.rounds.rounds import round_rows
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications, notices, reforms, seats
from civtui.workspace.titles.agenda_after_reform import remaining
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.sittings import sitting_rows
from tests.demos import demo


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = demo(tmp_path_factory.mktemp("demo") / "city", user="anybody")
    yield made
    made.close()


def test_there_are_three_years_of_rounds_the_earlier_ones_closed(ws: Workspace) -> None:
    rows = round_rows(ws)
    for year in YEARS:
        of_city = [row for row in rows if row.opened[:4] == str(year) and not row.agency]
        assert {row.scope for row in of_city} >= {"sampled-offices", "model-candidates"}
        assert year == DAY.year or {row.state for row in of_city} == {"closed"}
    assert any(row.state == "open" and row.missing for row in rows)


def test_applications_stand_in_every_state(ws: Workspace) -> None:
    ended = {"granted", "refused-above", "withdrawn", "objection-upheld"}
    assert {row.state for row in applications.case_rows(ws)} >= {*OPEN, *ended}
    assert {row.honor for row in applications.case_rows(ws)} == set(TIERS)


def test_a_sitting_is_half_decided_and_another_one_called(ws: Workspace) -> None:
    halves = [
        (sitting.id, item.item)
        for sitting in sitting_rows(ws)
        for item in sitting.agenda
        if sitting.state == "held"
        and (left := remaining(ws, sitting, item))
        and len(left) < len(item.subjects)
    ]
    assert halves
    assert any(s.state == "called" and s.on > DAY.isoformat() for s in sitting_rows(ws))
    assert all(member.name for member in seats.member_rows(ws))


def test_objections_were_answered_both_ways_and_one_waits(ws: Workspace) -> None:
    rows = notices.objection_rows(ws)
    assert {row.outcome for row in rows} == {"upheld", "rejected", None}
    assert {row.signed for row in rows} == {True, False}


def test_cards_end_in_every_way_and_stand_in_between(ws: Workspace) -> None:
    assert {row.state for row in card_rows(ws)} == {"open", "cleared", "delisted"}
    steps = ws.ledger.connection.execute("SELECT DISTINCT step FROM card_step").fetchall()
    assert {step for (step,) in steps} >= {"plan", "evidence", "reminded", "re-inspected"}


def test_every_role_has_a_user_and_whoever_opens_the_demo_is_its_admin(ws: Workspace) -> None:
    assert {row.role for row in users.user_rows(ws)} == {role.value for role in Role}
    assert ws.role is Role.ADMIN
    reporter = open_workspace(ws.dir, user="hefang")
    assert reporter.role is Role.REPORTER
    reporter.close()


def test_only_a_demo_lets_strangers_in(ws: Workspace) -> None:
    ws.settings["ledger"], kept = "0" * 32, ws.settings["ledger"]
    ws.__dict__.pop("role")
    assert ws.role is None
    ws.settings["ledger"] = kept
    ws.__dict__.pop("role")


@pytest.mark.parametrize("name", ["CIVTUI_FORCED", "SSH_ORIGINAL_COMMAND"])
def test_a_key_s_session_lets_no_stranger_into_a_demo(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(Refused):
        open_workspace(ws.dir, user="nobody-s-user")
    reporter = open_workspace(ws.dir, user="hefang")
    assert reporter.role is Role.REPORTER
    reporter.close()


def test_all_programs_have_entries_as_their_forms_take_them(ws: Workspace) -> None:
    parts = culture.participations(ws)
    assert {part.program for part in parts} == {found.id for found in culture.programs(ws)}
    for part in parts:
        record = culture.program(ws, part.program).record
        for entry in culture.entries(ws, part.program, part.agency):
            assert checked(record, entry.form, entry.values) == entry.values


def test_every_signal_warns_of_an_agency_and_not_of_most(ws: Workspace) -> None:
    rows = signal_rows(ws)
    warned = [row for row in rows if row.state == "warning"]
    assert {row.signal for row in warned} == {row.signal for row in rows}
    assert len({row.agency for row in warned}) < 10


def test_a_reform_has_heirs_and_a_former_name_leads_to_today(ws: Workspace) -> None:
    assert [row.state for row in reforms.reform_rows(ws)] == ["done"]
    heir = agency(ws, "市卫生局")
    assert heir.short == "卫计委" and agency(ws, "计生委").id == heir.id
    assert any(row.was for row in activities.activity_rows(ws, heir.id))
    assert agency(ws, "市商业局").short == "商务局"


def test_a_policy_fired_and_terms_have_lapsed(ws: Workspace) -> None:
    rows = ws.ledger.connection.execute(
        "SELECT honor, count(*) FROM title WHERE cause = 'withdrawn' GROUP BY honor"
    ).fetchall()
    assert dict(rows) == {"civilized-office": 1, "model-office": 1}
    lapsed = "SELECT count(*) FROM title WHERE ended IS NULL AND until < ?"
    assert ws.ledger.connection.execute(lapsed, (DAY.isoformat(),)).fetchone()[0] >= 2


def test_activities_are_of_many_kinds_and_on_days_of_work(ws: Workspace) -> None:
    rows = activities.activity_rows(ws, most=100_000)
    assert {row.held[:4] for row in rows} == {str(year) for year in YEARS}
    known = next(field for field in ACTIVITY.fields if field.id == "kind").choices
    assert {row.kind for row in rows} == {choice.id for choice in known}
    assert len({row.title for row in rows}) > len(customs())
    for row in rows:
        day = date.fromisoformat(row.held)
        assert day.weekday() < (6 if row.kind in OUTSIDE else 5), row
        assert not any(first <= row.held <= last for first, last in SHUT), row


def test_a_festival_is_kept_near_its_day(ws: Workspace) -> None:
    assert at_work(date(2026, 1, 1)) == date(2026, 1, 5)
    spring = [r for r in activities.activity_rows(ws, most=100_000) if "春联" in r.title]
    assert spring and all(row.held[5:7] in ("01", "02") for row in spring)


def test_the_organizer_is_not_last_in_its_own_table(ws: Workspace) -> None:
    rows = agency_rows(ws)
    own = next(row for row in rows if row.short == ORGANIZER)
    shares = sorted(row.civilized / row.offices for row in rows)
    assert own.honor and own.civilized / own.offices > shares[len(shares) // 2]
    warned = {row.agency for row in signal_rows(ws, own.id) if row.state == "warning"}
    assert not warned and not own.card


def test_evidence_is_in_the_store_and_serves_something(ws: Workspace) -> None:
    kept = evidence.evidence_rows(ws)
    assert kept and all(row.uses for row in kept)
    assert all(evidence.place(ws, row.sha256).is_file() for row in kept)


def test_a_deed_was_taken_back_and_a_judge_stepped_back(ws: Workspace) -> None:
    assert {*kinds(ws)} >= {"voided", "recused", "reformed", "renewed"}


def test_every_register_has_records(ws: Workspace) -> None:
    assert [name for name in REGISTERS if not record_rows(ws, name)] == []


@pytest.mark.parametrize("seed", [2, 3])
def test_other_seeds_make_other_cities_of_the_same_mix(tmp_path: Path, seed: int) -> None:
    made = made_of_seed(tmp_path / "city", seed=seed)
    assert sum(bool(row.honor) for row in agency_rows(made)) == 70
    made.close()


def test_nobody_holds_a_title_twice(ws: Workspace) -> None:
    rows = ws.ledger.connection.execute(
        "SELECT holder, honor FROM title WHERE ended IS NULL GROUP BY holder, honor "
        "HAVING count(*) > 1"
    )
    assert rows.fetchall() == []


def test_every_agency_has_a_chief_and_a_reporter_with_telephones_of_nobody(ws: Workspace) -> None:
    found = people(ws)
    assert {*found} == {row.id for row in agency_rows(ws)}
    contacts = [one for row in found.values() for one in (row.chief, row.reporter)]
    assert all(one.name and one.phone.startswith("000-0") for one in contacts)
    assert len({one.phone for one in contacts}) == len(contacts)
    own = agency(ws, ORGANIZER)
    assert found[own.id].chief.name == "彭志远"  # who chairs the group


def test_every_deed_is_on_a_day_of_work(ws: Workspace) -> None:
    days = ws.ledger.connection.execute("SELECT DISTINCT substr(recorded, 1, 10) FROM fact")
    assert [day for (day,) in days if at_work(date.fromisoformat(day)).isoformat() != day] == []


def test_what_agencies_put_down_was_done_on_days_of_work(ws: Workspace) -> None:
    done = {"heard", "deployed", "inspected", "carried-out", "rechecked", "answered", "on"}
    for name in REGISTERS:
        for row in record_rows(ws, name):
            for field in done & row.values.keys():
                day = date.fromisoformat(row.values[field])
                assert at_work(day) == day <= DAY, row


def test_dated_culture_entries_are_activities_as_their_forms_tell(ws: Workspace) -> None:
    logged = {row.entry: row for row in activities.activity_rows(ws, most=100_000) if row.entry}
    for part in culture.participations(ws):
        record = culture.program(ws, part.program).record
        for entry in culture.entries(ws, part.program, part.agency):
            told = activity_of_entry(record, entry.form, entry.values)
            row = logged.get(entry.id)
            assert (told is None) == (row is None), entry
            if told and row:
                assert (row.held, row.title, row.kind, row.venue, row.people) == (
                    told.on.isoformat(),
                    told.title,
                    told.kind,
                    told.venue,
                    told.people,
                )
    assert {row.agency for row in logged.values()} >= {agency(ws, "财政局").id}


def test_the_public_is_answered_and_one_complaint_is_overdue(ws: Workspace) -> None:
    rows = [row.values for row in record_rows(ws, "complaint")]
    assert any(row.get("answer") for row in rows)
    assert any(
        row["sort"] == "complaint" and not row.get("answered") and row["term"] < DAY.isoformat()
        for row in rows
    )


def test_reports_were_heard_and_one_is_owed_by_the_interval_alone(ws: Workspace) -> None:
    ids = [row.id for row in agency_rows(ws)]
    owed = [one for one in owed_reports(ws, DAY.year, ids) if one.due < DAY.isoformat()]
    heard = [row for row in record_rows(ws, "report") if row.values.get("heard")]
    assert 0 < len(owed) < len(heard)
    assert record_rows(ws, "report", open_only=True)


def test_institutions_of_ones_own_have_versions_that_revise_one(ws: Workspace) -> None:
    own = {row.id for row in record_rows(ws, "own")}
    versions = [row.values for row in record_rows(ws, "institution")]
    revised = [row["institution"] for row in versions if row.get("revised-from")]
    assert own & {*revised} and {*revised} - own
    assert all(row["in-force"] <= DAY.isoformat() for row in versions)


def test_an_agency_is_an_exemplar_and_holds_a_title(ws: Workspace) -> None:
    whole = [row for row in record_rows(ws, "exemplar") if not row.values.get("office")]
    assert whole and all(agency(ws, row.agency).honors for row in whole)
    taken = {row.values["exemplar"] for row in record_rows(ws, "takeover")}
    assert {row.id for row in whole} <= taken


def test_every_line_ran_activities_and_leaders_are_called_as_their_agency_does(
    ws: Workspace,
) -> None:
    rows = activities.activity_rows(ws, most=100_000)
    assert {row.organ for row in rows} >= {choice.id for choice in ORGANS}
    posts = {row.id: row.name for row in agency_rows(ws)}
    led = [(posts[row.agency], row.leaders) for row in rows if row.leaders and not row.was]
    assert led and not [one for one in led if "局长" in one[1] and not one[0].endswith("局")]


def test_the_flag_is_raised_before_the_national_day(ws: Workspace) -> None:
    rows = activities.activity_rows(ws, most=100_000)
    flags = [row.held[5:] for row in rows if "升国旗" in row.title]
    assert flags and all("09-28" <= day <= "09-30" for day in flags)


def test_what_agencies_enter_is_written_by_people(ws: Workspace) -> None:
    given = ("activities-logged", "program-entered", "recorded")  # by hand, whoever made the demo
    who = {
        row[0]
        for row in ws.ledger.connection.execute(
            "SELECT DISTINCT who FROM fact WHERE kind IN (?, ?, ?)", given
        )
    }
    assert who and who <= {name for name, *_ in USERS}


def test_the_list_of_users_says_that_strangers_are_admins_of_a_demo_alone(
    ws: Workspace, tmp_path: Path
) -> None:
    said = t("cli.user-strangers")
    assert said in perform(ws, verb_of("user.list"), {}).aside
    own = init(tmp_path / "w")
    assert said not in perform(own, verb_of("user.list"), {}).aside
    own.close()
