"""The plain desk: ten modes by number, each a menu; everything else by its command."""

from __future__ import annotations

import shlex
from contextlib import suppress

from civtui import locale
from civtui.cli.face import Face
from civtui.cli.plain.deeds import any_verb, choices_of, do_row, fields_asked
from civtui.cli.plain.menus import MENUS, Entry, Menu
from civtui.cli.plain.scoring import Scoring
from civtui.cli.plain.talk import Choice, Ended, Talk
from civtui.locale import t
from civtui.model.digits import whole
from civtui.model.errors import CivtuiError
from civtui.verbs import verb_of
from civtui.workspace.finding import matcher
from civtui.workspace.session import Workspace

COMMAND, LANGUAGE, VERBS = "command", "language", "verbs"


class PlainDesk:
    """The workspace as a conversation.

    Args:
        ws: the open workspace.
        face: the call's global options, for the commands behind the menus.
    """

    def __init__(self, ws: Workspace, face: Face) -> None:
        self.ws, self.face, self.talk = ws, face, Talk()

    def run(self) -> int:
        """Talk until the user leaves or the input ends; return the exit status."""
        with suppress(Ended):
            self._main()
        self.talk.say(t("plain.bye"))
        return 0

    def score(self, round_id: str, assessor: str | None) -> int:
        """Score a round and leave; return the exit status."""
        try:
            Scoring(self.ws, round_id, assessor, self.talk).run()
        except Ended:
            self.talk.say(t("plain.bye"))
        return 0

    def _main(self) -> None:
        self._command(("status",))
        while True:
            choices = [Choice(menu.name, t(f"tui.mode-{menu.name}")) for menu in MENUS]
            choices += [
                Choice(COMMAND, t("plain.command")),
                Choice(LANGUAGE, t("plain.language")),
                Choice(VERBS, t("verbs.all")),
            ]
            chosen = self.talk.choose(t("plain.modes"), choices, back=t("plain.leave"))
            if chosen is None:
                return
            if chosen == COMMAND:
                self._type_command()
            elif chosen == VERBS:
                any_verb(self.ws, self.talk)
            elif chosen == LANGUAGE:
                locale.use(locale.following())
            else:
                self._attempt_menu(next(menu for menu in MENUS if menu.name == chosen))

    def _attempt_menu(self, menu: Menu) -> None:
        try:
            self._menu(menu)
        except CivtuiError as error:
            self.talk.say(locale.error_line(error))

    def _menu(self, menu: Menu) -> None:
        title = t(f"tui.mode-{menu.name}")
        if menu.rows is None:
            self._entries(title, menu.entries, "")
            return
        while True:
            rows = menu.rows(self.ws)
            chosen = self.talk.pick(title, rows, matcher)
            if chosen is None:
                return
            said = next(row.text for row in rows if row.id == chosen)
            if menu.name == "rounds":
                self._round(said, chosen)
            else:
                self._entries(said, menu.of_row, chosen, menu.kind)

    def _entries(self, title: str, entries: tuple[Entry, ...], id_: str, kind: str = "") -> None:
        """Run entries, and the deeds of a row, until the user goes back."""
        choices = [Choice(str(place), t(entry.title)) for place, entry in enumerate(entries)]
        while True:
            deeds = choices_of(self.ws, kind, id_) if kind else []
            if len(choices) == 1 and not deeds:  # where there is but one, it is run
                self._entry(entries[0], id_)
                return
            chosen = self.talk.choose(title, [*choices, *deeds])
            if chosen is None:
                return
            place = whole(chosen)
            if place is not None:
                self._entry(entries[place], id_)
            else:
                do_row(self.ws, self.talk, chosen, id_, kind)

    def _entry(self, entry: Entry, id_: str) -> None:
        words = [word.replace("{id}", id_) for word in entry.words]
        if entry.ask:
            asked = fields_asked(self.ws, self.talk, verb_of(".".join(entry.words)), entry.ask)
            if asked is None:
                self.talk.say(t("plain.given-up"))
                return
            words += asked
        self._command(words)

    def _round(self, title: str, round_id: str) -> None:
        """The menu of one round: score, results, how a total came about, its state."""
        choices = [
            Choice(deed, t(f"plain.round-{deed}")) for deed in ("score", "results", "why", "show")
        ]
        choices += choices_of(self.ws, "round", round_id)
        while (chosen := self.talk.choose(title, choices)) is not None:
            if "." in chosen:
                do_row(self.ws, self.talk, chosen, round_id, "round")
            elif chosen == "score":
                self._score_one(round_id)
            elif chosen == "why":
                self._why(round_id)
            elif chosen == "results":
                self._command(("results", round_id))
            else:
                self._command(("round", "show", round_id))

    def _score_one(self, round_id: str) -> None:
        """Score for oneself; a clerk or admin says first for which judge."""
        from civtui.workspace.rounds.rounds import panel_seen, round_row

        try:
            asked = None
            if self.ws.role != "assessor":
                judges = [
                    Choice(j.id, f"{j.name}  {j.given}/{j.expected}")
                    for j in panel_seen(self.ws, round_row(self.ws, round_id))
                ]
                asked = self.talk.pick(t("plain.which-judge"), judges, matcher)
                if asked is None:
                    return
            Scoring(self.ws, round_id, asked, self.talk).run()
        except CivtuiError as error:
            self.talk.say(locale.error_line(error))

    def _why(self, round_id: str) -> None:
        from civtui.workspace.results.results import results
        from civtui.workspace.results.totals import shown_totals

        found = results(self.ws, round_id)
        totals = shown_totals(found)
        choices = [Choice(row.subject, f"{row.name}  {totals[row.subject]}") for row in found.rows]
        chosen = self.talk.pick(t("plain.which-office"), choices, matcher)
        if chosen is not None:
            self._command(("explain", round_id, chosen))

    def _type_command(self) -> None:
        typed = self.talk.ask(t("plain.which-command"))
        try:
            words = shlex.split(typed)
        except ValueError:
            self.talk.say(t("plain.unclosed-quote"))
            return
        if words[:1] == ["civtui"]:
            del words[0]
        if words:
            self._command(words)

    def _command(self, words: list[str] | tuple[str, ...]) -> None:
        """Run a command as the shell would, in this process; what is wrong is one line."""
        given = ["-w", str(self.face.folder), "--lang", locale.current()]
        given += ["--as", self.face.user] if self.face.user else []
        self.face.run([*given, *words])


def open_plain(
    ws: Workspace, face: Face, round_id: str | None = None, assessor: str | None = None
) -> int:
    """Open the plain desk, or straight the scoring of a round; return the exit status."""
    desk = PlainDesk(ws, face)
    return desk.score(round_id, assessor) if round_id else desk.run()
