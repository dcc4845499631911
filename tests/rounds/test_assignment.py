"""Deals of a round: no conflicts, balanced, mixed, connected, the same twice; and link reports."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.scoring.assignment import Proposal, propose
from civtui.scoring.links import link_report

JUDGES = tuple(f"k{n}" for n in range(1, 6))


def city(offices: int, sectors: int = 4) -> dict[str, str]:
    """Return offices in sectors that stand one behind the other, as registries list them."""
    return {f"o{n}": f"s{n * sectors // offices}" for n in range(offices)}


def judges_of(proposal: Proposal, subject: str) -> list[str]:
    return [judge for judge, share in proposal.shares.items() if subject in share]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[dict[str, str], int, set[tuple[str, str]]]:
    subjects = city(draw(st.integers(1, 24)))
    pairs = st.tuples(st.sampled_from(JUDGES), st.sampled_from(sorted(subjects)))
    return subjects, draw(st.integers(1, 5)), draw(st.sets(pairs, max_size=20))


@settings(max_examples=80, deadline=None)
@given(rounds())
def test_nobody_gets_a_conflict_and_everybody_that_is_asked_for_is_there(
    case: tuple[dict[str, str], int, set[tuple[str, str]]],
) -> None:
    subjects, wanted, barred = case
    found = propose(subjects, JUDGES, per_subject=wanted, barred=barred)
    assert found == propose(subjects, JUDGES, per_subject=wanted, barred=barred)
    dealt = {(judge, s) for judge, share in found.shares.items() for s in share}
    assert not dealt & barred
    for subject in subjects:
        free = [judge for judge in JUDGES if (judge, subject) not in barred]
        got = judges_of(found, subject)
        assert len(got) == min(wanted, len(free)) == found.short.get(subject, wanted)


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 40), st.integers(2, 4))
def test_without_conflicts_loads_are_even_and_the_panel_hangs_together(
    offices: int, wanted: int
) -> None:
    found = propose(city(offices), JUDGES, per_subject=wanted)
    loads = [len(share) for share in found.shares.values()]
    assert max(loads) - min(loads) <= 1
    enough = offices * (wanted - 1) >= len(JUDGES) - 1
    assert (link_report(found.shares).level != "disconnected") == enough


def test_sectors_are_mixed() -> None:
    subjects = city(40)
    found = propose(subjects, JUDGES, per_subject=2)
    for share in found.shares.values():
        seen = [subjects[s] for s in share]
        assert set(seen) == {"s0", "s1", "s2", "s3"}
        assert max(seen.count(sector) for sector in set(seen)) <= 6  # 16 offices, even would be 4


def test_marks_that_were_given_stay_and_anchors_go_to_all() -> None:
    subjects = city(10)
    barred, fixed = {("k1", "o3")}, {("k5", "o0"), ("k4", "o0"), ("k3", "o0")}
    found = propose(subjects, JUDGES, per_subject=2, barred=barred, fixed=fixed, anchors=["o3"])
    assert judges_of(found, "o3") == ["k2", "k3", "k4", "k5"]
    assert judges_of(found, "o0") == ["k3", "k4", "k5"]


def test_parts_are_joined_by_an_exchange() -> None:
    # every subject but one that everybody may judge is closed to half of the panel
    subjects = {f"o{n}": "s" for n in range(8)}
    barred = {(j, f"o{n}") for n in range(3) for j in ("k3", "k4")}
    barred |= {(j, f"o{n}") for n in range(4, 8) for j in ("k1", "k2")}
    found = propose(subjects, ("k1", "k2", "k3", "k4"), per_subject=2, barred=barred)
    assert link_report(found.shares).level == "bridge"
    assert len(judges_of(found, "o3")) == 2


def test_the_levels_of_a_link_report() -> None:
    apart = link_report({"a": ["1", "2"], "b": ["1"], "c": ["3"], "d": ["3"]})
    assert (apart.level, apart.parts) == ("disconnected", (("a", "b"), ("c", "d")))
    bridge = link_report({"a": ["1", "2"], "b": ["1", "2", "3"], "c": ["3", "4"]})
    assert (bridge.level, bridge.holders) == ("bridge", ("3", "b"))
    many = [str(n) for n in range(9)]
    thin = link_report({"a": [*many, "x", "y"], "b": ["x", "y"]})
    assert (thin.level, thin.crossed, thin.subjects) == ("thin", 2, 11)
    sound = link_report({"a": ["1", "2", "3"], "b": ["1", "2"], "c": ["2", "3"]})
    assert (sound.level, sound.common) == ("sound", {("a", "b"): 2, ("a", "c"): 2, ("b", "c"): 1})
    assert link_report({"a": ["1", "2"]}).level == "sound"


def apart(shares: dict[str, set[str]]) -> bool:
    """Return whether the judges fall apart, by walking from the first one."""
    reached, waiting = set(), list(shares)[:1]
    while waiting:
        judge = waiting.pop()
        reached.add(judge)
        waiting += [j for j in shares if j not in reached and shares[j] & shares[judge]]
    return len(reached) < len(shares)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(JUDGES), st.sets(st.sampled_from("uvwxyz"), max_size=4), min_size=2
    )
)
def test_holders_are_those_without_whom_the_panel_falls_apart(shares: dict[str, set[str]]) -> None:
    found = link_report(shares)
    assert (found.level == "disconnected") == apart(shares)
    if apart(shares):
        assert found.holders == ()
        return
    without = [
        subject
        for subject in "uvwxyz"
        if apart({judge: share - {subject} for judge, share in shares.items()})
    ]
    without += [
        judge
        for judge in shares
        if len(shares) > 2 and apart({j: share for j, share in shares.items() if j != judge})
    ]
    assert found.holders == tuple(sorted(without))
