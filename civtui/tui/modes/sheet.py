"""The score sheet: digits type a mark, Enter stores it, the cursor goes on to the next cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.text import Message, msg
from civtui.tui.doing import does, refuses
from civtui.tui.looks import NOTE, WARN, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.sheet_blocks import Blocks
from civtui.tui.modes.sheet_pane import card_pane, sheet_pane
from civtui.tui.modes.sheet_verbs import Verbs
from civtui.tui.modes.sheet_words import kept_said, told_line
from civtui.tui.widgets.grid import Row
from civtui.workspace.results.wording import Topic
from civtui.workspace.sheet.entries import State

if TYPE_CHECKING:
    from civtui.tui.host import Host


class ScoreSheet(Blocks, Verbs):
    """One judge's sheet of a round: as a table of offices and items, or as the card of one office.

    Args:
        round_id: the round.
        assessor: the judge; see `rounds.assessor_for` where None.
    """

    id = "sheet"
    home = "rounds"
    deeds_of = ("round",)  # an agency's have nothing to do with marks

    def title(self) -> str:
        """Return the round and the judge."""
        state = [t("sheet.blind")] if self.blind else []
        state += [t("sheet.is-read-only")] if self.model.read_only() else []
        state += [t("sheet.is-locked")] if self.sheet.submitted else []
        state += [t("sheet.is-closed")] if self.sheet.round.state != "open" else []
        return " · ".join([self.sheet.round.name, self.sheet.assessor.name, *state])

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what to type, the rule, and how far the judge has come."""
        return card_pane(self, cells) if self.view == "card" else sheet_pane(self, cells)

    # --- how the sheet is looked at ---

    @does("view")
    def do_view(self, host: Host) -> None:
        """Switch between the sheet and the card; the cell stays."""
        here = self.cell(host)
        if here is None:
            return
        cell = (here[0], here[1].id)
        self.office = here[0]
        self._look(host, "sheet" if self.view == "card" else "card", cell)

    def _look(self, host: Host, view: str, cell: tuple[str, str]) -> None:
        self.view = view
        self.show_rows()
        host.rearrange()
        self.go(host, cell)
        self.moved(host)
        host.show_pane()

    @does("band")
    def do_band(self, host: Host) -> None:
        """Let digits choose bands, or type points."""
        self.model.by_band = not self.model.by_band
        self.moved(host)
        host.show_pane()
        host.say(t("sheet.by-band" if self.model.by_band else "sheet.by-points"), NOTE)

    @refuses("totals")
    def may_totals(self, host: Host) -> Message | None:
        """Return why totals stay hidden."""
        return msg("sheet.blind-why") if self.blind else None

    @does("totals")
    def do_totals(self, host: Host) -> None:
        """Hide the running totals, or show them."""
        self.hidden = not self.hidden
        self.show_rows()
        host.reload()
        host.say(t("sheet.totals-hidden" if self.hidden else "sheet.totals-shown"), NOTE)

    @does("back")
    def do_back(self, host: Host) -> None:
        """End what is typed, staged, selected, compared, filtered; asked twice, the session."""
        model = self.model
        busy = model.typist.text is not None or model.question or model.entries.of(State.STAGED)
        if busy or model.at in model.entries.faults() or host.grid.selection:
            super().do_back(host)
        elif self.pinned is not None:
            self.pinned, self.comparing = None, False
            self.show_view(host)
            host.show_pane()
            host.say(t("sheet.compare-ended"), NOTE)
        elif self.text or host.twice.again("leave", self.round_id):
            super().do_back(host)
            if host.mode is not self and model.entries:
                host.say(kept_said(model), WARN)
        else:
            host.say(t("sheet.esc-again"), NOTE)

    def ending(self) -> list[str]:
        """Tell what is kept unstored, and of a mark that is half typed that it is not."""
        model, at = self.model, self.model.at
        model.told()
        typing, stands = model.typist.text, model.typist.give_up()
        model.writer.flush()
        model.keep(self.noting, self.note)
        lines = [told_line(said) for said in model.told()]
        if typing and at is not None and not stands:
            lines.append(t("sheet.half-typed", text=typing, at=model.place_of(at)))
        if model.entries:
            lines.append(render(kept_said(model)))
        if self.noting is not None:
            lines.append(t("sheet.note-kept-on-leaving", on=self.title_of(self.noting[0])))
        return lines

    @does("compare")
    def do_compare(self, host: Host) -> None:
        """Remember an office; from another one, show both side by side; again, end it."""
        here = self.cell(host)
        if here is None:
            return
        cell = (here[0], here[1].id)
        if self.comparing or self.pinned == here[0]:
            self.pinned, self.comparing = None, False
            host.say(t("sheet.compare-ended"), NOTE)
        elif self.pinned is None:
            self.pinned = here[0]
            host.say(msg("sheet.compare-first", office=self.name_of(here[0])), NOTE)
            return
        else:
            self.comparing = True
            host.say(
                msg("sheet.compare-both", one=self.name_of(self.pinned), two=self.name_of(here[0])),
                NOTE,
            )
        self.office = here[0]
        self._look(host, "card", cell)

    # --- where the figures come from ---

    @refuses("explain")
    def may_explain(self, host: Host) -> Message | None:
        """Return why nothing can be explained here."""
        if self.blind:
            return msg("sheet.blind-why")
        return None if self.cell(host) else msg("tui.no-cell")

    @does("explain")
    def do_explain(self, host: Host) -> None:
        """Open the trace of the cell; again, that of the office's total."""
        here = self.cell(host)
        if here:
            subject, item = here[0], here[1].id
            host.push(place(self.ws, "cell", round_id=self.round_id, subject=subject, item=item))

    @refuses("results")
    def may_results(self, host: Host) -> Message | None:
        """Return why the results are not shown yet."""
        return msg("sheet.blind-why") if self.blind else None

    @does("results")
    def do_results(self, host: Host) -> None:
        """Open the results of the round."""
        host.push(place(self.ws, "results", round_id=self.round_id))

    def topics(self, host: Host) -> list[Topic]:
        """Return the item under the cursor, then the standard."""
        here = self.cell(host)
        item = [Topic("item", here[1].id, self.round_id)] if here else []
        return [*item, Topic("standard", self.round_id)]
