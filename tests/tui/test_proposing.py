"""From a line of the results to the agenda by keys: F7 on it fills in the place it stands on."""

from pathlib import Path

from civtui.tui.modes.deeds import Deeds
from civtui.tui.modes.rounds import Results
from civtui.workspace import rounds
from civtui.workspace.titles import group
from tests.chain.road import strict_road
from tests.tui.session import session


async def test_those_down_to_the_line_are_put_on_the_agenda(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round()
    async with session(city.folder, tmp_path / "w") as user:
        user.desk.push(Results(user.ws, "r1"))
        await user.settle()
        user.desk.grid.go(1)
        await user.settle()
        assert rounds.round_row(user.ws, "r1").state == "closed"
        await user.press("f7")
        deeds = user.desk.mode
        assert isinstance(deeds, Deeds)
        user.desk.grid.go([one.command for one in deeds.found].index("civtui round propose"))
        await user.press("enter")
        user.expect("前几名", "2")
        await user.press("f8")
        sitting = group.sitting_rows(user.ws)[0]
        assert sitting.agenda[0].subjects == ("o-1-1", "o-1-2")
        assert sitting.agency == "a-1"
