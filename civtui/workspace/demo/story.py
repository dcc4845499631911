"""The demo's deeds, told in the order of their days whoever thought of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from civtui.model.roles import Right
from civtui.workspace.demo.calendar import at_work
from civtui.workspace.demo.clock import moment
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

Deed = Callable[[Workspace], object]


class Story:
    """What happens in the demo city, deed by deed.

    Args:
        seed: source of every choice.
        maker: who does what no user is named for.
    """

    def __init__(self, seed: int, maker: str) -> None:
        self.seed, self.maker = seed, maker
        self.deeds: list[tuple[date, int, int, str, Deed]] = []

    def rng(self, scene: str) -> Random:
        """Return a source of choices of its own for a scene: it hangs on no other scene."""
        return Random(f"{self.seed} {scene}")

    def on(self, day: date, deed: Deed, *, minute: int = 0, user: str = "") -> None:
        """Let `user` do a deed on `day`, or the next day of work, `minute` minutes into it."""
        self.deeds.append((at_work(day), minute, len(self.deeds), user, deed))

    def write(
        self, day: date, *bodies: Body, right: Right, minute: int = 0, user: str = ""
    ) -> None:
        """Let `user` write facts on `day`."""
        self.on(day, lambda ws: ws.write(*bodies, right=right), minute=minute, user=user)

    def tell(self, ws: Workspace) -> None:
        """Do every deed, in order of day and minute."""
        for day, minute, number, user, deed in sorted(self.deeds, key=lambda one: one[:3]):
            del number
            ws.set_clock(moment(day, minute))
            if (user or self.maker) != ws.user:
                ws.user = user or self.maker
                ws.__dict__.pop("role", None)  # everybody does what the own role allows
            deed(ws)
        ws.user = self.maker
