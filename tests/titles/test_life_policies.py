"""The policies that say what becomes of a title: every choice, and the answer names it."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from civtui.ledger import queries
from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.rules.policies import CHOICES
from civtui.rules.policies import said as policy_said
from civtui.workspace.agencies.agencies import agency, agency_rows, office_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, party_group, reforms
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.honors import held_on
from tests.policies.test_decided_otherwise import choose
from tests.titles.small import OFFICES, Sittings, others, small_city

DAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)


def holds(ws: Workspace, holder: str, honor: str, day: date = LATER) -> bool:
    return any(t.holder == holder for t in held_on(ws, day, honor))


def reform(ws: Workspace, text: str) -> reforms.ReformAnswer:
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {DAY}\n{text}', encoding="utf-8")
    return reforms.reform(ws, file)


@pytest.mark.parametrize("choice", CHOICES["model-title-when-civilized-lost"])
def test_model_title_when_civilized_lost(tmp_path: Path, choice: str) -> None:
    office = OFFICES["a-1"][0]
    policy = "model-title-when-civilized-lost"
    ws = small_city(
        tmp_path / "w",
        titles=[(office, "civilized-office"), (office, "model-office")],
        policies={policy: choice},
    )
    ruled = party_group.decide(ws, "a-1", "withdraw", [office], session="党组会议", on=DAY)
    done = endings.end(ws, "civilized-office", [office], "withdrawn", ruled.id, on=DAY)
    assert done.policies == ((policy, choice),)
    assert "a-1局/处1" in render(done.notes[0], "zh") and office not in render(done.notes[0], "zh")
    assert not holds(ws, office, "civilized-office")
    assert holds(ws, office, "model-office") is (choice == "stays-until-withdrawn")
    assert verify(ws.ledger) == []


def test_a_model_title_falls_for_every_reader_once_that_is_chosen(tmp_path: Path) -> None:
    """The profile chose so after the civilized title had ended: no deed caused it just then."""
    office, policy = OFFICES["a-1"][0], "model-title-when-civilized-lost"
    ws = small_city(
        tmp_path / "w",
        titles=[(office, "civilized-office"), (office, "model-office")],
        policies={policy: "stays-until-withdrawn"},
    )
    ruled = party_group.decide(ws, "a-1", "withdraw", [office], session="党组会议", on=DAY)
    endings.end(ws, "civilized-office", [office], "withdrawn", ruled.id, on=DAY)
    assert holds(ws, office, "model-office")
    profile = ws.dir / "profile.toml"
    text = profile.read_text("utf-8")
    profile.write_text(text.replace("stays-until-withdrawn", "falls-with-it"), "utf-8")
    head = ws.head()
    assert not holds(ws, office, "model-office") and ws.head() == head
    profile.write_text(profile.read_text("utf-8") + "\n# another day\n", "utf-8")
    assert not holds(ws, office, "model-office") and ws.head() == head  # nor once more
    ws.write(right=Right.KEEP)  # it is a deed of its own, in the name of the policy
    (fact,) = ws.ledger.rows(head)
    assert (fact.kind, fact.effective) == ("withdrawn", "2026-03-02")
    assert f'"policy:{policy}"' in fact.payload
    assert not holds(ws, office, "model-office") and verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["second-card"])
def test_second_card(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies={"second-card": choice})
    ws.set_clock(datetime.combine(LATER, time(9), UTC))
    group = Sittings(ws)
    first = card_steps.issue(ws, "a-1", "停滞", "整改", group.decide("card=a-1", DAY), on=DAY)
    assert first.policies == ()
    card_steps.progress(ws, first.state.id, "re-inspected", met=True, on=date(2026, 4, 1))
    clearing = group.decide("clear-card=a-1", date(2026, 4, 2))
    card_steps.conclude(ws, first.state.id, "cleared", clearing, on=date(2026, 4, 2))
    ruled = group.decide("card=a-1", date(2026, 5, 4))
    second = card_steps.issue(ws, "a-1", "再次停滞", "整改", ruled, on=date(2026, 5, 4))
    assert second.policies == (("second-card", choice),)
    assert holds(ws, "a-1", "municipal") is (choice != "delists")
    assert card_steps.card_detail(ws, second.state.id).state.state == (
        "delisted" if choice == "delists" else "open"
    )
    assert verify(ws.ledger) == []


def test_a_prolonged_card_is_re_inspected_anew(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    group = Sittings(ws)
    card = card_steps.issue(
        ws, "a-1", "停滞", "整改", group.decide("card=a-1", DAY), on=DAY
    ).state.id
    card_steps.progress(ws, card, "re-inspected", met=False, on=date(2026, 4, 1))
    longer = group.decide("prolong-card=a-1", date(2026, 4, 2))
    prolonged = card_steps.conclude(ws, card, "prolonged", longer, on=date(2026, 4, 2)).state
    assert (prolonged.met, prolonged.prolonged) == (None, 1)
    with pytest.raises(Refused) as refused:
        group.decide("clear-card=a-1", date(2026, 4, 3))
    assert refused.value.message.key == "rules.card-not-inspected"
    card_steps.progress(ws, card, "re-inspected", met=True, on=date(2026, 4, 4))
    clearing = group.decide("clear-card=a-1", date(2026, 4, 4))
    assert (
        card_steps.conclude(ws, card, "cleared", clearing, on=date(2026, 4, 4)).state.state
        == "cleared"
    )


@pytest.mark.parametrize("choice", CHOICES["appeal"])
def test_appeal(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies={"appeal": choice})
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=DAY)
    assert not holds(ws, "a-1", "municipal")
    done = appeals.appeal(ws, "a-1", ruled, on=date(2026, 3, 10))
    assert done.policies == (("appeal", choice),)
    assert holds(ws, "a-1", "municipal") is (choice == "suspended")
    no = group.decide("appeal=a-1", date(2026, 4, 1), "refused")
    appeals.answer_appeal(ws, "a-1", ruled, no, on=date(2026, 4, 1))
    assert not holds(ws, "a-1", "municipal")
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["appeal"])
def test_an_upheld_appeal_gives_the_title_back(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies={"appeal": choice})
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=DAY)
    appeals.appeal(ws, "a-1", ruled, on=date(2026, 3, 10))
    yes = group.decide("appeal=a-1", date(2026, 4, 1))
    appeals.answer_appeal(ws, "a-1", ruled, yes, on=date(2026, 4, 1))
    assert holds(ws, "a-1", "municipal")
    assert verify(ws.ledger) == []


def test_a_restored_title_ends_the_bar_of_its_delisting(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=DAY)
    assert failing(ws, "a-1", LATER) == {"share-of", "not-delisted"}
    back = group.decide("restore:municipal=a-1", date(2026, 4, 1))
    endings.restore(ws, "municipal", ["a-1"], back, on=date(2026, 4, 1))
    assert failing(ws, "a-1", LATER) == {"share-of"}
    assert failing(ws, "a-1", date(2026, 3, 31)) == {"share-of", "not-delisted"}


def failing(ws: Workspace, agency: str, day: date) -> set[str]:
    """Return the rules that bar an agency from the municipal title."""
    _, answer = eligibility_of(ws, agency, "municipal", day)
    return {reason.rule for reason in answer.tiers[0].reasons if reason.holds is False}


@pytest.mark.parametrize(
    ("choice", "told"),
    [("effective-at-once", ["delisted"]), ("suspended", ["delisted", "suspended", "delisted"])],
)
def test_a_refused_appeal_is_told_as_it_went(tmp_path: Path, choice: str, told: list[str]) -> None:
    both = [("a-1", "municipal"), ("a-2", "municipal")]
    ws = small_city(tmp_path / "w", titles=both, policies={"appeal": choice})
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=DAY)
    appeals.appeal(ws, "a-1", ruled, on=date(2026, 3, 10))
    no = group.decide("appeal=a-1", date(2026, 4, 1), "refused")
    appeals.answer_appeal(ws, "a-1", ruled, no, on=date(2026, 4, 1))
    assert not holds(ws, "a-1", "municipal") and holds(ws, "a-2", "municipal")
    events = [row[4] for row in queries.rows(ws.ledger, "titles", "events-of", ("a-1",))]
    assert events[-len(told) :] == told and events.count("delisted") == told.count("delisted")


def test_a_new_name_alone_leaves_the_short_one_and_an_office_has_none(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    reform(
        ws,
        '[[rename]]\nagency = "a-1"\nname = "市新局"\n'
        '[[rename]]\nagency = "a-2"\nname = "市大局"\nshort = "大局"\n'
        '[[rename_office]]\noffice = "o-1-1"\nname = "新处"\n',
    )
    assert [(a.name, a.short) for a in agency_rows(ws)[:2]] == [
        ("市新局", "a-1局"),
        ("市大局", "大局"),
    ]
    assert office_rows(ws, "a-1")[0].name == "新处"
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["merger-titles"])
def test_merger_titles(tmp_path: Path, choice: str) -> None:
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "municipal")], policies={"merger-titles": choice}
    )
    done = reform(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n')
    assert [(a.policy, a.choice) for a in done.annex] == [("merger-titles", choice)]
    assert holds(ws, "a-4", "municipal") is (choice == "carry-over")
    assert not holds(ws, "a-1", "municipal")
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["merger-delisting"])
def test_merger_delisting(tmp_path: Path, choice: str) -> None:
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "agency-level")], policies={"merger-delisting": choice}
    )
    ruled = Sittings(ws).decide("delist:agency-level=a-1", DAY)
    endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=DAY)
    done = reform(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n')
    key = {"follows": "follows", "ends-with-parent": "ends", "guidance-group-decides": "open"}
    assert [note.key for note in others(done.notes)] == [f"titles.bar-{key[choice]}"]
    assert render(policy_said("merger-delisting", choice), "en") in render(done.notes[0], "en")
    _, answer = eligibility_of(ws, "a-4", "agency-level", LATER)
    bars = [r for r in answer.tiers[0].reasons if r.rule == "not-delisted"]
    holds = {"follows": False, "ends-with-parent": True, "guidance-group-decides": None}
    assert bars[0].holds is holds[choice]


@pytest.mark.parametrize("choice", CHOICES["merger-delisting"])
@pytest.mark.parametrize("then", CHOICES["merger-delisting"])
def test_a_merger_did_what_was_chosen_on_its_day(tmp_path: Path, choice: str, then: str) -> None:
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "agency-level")], policies={"merger-delisting": choice}
    )
    ruled = Sittings(ws).decide("delist:agency-level=a-1", DAY)
    endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=DAY)
    reform(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n')
    _, before = eligibility_of(ws, "a-4", "agency-level", LATER)
    choose(ws, "merger-delisting", choice, then)
    _, answer = eligibility_of(ws, "a-4", "agency-level", LATER)
    assert answer == before
    reforms.take_back(ws, "r1")
    file = ws.dir / "reform.toml"
    file.write_text(file.read_text("utf-8").replace('"r1"', '"r2"'), encoding="utf-8")
    reforms.reform(ws, file)
    _, again = eligibility_of(ws, agency(ws, "市新局").id, "agency-level", LATER)
    assert (again == before) is (then == choice)  # it is one of the day's choice


@pytest.mark.parametrize("choice", CHOICES["split-office"])
def test_split_office(tmp_path: Path, choice: str) -> None:
    office = OFFICES["a-1"][0]
    ws = small_city(
        tmp_path / "w", titles=[(office, "civilized-office")], policies={"split-office": choice}
    )
    done = reform(ws, f'[[split_office]]\noffice = "{office}"\ninto = ["甲处", "乙处"]\n')
    assert {(a.policy, a.choice) for a in done.annex} == {("split-office", choice)}
    held = {t.holder for t in held_on(ws, LATER, "civilized-office")}
    wanted = {"none": set(), "one": {office}, "both": {office, "o-1-5"}}[choice]
    assert held == wanted
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["card-without-term"])
def test_card_without_term_on_the_board(tmp_path: Path, choice: str) -> None:
    from civtui.model.facts.titles import Carded
    from civtui.model.roles import Right
    from civtui.workspace.overview.due import due_rows

    ws = small_city(tmp_path / "w", policies={"card-without-term": choice})
    ws.write(
        Carded(card="old", agency="a-1", decision="旧", cause="旧牌"),
        right=Right.KEEP,
        effective=DAY,
    )
    found = [d for d in due_rows(ws, on=LATER, days=10) if d.what == "re-inspection"]
    assert [d.on for d in found] == ([date(2026, 6, 2)] if choice == "profile-term" else [])


@pytest.mark.parametrize("choice", CHOICES["model-title-term"])
def test_model_title_term_in_the_workspace(tmp_path: Path, choice: str) -> None:
    from civtui.model.facts.titles import Granted
    from civtui.model.roles import Right

    first, *others = OFFICES["a-1"]
    titles = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(
        tmp_path / "w",
        titles=[*titles, (first, "model-office"), (OFFICES["a-2"][0], "civilized-office")],
        policies={"model-title-term": choice},
    )
    assert others
    newer = Granted(honor="model-office", holders=(OFFICES["a-2"][0],), decision="新一轮")
    ws.write(newer, right=Right.KEEP, effective=DAY)
    _, answer = eligibility_of(ws, "a-1", "provincial", LATER)
    assert answer.tiers[0].eligible is (choice == "no-expiry")
    named = [tuple(p) for p in answer.tiers[0].policies]
    if choice == "no-expiry":
        assert ("model-title-term", choice) in named
    else:  # the title is gone since that day, on record in the policy's name
        ended = [r for r in ws.ledger.rows() if "policy:model-title-term" in r.payload]
        assert [(r.kind, r.effective) for r in ended] == [("withdrawn", DAY.isoformat())]
        assert first in ended[0].payload and not holds(ws, first, "model-office")


def test_a_group_without_a_quorum_decides_nothing(tmp_path: Path) -> None:
    from civtui.workspace.titles import group

    ws = small_city(tmp_path / "w")
    group.call(ws, "s1", ["other=工作"], held_on=DAY)
    with pytest.raises(Refused) as refused:
        group.hold_sitting(ws, "s1", present=["m1"])
    assert refused.value.where["rule"] == "quorum" and refused.value.exit_code == 3
    assert refused.value.hint is not None


def test_a_title_of_the_group_is_not_a_party_groups_to_give(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    with pytest.raises(Refused) as refused:
        party_group.decide(
            ws, "a-1", "grant", [OFFICES["a-1"][0]], session="党组", honor="model-office", on=DAY
        )
    assert refused.value.where["rule"] == "awarded-by"


def test_a_party_group_decides_on_its_own_offices_alone(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    with pytest.raises(Refused) as refused:
        party_group.decide(ws, "a-1", "grant", [OFFICES["a-2"][0]], session="党组", on=DAY)
    assert refused.value.where["rule"] == "own-offices"


def test_a_model_office_is_a_civilized_office_of_a_selection_round(tmp_path: Path) -> None:
    bare, civilized = OFFICES["a-1"][:2]
    ws = small_city(tmp_path / "w", titles=[(civilized, "civilized-office")])
    group = Sittings(ws)
    for office in (bare, civilized):
        with pytest.raises(Refused) as refused:
            group.decide(f"grant:model-office={office}", DAY)
        assert refused.value.where["rule"] == "model-office"


def test_only_an_appeal_on_record_is_answered(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", DAY)
    with pytest.raises(Refused, match="not-delisted-by"):
        appeals.appeal(ws, "a-1", ruled, on=DAY)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=DAY)
    yes = group.decide("appeal=a-1", LATER)
    with pytest.raises(Refused, match="no-appeal"):
        appeals.answer_appeal(ws, "a-1", ruled, yes, on=LATER)
    appeals.appeal(ws, "a-1", ruled, on=LATER)
    with pytest.raises(Refused, match="appeal-open"):
        appeals.appeal(ws, "a-1", ruled, on=LATER)
    appeals.answer_appeal(ws, "a-1", ruled, yes, on=LATER)
    with pytest.raises(Refused, match="appeal-answered"):
        appeals.answer_appeal(ws, "a-1", ruled, yes, on=LATER)


@pytest.mark.parametrize("item", ["grant=a-1", "recommend=a-1", "restore=a-1", "grant:x=a-1", "x"])
def test_an_item_says_what_it_is_about(tmp_path: Path, item: str) -> None:
    from civtui.workspace.titles import group

    ws = small_city(tmp_path / "w")
    with pytest.raises(BadInput):
        group.call(ws, "s1", [item], held_on=DAY)


def test_a_field_that_is_not_allowed_is_one_clear_error(tmp_path: Path) -> None:
    from civtui.workspace.titles import applications, seats

    ws = small_city(tmp_path / "w")
    with pytest.raises(BadInput) as bad:
        seats.seat(ws, "m" * 80, on=DAY)
    assert bad.value.where == {"key": "member"}
    with pytest.raises(BadInput, match="no-honor"):
        applications.apply(ws, "nonsense", "a-1", case="x", on=DAY)


def test_a_bar_that_follows_runs_from_the_day_of_the_delisting(tmp_path: Path) -> None:
    policies = {"merger-delisting": "follows", "reapply-last-day": "corresponding-day-free"}
    ws = small_city(tmp_path / "w", titles=[("a-1", "agency-level")], policies=policies)
    early = date(2026, 1, 20)
    ruled = Sittings(ws).decide("delist:agency-level=a-1", early)
    endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=early)
    done = reform(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n')
    assert "2027-01-20" in render(done.notes[0])
    assert "not-delisted" in failing(ws, "a-4", date(2027, 1, 19))
    assert "not-delisted" not in failing(ws, "a-4", date(2027, 1, 20))
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", CHOICES["merger-delisting"])
def test_a_bar_that_is_over_follows_nobody(tmp_path: Path, choice: str) -> None:
    policies = {"merger-delisting": choice, "reapply-after-years": "1"}
    ws = small_city(tmp_path / "w", titles=[("a-1", "agency-level")], policies=policies)
    early = date(2026, 1, 20)
    ruled = Sittings(ws).decide("delist:agency-level=a-1", early)
    endings.end(ws, "agency-level", ["a-1"], "delisted", ruled, on=early)
    file = ws.dir / "late.toml"
    step = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n'
    file.write_text(f'id = "r2"\neffective = 2027-06-01\n{step}', encoding="utf-8")
    assert others(reforms.reform(ws, file).notes) == []
    assert "not-delisted" not in failing(ws, "a-4", date(2027, 6, 2))


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
def test_what_happens_to_a_title_on_one_day_holds_in_its_order(
    tmp_path: Path, choice: str, again: bool
) -> None:
    policies = {"appeal": choice, "reapply-after-years": "1"}
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies=policies)
    sittings, day = Sittings(ws), date(2026, 3, 1)
    lost = sittings.decide("delist:municipal=a-1", day)
    endings.end(ws, "municipal", ["a-1"], "delisted", lost, on=day)
    appeals.appeal(ws, "a-1", lost, on=day)
    appeals.answer_appeal(ws, "a-1", lost, sittings.decide("appeal=a-1", day), on=day)
    if again:
        lost = sittings.decide("delist:municipal=a-1", day)
        endings.end(ws, "municipal", ["a-1"], "delisted", lost, on=day)
    assert ("not-delisted" in failing(ws, "a-1", date(2026, 3, 2))) == again
    ws.close()
