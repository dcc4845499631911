"""The state of a scoring session: one judge's cells, where one stands, which offices are looked at.

Faces draw it and hand it keys; it knows no screen. What a key does to a text is in `typist`, how a
mark gets to the ledger in `writer`, what outlives a break in `drafts`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

from civtui.model.errors import CivtuiError, Refused
from civtui.model.roles import RIGHTS, Right
from civtui.model.text import Message, msg
from civtui.scoring.pipeline.items import parse_mark
from civtui.workspace.finding.query import Query
from civtui.workspace.marks import score_card
from civtui.workspace.marks.holds import Came, Over
from civtui.workspace.marks.marks import MarkSaved
from civtui.workspace.marks.own_totals import OwnTotals
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.rounds import ItemSpec, Sheet
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import drafts, filters, leftovers, steps, strangers, taking_up
from civtui.workspace.sheet.entries import Cell, Entries, Entry, State
from civtui.workspace.sheet.typist import Typist
from civtui.workspace.sheet.writer import Put, Writer

Tone = Literal["good", "note", "warn", "bad"]


class Said(NamedTuple):
    """What a face tells after a key: a message, or an error with what is allowed."""

    tone: Tone
    message: Message | None = None
    error: CivtuiError | None = None


class SheetModel:
    """One judge's sheet of a round, while it is scored.

    Args:
        ws: the open workspace.
        round_id: the round.
        assessor: the judge; see `rounds.assessor_for` where None.
    """

    sheet: Sheet
    shown: Sheet  # its offices that are looked at

    def __init__(self, ws: Workspace, round_id: str, assessor: str | None = None) -> None:
        self.ws, self.round_id, self.assessor = ws, round_id, assessor
        self.at: Cell | None = None
        self.by_band = self.mine = False
        self.last = ""  # the mark that was typed last by hand: what is repeated
        self.newest = 0  # the fact of the mark stored last
        self.upto = 0  # the newest fact that the sheet was read with
        self.saved: Cell | None = None  # the cell that shows the sign of a stored mark
        self.chosen: tuple[Cell, ...] = ()  # the cells of a selected range: one text fills them
        self.look: object = None  # what the offices that are shown were chosen by
        self.pinned: str | None = None  # the cursor's row, where the look would leave it out
        self.was_mine: Collection[str] = ()
        self.took = False  # it took marks while it was looked at: who types may not know better yet
        self.astray = False  # the cursor was sent elsewhere, and the screen has not followed yet
        self.question: Cell | None = None  # a held mark that the next key may decide
        self.passed: set[int] = set()  # deeds that undo told it leaves alone
        # cells that others wrote to while keys may have been on their way -> what was seen there
        self.strange: dict[Cell, str | None] = {}
        self.entries = Entries()
        self.news: list[Said] = []
        self.query: Query | None = None
        self.typist = Typist(self)
        self.writer = Writer(self)

    def load(self, own: Collection[Cell] = ()) -> None:
        """Read the sheet anew; a colleague may have written. The cursor stays where it is.

        Args:
            own: the cells that this session wrote to itself just now.
        """
        self.upto = self.ws.head()  # before the rest: what comes in between counts as later
        first = not hasattr(self, "sheet")
        known = {} if first else self.sheet.marks
        self.sheet = rounds.sheet(self.ws, self.round_id, self.assessor)
        if not first:
            strangers.note(self, known, own)
        self.assessor = self.sheet.assessor.id
        self.took |= self.sheet.submitted is None and self.sheet.round.state == "open"
        if first:
            self.totals = OwnTotals(rounds.document_of(self.ws, self.sheet.round))
        self.given = self.sheet.progress[0]
        self.subjects = {s.id: s for s in self.sheet.subjects}
        self.items = {item.id: item for item in self.sheet.items}
        before = [] if first else [s.id for s in self.shown.subjects]
        left, again = leftovers.let_go(self), leftovers.come_back(self)
        was_mine, self.was_mine = self.was_mine, self.sheet.mine
        was_shown = self.pinned
        self.choose()
        if self.at and self.at[0] in before:
            if self.at[0] not in self.subjects:
                leftovers.row_gone(self, before)
            elif self.at[0] in was_mine and self.at[0] not in self.sheet.mine:
                self.say("sheet.row-given", "warn", office=self.name_of(self.at[0]))
            elif self.pinned and self.pinned != was_shown:
                self.say("sheet.row-unfit", "warn", office=self.name_of(self.at[0]))
        leftovers.tell(self, left, again)

    def holds(self, cell: Cell) -> bool:
        """Return whether the sheet has a cell."""
        return cell[0] in self.subjects and cell[1] in self.items

    def choose(self) -> None:
        """Leave out the offices that the filter, or the wish to see one's own, leaves out.

        Where a text waits, the office is among one's own: it can be given up there at least. The
        row of the cursor stays until the cursor leaves it or a person looks otherwise: the next
        key must not land in whatever row would move up.
        """
        sheet, look = self.sheet, (self.mine, self.query)
        stays = {s.id for s in self.shown.subjects} if look == self.look else set()
        here = self.at[0] if self.at and self.at[0] in stays else None
        own = sheet.mine | {subject for subject, _ in self.entries}
        fit = [s for s in sheet.subjects if not self.mine or s.id in own]
        if self.query is not None and self.query.terms:
            record = filters.Records(sheet, self.totals, self.entries)
            fit = [s for s in fit if self.query.matches(record.of(s))]
        ids = {s.id for s in fit}
        self.look, self.pinned = look, here if here not in ids else None
        self.shown = sheet._replace(
            subjects=fit
            if self.pinned is None
            else [s for s in sheet.subjects if s.id in ids or s.id == self.pinned]
        )

    # --- what is told ---

    def say(self, key: str, tone: Tone, **values: object) -> None:
        """Tell something."""
        self.tell(msg(key, **values), tone)

    def tell(self, message: Message, tone: Tone) -> None:
        """Tell a message."""
        self.news.append(Said(tone, message))

    def refuse(self, error: CivtuiError) -> None:
        """Tell why not."""
        self.news.append(Said("bad", error=error))

    def told(self) -> list[Said]:
        """Return what is to be told since the last time."""
        news, self.news = self.news, []
        return news

    # --- cells ---

    def item_of(self, cell: Cell) -> ItemSpec:
        """Return the item of a cell."""
        return self.items[cell[1]]

    def name_of(self, subject: str) -> str:
        """Return an office's name with its agency's."""
        who = self.subjects[subject]
        return f"{who.agency_name}/{who.name}"

    def place_of(self, cell: Cell) -> Message:
        """Return the office and the item of a cell by their names."""
        return msg("sheet.on-item", office=self.name_of(cell[0]), title=self.item_of(cell).title)

    def standing(self, cell: Cell) -> str | None:
        """Return the mark that a cell shows as its own: stored, or on its way; None where empty.

        Under a text that is kept it is what stood there when the text came: what a colleague wrote
        since is not seen, nor what came while keys may have been on their way. Of a held mark both
        were shown.
        """
        entry = self.entries.get(cell)
        if entry is not None and entry.state is State.WAITING:
            return entry.text
        held = self.writer.held(cell)
        if held is not None:
            return held.standing
        if entry is not None and entry.over.upto is not None:
            return entry.over.mark
        return self.strange[cell] if cell in self.strange else self.sheet.marks.get(cell)

    def seen(self, cell: Cell) -> str | Came | None:
        """Return what a text that begins now is typed over: `standing`, or both where it came."""
        stands, shown = self.standing(cell), self.sheet.marks.get(cell)
        came = cell in self.strange and cell not in self.entries and stands != shown
        return Came(stands, shown) if came else stands

    def over(self, cell: Cell, seen: str | Came | None) -> Over:
        """Return what a text that is kept in a cell is put over.

        Args:
            seen: what the cell showed when the text began; what is kept there already knows better.
        """
        entry = self.entries.get(cell)
        known = seen.known if isinstance(seen, Came) else seen
        return Over(known, self.upto) if entry is None else entry.over

    def read_only(self) -> CivtuiError | None:
        """Return why this sheet takes no mark at all, None where it does."""
        role = self.ws.role
        if role is not None and Right.MARK not in RIGHTS[role]:
            return Refused(msg("sheet.read-only", role=msg(f"verbs/user.role-{role.value}")))
        return None

    def closed(self, subject: str) -> CivtuiError | None:
        """Return why the judge may not mark a subject, None where nothing is against it."""
        return self.read_only() or score_card.refusal(self.ws, self.sheet, subject)

    def shut_whole(self, subject: str) -> bool:
        """Return whether a text has no place here at all, not even with the reason beside it.

        It has one where the office went to somebody else, and where the sheet was submitted, or the
        round closed, by others while its judge was typing.
        """
        return self.read_only() is not None or (subject in self.sheet.mine and not self.took)

    # --- what outlives a break ---

    def take_up(self) -> drafts.Draft:
        """Put back what earlier sessions left unstored; return it, with a note that was begun."""
        return taking_up.take_up(self)

    def keep(self, noting: Cell | None = None, note: str = "") -> None:
        """Keep what is not stored, and a note that is being written, for any break.

        Raises:
            MachineFault: they cannot be kept.
        """
        drafts.keep(self.ws, self.round_id, self.sheet.assessor.id, self.entries, noting, note)

    # --- storing ---

    def put(self, cell: Cell, text: str, seen: str | Came | None) -> Put | None:
        """Store a mark, or fill the selected range with it.

        Args:
            seen: what the cell showed when the text began.

        Returns:
            The mark on its way or stored; None where it stands in its cell with the reason.
        """
        with suppress(CivtuiError):
            self.last = parse_mark(self.item_of(cell), text).value_text
        if self.chosen:
            self.say_staged(*self.stage([(each, text) for each in self.chosen]))
            self.chosen = ()
            return None
        return self.writer.put(cell, text, seen)

    def repeat(self) -> None:
        """Put the mark that was typed last by hand into the cell too, saying which; go on."""
        assert self.at is not None
        cell, before, chosen, newest = self.at, self.standing(self.at), self.chosen, self.newest
        self.put(cell, self.last, before)
        if self.newest != newest:
            item, empty = self.item_of(cell), msg("cli.empty")
            old = empty if before is None else rounds.spoken(item, before)
            new = rounds.spoken(item, self.sheet.marks[cell])
            self.say(
                "sheet.repeated",
                "good",
                office=self.name_of(cell[0]),
                title=item.title,
                old=old,
                value=new,
            )
        if not chosen:
            steps.onward(self, filled=before is not None)

    def stored(self, put: Put, mark: MarkSaved) -> None:
        """Take note of a mark that is on disk; counting all anew would cost more with each."""
        cell = put.cell
        self.strange.pop(cell, None)
        self.given += cell not in self.sheet.marks and cell[0] in self.sheet.mine
        old = self.sheet.marks.get(cell)
        self.sheet.marks[cell] = mark.value_text
        self.sheet.points[cell] = mark.points
        self.sheet.skips.pop(cell, None)
        self.saved, self.newest = cell, mark.seq
        item = self.item_of(cell)
        said: dict[str, object] = {
            "office": self.name_of(cell[0]),
            "title": item.title,
            "value": rounds.spoken(item, mark.value_text),
        }
        if old is None or old == mark.value_text:
            self.say("sheet.stored", "good", seq=mark.seq, **said)
        else:
            self.say("sheet.changed", "good", old=rounds.spoken(item, old), **said)

    def emptied(self, cell: Cell, text: str | None, points: int | None) -> None:
        """Take note of what a cell holds after its mark was taken back."""
        if text is None:
            self.given -= cell in self.sheet.marks and cell[0] in self.sheet.mine
            self.sheet.marks.pop(cell, None)
            self.sheet.points.pop(cell, None)
        else:
            self.sheet.marks[cell], self.sheet.points[cell] = text, points
        if self.saved == cell:
            self.saved = None

    def say_staged(
        self, over: int = 0, same: int = 0, beyond: int = 0, cells: Sequence[Cell] = ()
    ) -> None:
        """Tell how much is staged, and what of it changes a mark or cannot be stored.

        Args:
            beyond: cells of a pasted block that lie outside the sheet.
            cells: those that were filled in; where they are of several offices, these are named.
        """
        faults = len(self.entries.faults())
        counts = (("over", over), ("same", same), ("faults", faults), ("beyond", beyond))
        staged = len(self.entries.of(State.STAGED))
        parts = [msg("grid.staged", count=staged)] if staged or not any((same, faults)) else []
        parts += [msg(f"grid.staged-{name}", count=count) for name, count in counts if count]
        offices = list(dict.fromkeys(cell[0] for cell in cells))
        if len(offices) > 1:
            first, last = self.name_of(offices[0]), self.name_of(offices[-1])
            parts.append(msg("sheet.staged-offices", count=len(offices), first=first, last=last))
        tone: Tone = "warn" if faults or beyond else "note"
        keys = "grid.staged-keys" if staged or not faults else "sheet.staged-keys-faults"
        self.say("sheet.staged", tone, parts=parts, keys=msg(keys))

    def stage(
        self, wanted: Sequence[tuple[Cell, str]], over: Mapping[Cell, Over] | None = None
    ) -> tuple[int, int]:
        """Fill cells in, each checked, without storing them.

        Args:
            over: what the texts were put over in an earlier session; else what the cells show now.

        Returns:
            How many would change a mark, and how many are marked so already.
        """
        from civtui.workspace.marks.mark_blocks import mark_text

        closed: dict[str, CivtuiError | None] = {}
        changing = same = 0
        for cell, typed in wanted:
            if cell[0] not in closed:
                closed[cell[0]] = self.closed(cell[0])
            fault, text = closed[cell[0]], typed
            if fault is None:
                try:
                    text = mark_text(self.item_of(cell), typed)
                except CivtuiError as error:
                    error.where = {}  # it is said beside its cell
                    fault = error
            if fault is None and self.sheet.marks.get(cell) == text:
                self.entries.pop(cell, None)
                same += 1
                continue
            changing += fault is None and cell in self.sheet.marks
            state = State.STAGED if fault is None else State.REFUSED
            put_over = over[cell] if over else self.over(cell, self.sheet.marks.get(cell))
            self.entries[cell] = Entry(text, state, fault, put_over)
        return changing, same
