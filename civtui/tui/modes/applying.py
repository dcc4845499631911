"""The application of an agency for the next rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.tui.looks import GOOD
from civtui.tui.modes.begin import begin
from civtui.tui.places import place
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


def file_application(ws: Workspace, desk: Host, agency: str, tier: str | None) -> None:
    """Open the application for `tier`; once it is filed, show the applications.

    Raises:
        Refused: there is no rung above.
    """
    if tier is None:
        raise Refused(msg("cli_titles.at-the-top"))

    def filed(desk: Host, answer: Answer) -> None:
        made = answer.document()["id"]
        desk.push(place(ws, "cases", at=made))
        desk.say(t("tui.filed", case=made), GOOD)

    begin(desk, verb_of("apply.add"), {"honor": tier, "agency": agency}, then=filed)
