"""What an import answers: what was taken, what was rejected and why, what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from civtui.locale import t
from civtui.workspace.answers import Answer

if TYPE_CHECKING:
    from civtui.workspace.imports import ImportAnswer

MOST_SHOWN = 50  # rows that are said one by one


def imported(answer: ImportAnswer) -> Answer:
    """Answer with what came of an import."""

    def lines() -> Iterator[str]:
        yield t("cli_exchange.accepted", accepted=answer.accepted)
        for key, problems in (("rejected", answer.rejected), ("warning", answer.warnings)):
            for p in problems[:MOST_SHOWN]:
                yield t(f"cli_exchange.{key}", **p.shown())
            if len(problems) > MOST_SHOWN:
                yield t("cli_exchange.more", count=len(problems) - MOST_SHOWN)
        changes: dict[str, Any] = {"marks": 0, **answer.changes}
        key = "changed-records" if "records" in changes else "changes"
        yield t(f"cli_exchange.{key}", **changes)
        if answer.rejected and not answer.written:
            yield t("cli_exchange.nothing-written")
        elif not any(changes.values()):
            yield t("cli_exchange.same-already")
        elif not answer.written:
            yield t("cli_exchange.preview")

    return Answer(answer.document(), lines, status=4 if answer.rejected else 0)
