"""A title that is lost and comes back, again and again, on one day: one row a span, never two."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, endings, group
from tests.titles.small import START, Sittings, small_city

WHO, HONOR = "a-1", "municipal"
LATER = START + timedelta(days=40)


class Story:
    """What happens to one title, each deed with the decision it takes.

    Args:
        policy: the choice of what an appeal does to a delisting.
    """

    def __init__(self, folder: Path, policy: str) -> None:
        self.ws = small_city(
            folder, titles=[(WHO, HONOR)], policies={"appeal": policy}, today=LATER
        )
        self.sittings = Sittings(self.ws)
        self.day, self.delisted = START, ""

    def ruled(self, item: str, outcome: group.Outcome = "approved") -> str:
        return self.sittings.decide(item, self.day, outcome)

    def do_delist(self) -> None:
        ruled = self.ruled(f"delist:{HONOR}={WHO}")
        endings.end(self.ws, HONOR, [WHO], "delisted", ruled, on=self.day)
        self.delisted = ruled

    def do_withdraw(self) -> None:
        ruled = self.ruled(f"withdraw:{HONOR}={WHO}")
        endings.end(self.ws, HONOR, [WHO], "withdrawn", ruled, on=self.day)

    def do_restore(self) -> None:
        ruled = self.ruled(f"restore:{HONOR}={WHO}")
        endings.restore(self.ws, HONOR, [WHO], ruled, on=self.day)

    def do_appeal(self) -> None:
        appeals.appeal(self.ws, WHO, self.delisted, on=self.day)

    def do_uphold(self) -> None:
        answer = self.ruled(f"appeal={WHO}")
        appeals.answer_appeal(self.ws, WHO, self.delisted, answer, on=self.day)

    def do_reject(self) -> None:
        answer = self.ruled(f"appeal={WHO}", "refused")
        appeals.answer_appeal(self.ws, WHO, self.delisted, answer, on=self.day)

    def do_next_day(self) -> None:
        self.day += timedelta(days=1)

    def tell(self, *deeds: str) -> None:
        for deed in deeds:
            getattr(self, f"do_{deed}")()


def spans(ws: Workspace) -> list[tuple[str, str | None]]:
    """Return the title's spans, oldest first."""
    return ws.ledger.connection.execute(
        "SELECT since, ended FROM title WHERE holder = ? AND honor = ? ORDER BY since", (WHO, HONOR)
    ).fetchall()


BACK = {
    "an appeal": ("appeal", "uphold"),
    "a decision": ("restore",),
}


@pytest.mark.parametrize("policy", ["suspended", "effective-at-once"])
@pytest.mark.parametrize("first", BACK)
@pytest.mark.parametrize("second", BACK)
def test_a_title_comes_back_on_the_day_on_which_it_began(
    tmp_path: Path, policy: str, first: str, second: str
) -> None:
    story = Story(tmp_path / "w", policy)
    story.do_next_day()
    story.tell("delist", *BACK[first], "delist", *BACK[second])
    kept = spans(story.ws)
    assert kept[-1][1] is None and sum(ended is None for _, ended in kept) == 1
    assert verify(story.ws.ledger) == []
    story.ws.close()


def test_an_appeal_lifts_only_the_end_that_its_decision_made(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "suspended")
    ((since, _),) = spans(story.ws)
    days: list[date] = []
    for deed in ("delist", "restore", "delist"):
        story.do_next_day()
        story.tell(deed)
        days.append(story.day)
    gone, back, _ = (day.isoformat() for day in days)
    story.tell("next_day", "appeal")
    assert spans(story.ws) == [(since, gone), (back, None)]
    story.tell("uphold")
    assert spans(story.ws) == [(since, gone), (back, None)]
    # what is held again is not appealed for
    with pytest.raises(Refused) as error:
        story.do_appeal()
    assert error.value.message.key == "titles.appeal-answered"
    story.ws.close()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["suspended", "effective-at-once"]),
    st.lists(
        st.sampled_from([name[3:] for name in vars(Story) if name.startswith("do_")]),
        min_size=4,
        max_size=14,
    ),
)
def test_no_order_of_deeds_makes_a_title_two(policy: str, deeds: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    story = Story(folder / "w", policy)
    try:
        for deed in deeds:
            try:
                story.tell(deed)
            except Refused as error:
                assert error.hint
            assert sum(ended is None for _, ended in spans(story.ws)) <= 1
        assert verify(story.ws.ledger) == []
    finally:
        story.ws.close()
        shutil.rmtree(folder)
