"""Inside a sitting that was held its holding stays in the list of deeds, with the reason."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.mode_index import place
from civtui.workspace.titles.sittings import sitting_rows
from tests.tui.session import session


@pytest.mark.parametrize("state", ["held", "called"])
async def test_the_holding_is_barred_where_it_was_held(
    city: Path, tmp_path: Path, state: str
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        found = [row.id for row in sitting_rows(user.ws) if row.state == state]
        if not found:
            pytest.skip(f"no sitting is {state} in the demo")
        user.desk.push(place(user.ws, "sitting", found[0]))
        await user.settle()
        await user.press("f7")
        row = next(
            row
            for row in user.desk.mode.rows
            if row.cells[1] == t("verbs/group.group.hold") or "会议" in row.cells[1]
        )
        assert bool(row.cells[2]) == (state == "held"), row.cells
