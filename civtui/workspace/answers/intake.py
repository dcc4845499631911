"""Imports: what a file would come to, and what came of it: taken, rejected and why, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.progress import Tell
from civtui.model.text import Message, msg
from civtui.plugin.builtin_formats.shown import seen
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.answers.as_read import as_read, changed_cells
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.exchange.plan import Problem
    from civtui.workspace.files.imports import ImportAnswer

MOST_SHOWN = 50  # rows that are said one by one
MOST_FORESEEN = 20
MOST_AGENCIES, MOST_OFFICES = 8, 8


def registry(
    ws: Workspace,
    *,
    file: Path,
    map: Path | None,
    hidden: bool,
    dry_run: bool,
    skip_rejected: bool,
    tell: Tell,
) -> Answer:
    """Take a registry in, or show what it would come to."""
    from civtui.workspace.files.imports import import_registry

    return imported(
        import_registry(
            ws, file, map, hidden=hidden, dry_run=dry_run, skip_rejected=skip_rejected, tell=tell
        ),
        skips=skip_rejected,
    )


def marks(
    ws: Workspace,
    *,
    file: Path,
    round: str,
    assessor: str | None,
    map: Path | None,
    overwrite: bool,
    hidden: bool,
    dry_run: bool,
    skip_rejected: bool,
    tell: Tell,
) -> Answer:
    """Take marks of a round in, or show what they would come to."""
    from civtui.workspace.files.imports import import_marks

    return imported(
        import_marks(
            ws,
            file,
            round,
            assessor=assessor,
            mapping=map,
            overwrite=overwrite,
            hidden=hidden,
            dry_run=dry_run,
            skip_rejected=skip_rejected,
            tell=tell,
        ),
        skips=skip_rejected,
    )


def registry_foreseen(ws: Workspace, values: Mapping[str, Any], tell: Tell) -> Foreseen:
    """Say what a registry would come to, and what is wrong with it and where."""
    from civtui.workspace.files.imports import import_registry

    found = import_registry(
        ws, values["file"], values["map"], hidden=values["hidden"], dry_run=True, tell=tell
    )
    return foreseen(found, msg("verbs/import.foreseen-registry", **found.changes), values)


def marks_foreseen(ws: Workspace, values: Mapping[str, Any], tell: Tell) -> Foreseen:
    """Say how many marks would come in, on whom and by whom, and what is wrong and where."""
    from civtui.workspace.files.imports import import_marks

    found = import_marks(
        ws,
        values["file"],
        values["round"],
        assessor=values["assessor"],
        mapping=values["map"],
        overwrite=values["overwrite"],
        hidden=values["hidden"],
        dry_run=True,
        tell=tell,
    )
    said = msg(
        "verbs/import.foreseen-marks",
        marks=found.changes["marks"],
        subjects=found.subjects,
        judges=found.judges,
    )
    return foreseen(found, said, values)


def foreseen(found: ImportAnswer, said: Message, values: Mapping[str, Any]) -> Foreseen:
    """Say what a file would come to: first what the next step will do, then what is wrong where.

    Args:
        said: what can be taken; of a file with rejected rows that is what skipping them leaves.
    """
    stops = bool(found.rejected) and not values["skip_rejected"]
    changes, of = any(found.changes.values()), _counts(found)
    lines = [render(said)]
    if stops:
        lines = [t(f"verbs/import.foreseen-nothing{of}", count=_refused(found))]
        lines += [t(f"verbs/import.foreseen-rest{of}", said=said)] if changes else []
    elif not changes:
        lines = [t(f"cli_exchange.{_nothing(found)}")]
    lines += _on(found)
    if found.rejected:
        lines.append(t("verbs/import.foreseen-rejected", count=len(found.rejected)))
    # what is wrong, and what is overwritten, comes before how the file was read: a low screen
    # ends before that does
    lines += _problems("rejected", found.rejected, MOST_FORESEEN)
    lines += changed_cells(found)
    lines += _problems("warning", found.warnings, MOST_FORESEEN)
    lines += [*as_read(found), *_brought(found)]
    return Foreseen(lines, ready=changes and not stops)


def _counts(found: ImportAnswer) -> str:
    """Return the end of a message's key: a file of marks is counted by its cells, others by rows.

    Of a row of marks some can be taken and others not; a row of anything else is taken whole.
    """
    return "-cells" if "marks" in found.changes else ""


def _refused(found: ImportAnswer) -> int:
    """Return of how many cells (marks) or rows (all else) something is wrong."""
    if _counts(found):
        return len(found.rejected)
    return len({(one.sheet, one.row) for one in found.rejected})


def _on(found: ImportAnswer) -> list[str]:
    """Return whom marks are on, office by office below their agencies; of many the first."""
    said = []
    for agency, names in [*found.on.items()][:MOST_AGENCIES]:
        own = [*names[:MOST_OFFICES], *(["…"] if len(names) > MOST_OFFICES else [])]
        alone = own == [agency]
        said.append(
            seen(agency if alone else t("verbs/import.offices-of", agency=agency, names=own))
        )
    said += ["…"] if len(found.on) > MOST_AGENCIES else []
    return [t("verbs/import.marks-on", subjects=said)] if said else []


def _brought(found: ImportAnswer) -> list[str]:
    """Return that titles come with others, and that rows say what stands, where some do."""
    said = [t("cli_exchange.brought", count=found.brought)] if found.brought else []
    if found.same and any(found.changes.values()):  # else all that is said is that nothing changes
        said.append(t("cli_exchange.rows-same", count=found.same))
    return said


def _nothing(found: ImportAnswer) -> str:
    """Return what is said of a file that changes nothing, by what else it has."""
    if not found.rejected:
        return "rest-out" if found.out else "same-already"
    return ("rest-same" if found.accepted else "all-rejected") + _counts(found)


def _problems(kind: str, problems: list[Problem], most: int) -> Iterator[str]:
    """Yield what is wrong, row by row; of many the first ones."""
    for problem in problems[:most]:
        yield t(f"cli_exchange.{kind}", **problem.shown())
    if len(problems) > most:
        yield t("cli_exchange.more", count=len(problems) - most)


def imported(answer: ImportAnswer, *, skips: bool) -> Answer:
    """Answer with what came of an import.

    Args:
        skips: whether rejected rows were to be left out and the others written.
    """
    changes: dict[str, Any] = {"marks": 0, **answer.changes}
    changed = msg(
        f"cli_exchange.{'changed-records' if 'records' in changes else 'changes'}", **changes
    )

    stops = bool(answer.rejected) and not answer.written and not skips
    of = _counts(answer)

    def lines() -> Iterator[str]:
        if stops and any(changes.values()):  # before the good rows, which are not written either
            yield t(f"cli_exchange.stopped{of}", count=_refused(answer))
        yield t(f"cli_exchange.accepted{of}", accepted=answer.accepted)
        yield from as_read(answer)
        yield from changed_cells(answer)
        yield from _problems("rejected", answer.rejected, MOST_SHOWN)
        yield from _problems("warning", answer.warnings, MOST_SHOWN)
        yield t(changed.key, **changes)
        yield from _on(answer)
        yield from _brought(answer)
        if not any(changes.values()):
            yield t(f"cli_exchange.{_nothing(answer)}")
        elif stops:
            yield t(f"cli_exchange.nothing-written{of}")
        elif not answer.written:
            yield t("cli_exchange.preview")
        if answer.fact:
            yield t("cli_exchange.way-back", fact=answer.fact)

    whole = answer.written and not (answer.rejected or answer.warnings)
    return Answer(
        answer.document(),
        lines,
        status=4 if answer.rejected else 0,
        brief=_written(answer, changed) if whole else None,
        done=answer.written or not answer.rejected,
    )


def _written(answer: ImportAnswer, changed: Message) -> Message:
    """Return what was written in one line, and how to take it back."""
    said = changed
    if answer.judges:
        said = msg(
            "verbs/import.written-marks",
            marks=answer.changes["marks"],
            subjects=answer.subjects,
            judges=answer.judges,
        )
    return msg("verbs/import.written", said=said, fact=answer.fact)
