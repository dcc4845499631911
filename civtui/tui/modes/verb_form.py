"""The form of a verb: F8 says what will be, F8 again does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from civtui.locale import render, t
from civtui.model.errors import CivtuiError, Refused, Stopped
from civtui.model.progress import Tell, silent
from civtui.model.text import msg
from civtui.tui.doing import does
from civtui.tui.looks import WARN
from civtui.tui.modes.said import Said, say_answer
from civtui.tui.modes.verb_fields import VerbFields
from civtui.tui.ways import in_the_form
from civtui.verbs.verb import Verb
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.performing import foreseeing, forming, performing, prefilled
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

Came = TypeVar("Came")
Then = Callable[["Host", Answer], None]


class VerbForm(VerbFields):
    """A verb's fields, and its doing.

    Args:
        verb: what is to be done.
        given: field id -> value that stands already, as the row it is called from fills it.
        home: the digit's mode it belongs to.
        deep: how many modes to leave once it is done, this one among them.
        then: shows what came of it, where the mode it is called from does that itself.
    """

    def __init__(
        self,
        ws: Workspace,
        verb: Verb,
        given: Mapping[str, Any],
        *,
        home: str,
        deep: int = 1,
        then: Then | None = None,
    ) -> None:
        self.deep, self.then, self.hint = deep, then, ""
        super().__init__(ws, verb, given, home=home)

    @does("back")
    def do_back(self, host: Host) -> None:
        """Go from what would happen back to the fields; from there leave the form."""
        if self.told is None:
            return super().do_back(host)
        self.told = None
        host.show_pane()

    def _perform(self, host: Host, values: dict[str, Any]) -> None:
        given = forming.completed(self.ws, self.fields, values)
        if self.verb.stands and self.verb.row:
            given = prefilled.changed(self.fields, self.stood, given)
            self._hold_overtaken(host, given)
        if self.asks and (self.told is None or self.told[0] != given):
            self._run(
                host,
                given,
                lambda ws, tell: foreseeing.foreseen(ws, self.verb, given, tell),
                lambda found: self._foreseen(host, given, found),
            )
        else:
            self._do(host, given, self.told[1] if self.told else Foreseen([]))

    def _hold_overtaken(self, host: Host, given: dict[str, Any]) -> None:
        """Refuse once where somebody else changed a field meanwhile that is changed here too."""
        now = performing.standing(self.ws, self.verb, given)
        found = list(prefilled.overtaken(self.fields, self.stood, now, given))
        if not found:
            return
        self.stood = {**self.stood, **{id_: now.get(id_) for id_, _ in found}}
        self.told = (given, Foreseen([render(said) for _, said in found]))
        host.show_pane()
        fault = Refused(found[0][1], hint=msg("verbs.overtaken-again"))
        fault.field = found[0][0]
        raise fault

    def _foreseen(self, host: Host, given: dict[str, Any], found: Foreseen) -> None:
        """Show what will happen; F8 again does it, unless nothing would come of it."""
        if not found.lines:
            self._do(host, given, found)
            return
        self.told = (given if found.ready else None, found)
        host.show_pane()
        self.hint = self._hint(host, found)
        host.say(self.hint, WARN)

    def _hint(self, host: Host, found: Foreseen) -> str:
        """Return what F8 does next, and that there is more below than the pane shows."""
        below = host.pane_widget.goes_on()
        first, more = in_the_form(found.lines[0], self.verb), "-below" if below else ""
        if not found.ready:
            return t("verbs.below", said=first) if below else first
        return first if len(found.lines) == 1 and not below else t(f"verbs.f8-again{more}")

    def wrapped(self, host: Host) -> None:
        """Say anew whether more stands below: a page of progress had the whole width before."""
        if self.told is None or "".join(span.text for span in host.status) != self.hint:
            return
        self.hint = self._hint(host, self.told[1])
        host.say(self.hint, WARN)

    def _do(self, host: Host, given: dict[str, Any], told: Foreseen) -> None:
        """Do it as it was told; where it comes to something else by now, show that."""

        def came(found: Answer | Foreseen) -> None:
            if isinstance(found, Foreseen):
                self._foreseen(host, given, found)
                host.say(in_the_form(found.lines[0], self.verb), WARN)
            else:
                self._done(host, found)

        def work(ws: Workspace, tell: Tell) -> Answer | Foreseen:
            found = foreseeing.as_foreseen(ws, self.verb, given, told, tell)
            return found if isinstance(found, Foreseen) else found.settled()

        self._run(host, given, work, came)

    def _run(
        self,
        host: Host,
        given: dict[str, Any],
        work: Callable[[Workspace, Tell], Came],
        then: Callable[[Came], None],
    ) -> None:
        """Do a part of it: here, or beside the session where it can take long."""
        if not self.verb.long:
            then(work(self.ws, silent))
            return
        performing.collected(self.ws, self.verb, given)  # what lacks is said at once
        from civtui.tui.long_deed import run_long

        def failed(error: CivtuiError) -> None:
            self._stand_on(host, error)
            stopped = isinstance(error, Stopped)
            self.fault = None if stopped else error
            host.show_pane()
            host.say(render(error.message), WARN) if stopped else host.refuse(error)

        run_long(host, self.name, work, then, failed)

    def _done(self, host: Host, answer: Answer) -> None:
        """Leave the form, where anything came of it, and show what."""
        if answer.content is not None:
            raise Refused(msg("verbs.no-content"))
        aside, self.told = [*answer.aside, *answer.warnings], None
        if not answer.done:
            home = host.mode.home or host.mode.id
            lines = [in_the_form(text, self.verb) for text in (*aside, *answer.lines())]
            host.push(Said(host.ws, self.name, lines, home=home))
            host.say(t("verbs.not-done"), WARN)
            return
        host.pop(self.deep)
        if answer.row[0] and host.mode.row_of == answer.row[0]:
            host.places[host.mode.id] = answer.row[1]
            host.reload()
            host.grid.go(host.grid.place_of(answer.row[1]))
        if self.then is not None:
            self.then(host, answer)
            return
        lines = answer.lines() if answer.brief is None else [render(answer.brief)]
        say_answer(host, self.verb, lines, aside)
