"""A round's marks under another standard: what could be carried, and how the ranks change."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from civtui.files import read_toml
from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.scoring.numbers import exact_text
from civtui.scoring.rerun import Carried, rerun
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.rounds.standards import sound_standard
from civtui.workspace.session import Workspace


class ShiftRow(NamedTuple):
    """One subject; points as exact text, `change` the places won or lost."""

    subject: str
    name: str
    before: str | None
    after: str | None
    rank_before: int | None
    rank_after: int | None
    change: int | None


class RerunAnswer(NamedTuple):
    """What a round comes to under another standard (see `civtui.scoring.rerun.Rerun`).

    Args:
        old, new: (id, version, sha256) of the two standards.
    """

    round: str
    old: tuple[str, str, str]
    new: tuple[str, str, str]
    partial: bool
    carried: list[Carried]
    dropped: list[str]
    unmarked: list[str]
    shifts: list[ShiftRow]

    def document(self) -> dict[str, Any]:
        """Return the answer as `standard rerun --json` prints it."""
        keys = ("id", "version", "sha256")
        return {
            "round": self.round,
            "from": dict(zip(keys, self.old, strict=True)),
            "to": dict(zip(keys, self.new, strict=True)),
            "partial": self.partial,
            "carried": [part._asdict() for part in self.carried],
            "dropped": self.dropped,
            "unmarked": self.unmarked,
            "results": [row._asdict() for row in self.shifts],
        }


def rerun_round(
    ws: Workspace, round_id: str, name: str, mapping: Path | None = None
) -> RerunAnswer:
    """Return a round's marks under another standard; nothing is written.

    Args:
        name: the other standard: a file, or a name.
        mapping: a TOML file of `"old-item" = "new-item"`, where ids differ; several old items may
            name one new item.

    Raises:
        NotFound, BadInput: no such round or standard, or the mapping names an item there is not.
        Refused: `standard check` finds what bars it.
    """
    round_ = rounds.round_row(ws, round_id)
    pin, document = sound_standard(ws, name)
    pairs: dict[str, Any] = {}
    if mapping is not None:
        pairs = read_toml(mapping)[0]
        for key, value in pairs.items():
            if not isinstance(value, str):
                where: dict[str, object] = {"file": str(mapping), "key": key}
                raise BadInput(msg("profile.no-mapping"), where=where, value=str(value)[:60])
    names = {s.id: s.full_name for s in rounds.subjects_of(ws, round_)}
    try:
        done = rerun(rounds.document_of(ws, round_), document, marks_of(ws, round_), pairs)
    except BadInput as error:
        error.where = {**({"file": str(mapping)} if mapping else {}), **error.where}
        raise
    return RerunAnswer(
        round=round_id,
        old=(round_.standard, round_.standard_version, round_.standard_sha256),
        new=pin,
        partial=done.partial,
        carried=done.carried,
        dropped=done.dropped,
        unmarked=done.unmarked,
        shifts=[
            ShiftRow(
                s.subject,
                names[s.subject],
                _text(s.before),
                _text(s.after),
                s.rank_before,
                s.rank_after,
                s.change,
            )
            for s in done.shifts
        ],
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
