"""Orders of names: by pinyin with words read as words, by strokes as in a roll of honor."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from civtui.workspace.finding.order import ORDERS, pinyin_key, stroke_key, strokes

NAMES = [
    "市委办公室",
    "发展改革委",
    "教育局",
    "公安局",
    "厦门局",
    "重庆局",
    "会计处",
    "一处",
    "银行",
]


def test_pinyin_reads_characters_by_the_words_they_stand_in() -> None:
    assert sorted(NAMES, key=pinyin_key) == [
        "重庆局",
        "发展改革委",
        "公安局",
        "教育局",
        "会计处",
        "市委办公室",
        "厦门局",
        "一处",
        "银行",
    ]


def test_strokes_count_as_people_write() -> None:
    assert [strokes(c) for c in "一二三公市会重教银厦"] == [1, 2, 3, 4, 5, 6, 9, 11, 11, 12]
    assert strokes("A") is None
    assert sorted(NAMES, key=stroke_key) == [
        "一处",
        "公安局",
        "发展改革委",
        "市委办公室",
        "会计处",
        "重庆局",
        "教育局",
        "银行",
        "厦门局",
    ]


def test_capitals_stand_beside_small_letters() -> None:
    assert sorted(["b", "Ab", "a", "B", "A", "aa"], key=stroke_key) == [
        "A",
        "a",
        "aa",
        "Ab",
        "B",
        "b",
    ]


@settings(deadline=None)
@given(st.lists(st.text(max_size=6)))
@example(["A", "a"])
@example(["ß", "ss", "SS"])
def test_every_name_has_a_place(names: list[str]) -> None:
    for key in ORDERS.values():
        found = sorted(names, key=key)
        assert sorted(found) == sorted(names)
        assert len({*map(key, names)}) == len({*names})
