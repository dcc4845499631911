"""Files that others collected, through every importer: `python -m tests.deep.collected FOLDER`.

Each file is given to every verb that imports, as a preview on the demo city, once as it is and once
with the words of that importer over its columns, so that its cells are really read. Prints a table
and ends with 1 where an importer crashed, hung, or left a cell out without a word (`--account`).
The folder is anybody's: `docs/faults.md` says which collections were used and what came of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from civtui import locale
from civtui.exchange import marks, registers, registry
from civtui.exchange.headers import AGENCY, MARKS, letters
from civtui.exchange.tables import TEXTS, WORKBOOKS, Cell, Sheet, read_tables, shown
from civtui.model.errors import CivtuiError
from civtui.model.registers import ACTIVITY, REGISTERS
from civtui.verbs import every_verb
from civtui.verbs.verb import Verb
from civtui.workspace.building.intake import columns_of
from civtui.workspace.demo import demo
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import open_workspace

READERS = (registry, marks, registers)
ROUND = "city-2026"
DEEPEST = 20  # rows among which the fullest becomes the header


class Tried(NamedTuple):
    """One file and one importer.

    Args:
        how: `read`, `refused`, `crashed`, `hung`, or `silent` where cells are unaccounted for.
        why: the key of a refusal, the end of a traceback, the first such cell.
    """

    file: str
    importer: str
    how: str
    why: str
    seconds: float


def importers() -> list[Verb]:
    """Return every verb that takes a file of rows in."""
    return [verb for verb in every_verb() if verb.id.endswith(".import") or verb.noun == "import"]


def words_of(verb: Verb) -> list[str]:
    """Return a word for each column that an importer knows, those it needs first."""
    if verb.id == "import.registry":
        return [words[0] for words in AGENCY.values()]
    if verb.id == "import.marks":
        return [MARKS[name][0] for name in ("subject", "item", "value", "assessor", "agency")]
    register = REGISTERS.get(verb.fixed.get("register", ""), ACTIVITY)
    needed = {field.id for field in register.fields if field.required} | {"agency"}
    columns = columns_of(register)
    first = sorted(columns, key=lambda field: field not in needed)
    return [columns[field][0] for field in first]


def with_words(sheet: Sheet, words: list[str]) -> Sheet:
    """Return a sheet whose fullest row of the first ones is a header of these words."""
    head = sheet.rows[:DEEPEST]
    filled = [sum(cell is not None for cell in row) for row in head]
    if not filled or not max(filled):
        return sheet
    at = filled.index(max(filled))
    rest = iter(words)
    row: list[Cell] = [next(rest, cell) if cell is not None else None for cell in head[at]]
    row += list(rest)
    return sheet._replace(rows=[*sheet.rows[:at], row, *sheet.rows[at + 1 :]])


def unaccounted(sheets: list[Sheet], document: dict[str, Any]) -> Iterator[str]:
    """Yield the cells of recognized sheets of which an answer says nothing.

    It says of each column that holds anything what it was read as, if only that it is not used.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    left = {(one["sheet"], one["row"]) for one in document["left_out"]}
    refused = {(one["sheet"], one["row"]) for one in document["rejected"]}
    named = {seen["sheet"] for seen in document["sheets"]}
    yield from (f"{name}: a sheet not named" for name in by_name if name not in named)
    for seen in _wholes(document["sheets"]):
        sheet = by_name[seen["sheet"]]
        if not seen["kind"]:
            continue
        known = {one["place"] for one in seen["columns"]} | hidden(sheet, document)
        used = {one["place"] for one in seen["columns"] if one["field"]}
        rows = 0
        for number, row in enumerate(sheet.rows[seen["header"] :], seen["header"] + 1):
            if (sheet.name, number) in left:
                continue
            filled = {letters(at) for at, cell in enumerate(row) if shown(cell).strip()}
            rows += bool(filled & used)
            if (sheet.name, number) not in refused:
                yield from (f"{sheet.name} {place}{number}" for place in filled - known)
        if rows > seen["rows"] and seen["kind"] != "marks":  # of a table of marks, its cells
            yield f"{sheet.name}: {rows} rows, {seen['rows']} of them said"


def _wholes(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is said of each sheet as one: of agencies and offices it is said twice."""
    found: dict[str, dict[str, Any]] = {}
    for seen in sheets:
        one = found.setdefault(seen["sheet"], {**seen, "columns": []})
        one["columns"] = [*one["columns"], *seen["columns"]]
        one["rows"] = max(one["rows"], seen["rows"])
    return list(found.values())


def hidden(sheet: Sheet, document: dict[str, Any]) -> set[str]:
    """Return the letters of the columns that an answer says are hidden."""
    said = any(
        one["sheet"] == sheet.name and one["why"] == "hidden-column" for one in document["left_out"]
    )
    return {letters(place) for place in sheet.hidden_columns} if said else set()


def attempt(city: Path, file: Path, account: bool, answer: Connection, verbs: list[Verb]) -> None:
    """Give a file to importers and send what came of each; runs in a process of its own."""
    ws = open_workspace(city)
    begun = monotonic()
    try:
        sheets, error = read_tables(file), None
    except CivtuiError as caught:
        sheets, error = [], caught
    reading = monotonic() - begun
    why = error.message.key if error else ""
    answer.send(Tried(file.name, "reading", "refused" if error else "read", why, reading))
    given: list[Sheet] = []

    def reread(*_: Any, **__: Any) -> list[Sheet]:
        if error:
            raise error
        return [sheet._replace(rows=[[*row] for row in sheet.rows]) for sheet in given]

    for module in READERS:
        vars(module)["read_tables"] = reread
    for verb in verbs if error is None else ():
        words = words_of(verb)
        for name, change in (
            (verb.id, lambda sheet: sheet),
            (f"{verb.id} by force", partial(with_words, words=words)),
        ):
            given[:] = map(change, sheets)
            answer.send(_tried(ws, verb, name, file, given if account else None))
    answer.send(None)


def _tried(ws: Any, verb: Verb, name: str, file: Path, sheets: list[Sheet] | None) -> Tried:
    values: dict[str, Any] = {"file": str(file), "dry-run": True, "round": ROUND}
    fields = {field.id for field in verb.fields}
    begun = monotonic()
    how, why = "read", ""
    try:
        done = perform(ws, verb, {key: value for key, value in values.items() if key in fields})
        document = done.document()
        (json.dumps(document, ensure_ascii=False) + "\n".join(done.lines())).encode()
        if sheets is not None:
            why = next(unaccounted(sheets, document), "")
            how = "silent" if why else how
    except CivtuiError as error:
        how, why = "refused", error.message.key
        locale.error_line(error)
    except Exception:
        how, why = "crashed", traceback.format_exc()[-600:]
    return Tried(file.name, name, how, why, monotonic() - begun)


def results(city: Path, file: Path, asked: argparse.Namespace) -> Iterator[Tried]:
    """Yield what came of a file; an importer that takes too long is ended with its process."""
    forked = get_context("fork")
    ours, theirs = forked.Pipe(duplex=False)
    verbs = [verb for verb in importers() if not asked.only or verb.id in asked.only]
    process = forked.Process(target=attempt, args=(city, file, asked.account, theirs, verbs))
    process.start()
    theirs.close()
    last = "-"
    try:
        while True:
            if not ours.poll(asked.seconds):
                yield Tried(file.name, f"after {last}", "hung", "", asked.seconds)
                return
            tried = ours.recv()
            if tried is None:
                return
            last = tried.importer
            yield tried
    except EOFError:
        yield Tried(file.name, f"after {last}", "crashed", "the process ended", 0)
    finally:
        process.kill()
        process.join()


def table(tried: list[Tried]) -> Iterator[str]:
    """Yield the lines of the table: each importer, then why files and tries were refused."""
    columns = ("read", "refused", "silent", "crashed", "hung")
    yield f"{'importer':34}{'tries':>7}" + "".join(f"{c:>9}" for c in columns) + "   median     max"
    for name in dict.fromkeys(one.importer for one in tried):
        mine = [one for one in tried if one.importer == name]
        seconds = [one.seconds for one in mine]
        hows = Counter(one.how for one in mine)
        yield (
            f"{name:34}{len(mine):7}"
            + "".join(f"{hows[c]:9}" for c in columns)
            + f"{statistics.median(seconds):8.2f}s{max(seconds):7.2f}s"
        )
    yield ""
    refused = Counter((one.importer == "reading", one.why) for one in tried if one.how == "refused")
    for (whole, why), times in sorted(refused.items(), reverse=True):
        yield f"{'file' if whole else 'try':5}{times:6}  {why}"


def main() -> int:
    """Run it; return 1 where an importer crashed, hung or said nothing of a cell."""
    read = argparse.ArgumentParser(prog="python -m tests.deep.collected")
    read.add_argument("folder", type=Path)
    read.add_argument("--seconds", type=float, default=150, help="for one file and importer")
    read.add_argument("--only", action="append", help="id of an importer; repeatable")
    read.add_argument("--account", action="store_true", help="every cell has to be accounted for")
    asked = read.parse_args()
    kinds = (*TEXTS, *WORKBOOKS)
    files = sorted(p for p in asked.folder.rglob("*") if p.suffix.lower() in kinds and p.is_file())
    tried: list[Tried] = []
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "city"
        demo(city).close()
        for file in files:
            for one in results(city, file, asked):
                tried.append(one)
                if one.how in ("crashed", "hung", "silent"):
                    sys.stdout.write(f"{one.how}: {file} {one.importer}\n  {one.why}\n")
                    sys.stdout.flush()
    sys.stdout.write(f"{len(files)} files\n" + "\n".join(table(tried)) + "\n")
    return int(any(one.how in ("crashed", "hung", "silent") for one in tried))


if __name__ == "__main__":
    sys.exit(main())
