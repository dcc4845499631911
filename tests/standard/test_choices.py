"""What keys make of a mark, for every kind: digits, the parts after →, and what is refused."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.model.errors import BadInput
from civtui.scoring.pipeline.choices import choices, extended, further
from civtui.scoring.pipeline.items import ItemSpec, flat_items, parse_mark

BANDS = [
    {"name": {"zh": "优"}, "min": "4.5"},
    {"name": {"zh": "良"}, "min": "3.5"},
    {"name": {"zh": "差"}, "min": "0"},
]
GRADES = [{"label": {"zh": z}, "points": p} for z, p in (("优", "5"), ("良", "4"), ("差", "1.5"))]
KINDS: dict[str, dict[str, Any]] = {
    "points": {"points": "5", "step": "0.5", "bands": BANDS},
    "bonus": {"points": "3", "step": "1"},
    "grades": {"points": "5", "grades": GRADES},
    "yes-no": {"points": "2"},
    "count": {"points": "5", "per": "1"},
    "ratio": {"points": "5", "thresholds": [{"at_least": "0.9", "points": "5"}]},
    "rank": {"points": "5", "not_last": True},
    "vote": {"points": "5"},
    "penalty": {"per": "2"},
    "veto": {"months": 12},
}


def item(kind: str) -> ItemSpec:
    leaf = {"id": "x", "title": {"zh": "项"}, "kind": kind, **KINDS[kind]}
    return flat_items({"item": [leaf]})[0]


def type_in(spec: ItemSpec, keys: str) -> str | None:
    """Return what `keys` come to; → begins the next part."""
    text: str | None = ""
    for key in keys:
        if text is None:
            return None
        text = further(spec, text) if key == "→" else extended(spec, text, key)
    return text


@pytest.mark.parametrize(
    ("kind", "keys", "text"),
    [
        ("points", "2→5", "2.5"),
        ("points", "２．５", "2.5"),
        ("bonus", "3", "3"),
        ("grades", "良", "良"),
        ("count", "2", "2"),
        ("ratio", "9→10", "9/10"),
        ("ratio", "9、10", "9/10"),
        ("ratio", "９５％", "95%"),
        ("rank", "3 12", "3/12"),
        ("vote", "30→5→2", "30/5/2"),
        ("vote", "３０，５，２", "30/5/2"),
        ("penalty", "2→", "2瞒"),
        ("penalty", "2→→", "2"),
        ("penalty", "2h", "2h"),
        ("veto", "有", "有"),
        ("veto", "２０２６０３０１", "20260301"),
        ("veto", "2026-03-01", "2026-03-01"),
        ("yes-no", "否", "否"),
    ],
)
def test_what_is_typed_is_a_mark(kind: str, keys: str, text: str) -> None:
    assert type_in(item(kind), keys) == text
    parse_mark(item(kind), text)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("points", "八"),
        ("points", "2.5."),
        ("points", "2/"),
        ("bonus", "→"),
        ("rank", "/"),
        ("vote", "1/2/3/"),
        ("penalty", "瞒"),
        ("penalty", "2瞒1"),
        ("ratio", "%"),
        ("count", "→"),
    ],
)
def test_what_can_be_no_mark_is_not_taken(kind: str, keys: str) -> None:
    assert type_in(item(kind), keys) is None


def test_a_digit_chooses_a_band_with_the_points_in_its_middle() -> None:
    found = [(c.key, c.label.zh, c.text) for c in choices(item("points"), by_band=True)]
    assert found == [("1", "优", "5"), ("2", "良", "4"), ("3", "差", "1.5")]
    assert choices(item("points")) == []


def test_a_digit_chooses_a_grade_and_nought_the_tenth() -> None:
    grades = [{"label": {"zh": f"{n}等"}, "points": str(5 - n / 4)} for n in range(12)]
    leaf = {"id": "x", "title": {"zh": "项"}, "kind": "grades", "points": "5", "grades": grades}
    found = choices(flat_items({"item": [leaf]})[0])
    assert [c.key for c in found] == [*"1234567890"]
    assert [c.label.zh for c in found] == [f"{n}等" for n in range(10)]


@pytest.mark.parametrize("kind", ["grades", "yes-no", "veto", "points"])
def test_every_choice_is_worth_what_it_says(kind: str) -> None:
    spec = item(kind)
    found = choices(spec, by_band=True)
    assert found
    for choice in found:
        assert parse_mark(spec, choice.text).points == choice.points


@given(
    steps=st.integers(2, 60),
    step=st.sampled_from(["0.1", "0.5", "1", "2"]),
    cuts=st.sets(st.integers(1, 60), min_size=1, max_size=6),
)
def test_a_bands_usual_points_lie_in_it(steps: int, step: str, cuts: set[int]) -> None:
    least = sorted((cut for cut in {0, *cuts} if cut <= steps), reverse=True)
    bands = [{"name": {"zh": str(c)}, "min": str(float(c * Fraction(step)))} for c in least]
    leaf = {
        "id": "x",
        "title": {"zh": "项"},
        "kind": "points",
        "step": step,
        "bands": bands,
        "points": str(float(steps * Fraction(step))),
    }
    spec = flat_items({"item": [leaf]})[0]
    above = spec.max_points + 1
    for choice, band in zip(choices(spec, by_band=True), spec.bands, strict=True):
        assert band.points <= choice.points < above
        assert parse_mark(spec, choice.text).points == choice.points
        above = band.points


@given(kind=st.sampled_from(sorted(KINDS)), keys=st.text("0123456789./%→ 瞒优是、", max_size=12))
def test_no_keys_can_do_harm(kind: str, keys: str) -> None:
    text = type_in(item(kind), keys)
    if text:
        try:
            parse_mark(item(kind), text)
        except BadInput as error:
            assert error.allowed
