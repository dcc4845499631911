"""F6 1 in the results: by which scheme they are worked out, with its options."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.tui.doing import does
from civtui.tui.keys.actions import DIGITS
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.schemes import NOT_OF_A_ROUND, Option, enabled_schemes, options_said
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

Chosen = Callable[[str, dict[str, str]], None]
FAIRNESS = "fairness"


class Schemes(Mode):
    """The views of results: by the round's own scheme, by every other, and the panel's fairness.

    Args:
        round_id: the round.
        chosen: is told the scheme and its options; the results are read anew behind it.
    """

    id = "schemes"
    home = "rounds"
    layout = "below"

    def __init__(self, ws: Workspace, round_id: str, chosen: Chosen) -> None:
        super().__init__(ws)
        self.round_id, self.chosen = round_id, chosen

    def title(self) -> str:
        """Return what is chosen here."""
        return t("roundwork.schemes-of", name=self.round.name)

    def load(self) -> None:
        """List the pinned scheme, then each scheme with each choice of its options."""
        self.round = rounds.round_row(self.ws, self.round_id)
        own = rounds.pinned_of(self.ws, self.round_id).options
        known = [one for one in enabled_schemes(self.ws) if one.id not in NOT_OF_A_ROUND]
        named = {one.id: one for one in known}
        short = self.round.scheme.rpartition(":")[2]
        pinned = named.get(self.round.scheme) or named.get(short)
        self.asked: list[tuple[str, dict[str, str], list[Option]]] = [(self.round.scheme, own, [])]
        title = render(pinned.title) if pinned else self.round.scheme
        rows = [
            (
                title,
                "  ".join(options_said(self.ws, self.round.scheme, own)),
                t("roundwork.scheme-pinned"),
            )
        ]
        for one in known:
            fixed = [option for option in one.options if not option.free]
            free = [option for option in one.options if option.free]
            for values in product(*(option.choices for option in fixed)):
                options = {o.id: value for o, value in zip(fixed, values, strict=True)}
                self.asked.append((one.id, options, free))
                said = options_said(self.ws, one.id, {**options, **{o.id: "…" for o in free}})
                rows.append((render(one.title), "  ".join(said), f"{one.plugin} {one.version}"))
        self.rows = [
            Row(str(n), (DIGITS[n] if n < len(DIGITS) - 1 else "", *cells), (NOTE, BOLD, GOOD, DIM))
            for n, cells in enumerate(rows)
        ]
        fair = ("", t("roundwork.scheme-fairness"), "", "")
        self.rows.append(Row(FAIRNESS, fair, (NOTE, BOLD, GOOD, DIM)))

    def columns(self) -> list[Column]:
        """Return digit, scheme, options, who brings it."""
        return [
            Column("", 1),
            Column(t("verbs.field-scheme"), 0, least=20),
            Column(t("roundwork.column-options"), 28),
            Column(t("roundwork.column-from"), 20),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return how to choose."""
        return paragraph(t("roundwork.schemes-keys"), cells, DIM)

    def typed(self, host: Host, key: str) -> bool:
        """Choose the scheme of a digit."""
        place = DIGITS.find(key)
        if len(key) != 1 or not 0 <= place < min(len(self.asked), len(DIGITS) - 1):
            return False
        self._choose(host, place)
        return True

    @does("open")
    def do_open(self, host: Host) -> None:
        """Choose the scheme under the cursor; numbers among its options are asked for."""
        if host.grid.current is None:
            return
        if host.grid.current.id == FAIRNESS:
            host.pop()
            host.push(place(self.ws, "fairness", round_id=self.round_id))
            return
        self._choose(host, int(host.grid.current.id))

    def _choose(self, host: Host, place: int) -> None:
        scheme, options, free = self.asked[place]
        self._ask(host, scheme, dict(options), list(free))

    def _ask(self, host: Host, scheme: str, options: dict[str, str], free: list[Option]) -> None:
        if not free:
            self.chosen(scheme, options)
            host.pop()
            return
        first, rest = free[0], free[1:]

        def then(text: str) -> None:
            self._ask(host, scheme, {**options, first.id: text.strip() or first.choices[0]}, rest)

        host.ask(f"{render(first.title)} {first.id}", first.choices[0], then)
