"""What bars a deed on a day, found by asking the deed itself; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger.ledger import Rehearsed
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import collected, named
from civtui.workspace.session import Workspace

# what no deed of anybody's mends: a decision that it bars can be carried out by nobody
LASTING = frozenset(
    {
        "titles.not-held-by",
        "titles.decided-late",
        "titles.held",
        "titles.not-lost",
        "titles.back-already",
        "titles.restored-before-lost",
        "titles.fell-with-reform",
    }
)


class Bar(NamedTuple):
    """What bars a deed.

    Args:
        way: what is to be done first.
        whom: of several, the one to whom it is barred, as people call it; else empty.
    """

    why: Message
    way: Message | None
    whom: str = ""

    @property
    def lasting(self) -> bool:
        """Whether nothing is to be done first: the deed is barred for good."""
        return self.why.key in LASTING

    @property
    def first(self) -> Message:
        """The sentence that says what has to be done first, and for whom."""
        if self.way is None:
            return self.why
        if self.whom:
            return msg("titles.first-of", name=self.whom, why=self.why, way=self.way)
        return msg("titles.next-first", why=self.why, way=self.way)


def barred(ws: Workspace, verb: str, given: Mapping[str, Any], day: date) -> Bar | None:
    """Return what bars a deed on a day, whoever may do it; None where nothing does.

    The function of the verb is asked for all that it asks and ends where it would write, so that
    what is said beforehand is what is refused then.

    Args:
        verb: its id.
        given: what its form holds; texts that are still to be written are taken as written.
    """
    declared, asides = verb_of(verb), [*ws.asides]
    dated = {"on": day} if any(f.id == "on" for f in declared.fields) else {}
    texts = {f.id: "…" for f in declared.fields if f.required and f.type == "text"}
    ws.asking = True
    try:
        values = collected(ws, declared, {**texts, **given})
        named(declared.call)(ws, **{**values, **dated})
    except Rehearsed:
        return None
    except CivtuiError as error:
        return Bar(error.message, error.hint, error.value if isinstance(error.value, str) else "")
    finally:
        ws.asking, ws.asides[:] = False, asides
    return None
