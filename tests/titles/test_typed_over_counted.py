"""A typed score in the place of one that a round counts says why, and the answer says both."""

from collections.abc import Iterator

import pytest

from civtui.model.errors import UsageFault
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from tests.titles.test_scores_after_merger import ws as ws

CHECK = verb_of("apply.check")


@pytest.fixture
def counted(ws: Workspace) -> Iterator[Workspace]:
    """Return a city in which a round counted 81 for the application k."""
    yield ws


def test_it_is_refused_without_a_reason(counted: Workspace) -> None:
    with pytest.raises(UsageFault) as refused:
        applications.check(counted, "k", score="1")
    assert refused.value.field == "why"
    assert applications.ranking(counted, "agency-level").rows["k"].score == "81"


def test_with_one_the_answer_says_what_it_replaced(counted: Workspace) -> None:
    done = perform(counted, CHECK, {"case": "k", "score": "1", "why": "更正"})
    said = "\n".join(done.lines())
    assert "得分 1，" in said and "原为：得分 81，来自考评“实地考评”" in said
    assert done.document()["was"]["score"] == "81"
    done = perform(counted, CHECK, {"case": "k", "score": "2", "why": "再更正"})
    assert "原为：得分 1，" in "\n".join(done.lines())


def test_the_same_figure_replaces_nothing(counted: Workspace) -> None:
    done = perform(counted, CHECK, {"case": "k", "score": "81.0"})
    assert "原为" not in "\n".join(done.lines())
    assert "was" not in done.document()
