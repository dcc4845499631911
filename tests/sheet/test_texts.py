"""The three questions that a score sheet asks of a text: a mark, its beginning, its end."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.model.text import Bilingual
from civtui.scoring.pipeline import texts
from civtui.scoring.pipeline.items import ItemSpec, Scale

TITLE = Bilingual("项", "item")


def item(kind: str = "points", most: str = "5", step: str = "1", **more: object) -> ItemSpec:
    grades = tuple(
        Scale(Bilingual(label), Fraction(points))
        for label, points in more.pop("grades", ())  # type: ignore[attr-defined]  # a dict of lists
    )
    return ItemSpec(
        "i",
        (),
        "i",
        TITLE,
        TITLE,
        kind,
        Fraction(most),
        Fraction(step),
        (),
        grades,
        TITLE,
        "",
        more,
    )


EVERY = [
    item(most="3"),
    item(most="10"),
    item(most="4", step="0.5"),
    item(most="12.5", step="0.25"),
    item(most="2", step="0.125"),
    item(most="1", step="0.001"),
    item("bonus", "2", "0.1"),
    item("count", per="1"),
    item("penalty", per="2"),
    item("ratio", thresholds=[{"at_least": "0.5", "points": "1"}]),
    item("rank", not_last=True),
    item("vote"),
    item("veto", months=24),
    item("yes-no"),
    item("grades", grades=[("优", "4"), ("优良", "3"), ("差", "1")]),
]


@pytest.mark.parametrize(
    ("spec", "text", "ends"),
    [
        (item(most="3"), "3", True),
        (item(most="10"), "1", False),
        (item(most="10"), "2", True),
        (item(most="10"), "10", True),
        (item(most="4", step="0.5"), "3", False),
        (item(most="4", step="0.5"), "4", True),
        (item(most="4", step="0.5"), "3.5", False),
        (item(most="4", step="0.5"), "0", False),
        (item(most="5"), "0", True),
        (item(most="5"), "5.0", False),
        (item("count", per="1"), "0", True),
        (item("count", per="1"), "3", False),
        (item("ratio", thresholds=[]), "1", False),
        (item("veto", months=24), "20260301", True),
        (item("grades", grades=[("优", "4"), ("优良", "3"), ("差", "1")]), "优", False),
        (item("grades", grades=[("优", "4"), ("优良", "3"), ("差", "1")]), "优良", True),
        (item("grades", grades=[("优", "4"), ("差", "1")]), "2", True),
    ],
)
def test_a_text_ends_by_itself_where_no_key_could_belong_to_it(
    spec: ItemSpec, text: str, ends: bool
) -> None:
    assert texts.ends_itself(spec, text) is ends


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (item(most="3"), "4"),
        (item(most="3"), "3.5"),
        (item(most="3"), "05"),
        (item(most="3"), ".5"),
        (item(most="4", step="0.5"), "3.2"),
        (item(most="10"), "11"),
        (item("count", per="1"), "12345"),
        (item("veto", months=24), "20260230"),
        (item("veto", months=24), "202613"),
        (item("ratio", thresholds=[]), "5//"),
        (item("grades", grades=[("优", "4"), ("差", "1")]), "3"),
        (item("yes-no"), "7"),
    ],
)
def test_no_mark_begins_with_what_is_impossible(spec: ItemSpec, text: str) -> None:
    assert not texts.possible(spec, text)


@pytest.mark.parametrize(
    ("text", "possible", "mark"),
    [
        ("0.1", True, False),
        ("0.12", True, False),
        ("0.125", True, True),
        ("0.1250", False, False),
        ("0.124", False, False),
        ("1.87", True, False),
        ("1.875", True, True),
    ],
)
def test_a_mark_has_up_to_three_decimals(text: str, possible: bool, mark: bool) -> None:
    spec = item(most="2", step="0.125")
    assert texts.possible(spec, text) is possible
    assert (texts.read(spec, text) is not None) is mark


@settings(deadline=None)
@given(st.sampled_from(EVERY), st.text("0123456789./%有优良差-", min_size=1, max_size=6))
def test_what_a_mark_begins_with_is_possible(spec: ItemSpec, text: str) -> None:
    if texts.read(spec, text) is not None:
        assert all(texts.possible(spec, text[:end]) for end in range(1, len(text) + 1))


@settings(deadline=None)
@given(st.sampled_from(EVERY[:5]), st.text("0123456789.", min_size=1, max_size=4))
def test_what_is_possible_can_be_gone_on_to_a_mark(spec: ItemSpec, text: str) -> None:
    edge, found = [text], False
    while edge and not found:
        now = edge.pop()
        found = texts.read(spec, now) is not None
        if len(now) < len(text) + 3:
            edge += [now + key for key in "0123456789."]
    assert texts.possible(spec, text) is found


@settings(deadline=None)
@given(st.sampled_from(EVERY), st.text("0123456789", min_size=1, max_size=4))
def test_after_an_end_by_itself_no_digit_and_no_point_makes_another_mark(
    spec: ItemSpec, text: str
) -> None:
    mark = texts.read(spec, text)
    if mark is None or not texts.ends_itself(spec, text):
        return
    for more in [*"0123456789", *(f".{a}{b}" for a in "0123456789" for b in ("", "5"))]:
        other = texts.read(spec, text + more)
        assert other is None or other.value_text == mark.value_text
