"""Mutation testing: `python -m tests.deep.mutation [ROOM|FILE|FILE:LINE ...] [--seed N] ...`.

Puts small faults (`mutants.py`) into a file one at a time and runs the tests of its room until one
fails. A fault that no test notices survives and is printed: a test is missing, or the fault changes
nothing. Files are never touched: each mutant lives in a forked copy of a process that has loaded
pytest and the libraries, in which the import of that one file gives the mutant; so it does in the
processes that the tests start. Of a `FILE:LINE` every mutant is tried, as who has just written a
test for it wants. What came of the last full run stands in `docs/mutation.md`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.deep.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
# a test run that takes this many times as long as without a fault hangs
PATIENCE, LEAST = 6.0, 20.0
# room -> its files; the tests that know it, the quick ones first
ROOMS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "rules": (
        ("civtui/rules/*.py", "civtui/model/calendar.py"),
        (
            ("tests/rules", "tests/titles/test_workdays.py", "tests/titles/test_quotas.py"),
            (
                "tests/titles/test_before_decision.py",
                "tests/titles/test_life_policies.py",
                "tests/titles/test_refusals.py",
            ),
            ("tests/frozen/test_year.py",),
            ("tests/titles/test_two_years.py", "tests/titles/test_day.py"),
        ),
    ),
    "ledger": (
        ("civtui/ledger/*.py",),
        (
            (
                "tests/ledger/test_chain.py",
                "tests/ledger/test_replay.py",
                "tests/ledger/test_upcast.py",
                "tests/ledger/test_durable.py",
                "tests/ledger/test_letting_go.py",
            ),
            (
                "tests/ledger/test_soundness.py",
                "tests/ledger/test_identity.py",
                "tests/ledger/test_presence.py",
                "tests/ledger/test_staged.py",
            ),
            (
                "tests/ledger/test_restore.py",
                "tests/ledger/test_backup.py",
                "tests/ledger/test_migration.py",
            ),
            ("tests/faults/test_disks.py", "tests/faults/test_translation.py"),
            ("tests/frozen/test_year.py", "tests/ledger/test_trees.py"),
        ),
    ),
    "tables": (
        ("civtui/ledger/projections/*.py",),
        (
            (
                "tests/ledger/test_replay.py",
                "tests/rounds/test_deeds.py",
                "tests/rounds/test_submission.py",
                "tests/titles/test_life_policies.py",
            ),
            (
                "tests/rounds/test_openings.py",
                "tests/rounds/test_random_deeds.py",
                "tests/rounds/test_random_panel.py",
                "tests/building/test_registers.py",
                "tests/building/test_evidence.py",
            ),
            ("tests/frozen/test_year.py", "tests/ledger/test_staged.py"),
            (
                "tests/titles/test_two_years.py",
                "tests/titles/test_life_property.py",
                "tests/rounds/test_after_a_reform.py",
            ),
        ),
    ),
    "windows": (
        ("civtui/ledger/windows.py",),
        (("tests/tui/test_windows.py",),),
    ),
    "marks": (
        (
            "civtui/workspace/marks*.py",
            "civtui/workspace/mark_*.py",
            "civtui/workspace/marks/admission.py",
            "civtui/scoring/pipeline/*.py",
        ),
        (
            (
                "tests/standard/test_bounds.py",
                "tests/standard/test_kinds.py",
                "tests/standard/test_choices.py",
                "tests/sheet/test_texts.py",
                "tests/exchange/test_marks.py",
                "tests/rounds/test_next_unscored.py",
                "tests/rounds/test_openings.py",
            ),
            (
                "tests/rounds/test_submission.py",
                "tests/rounds/test_deeds.py",
                "tests/rounds/test_rights.py",
                "tests/rounds/test_beside.py",
                "tests/standard/test_trace.py",
                "tests/tui/test_blocks.py",
            ),
            ("tests/frozen/test_year.py",),
            (
                "tests/sheet/test_typist.py",
                "tests/sheet/test_session.py",
                "tests/calculators/test_core.py",
                "tests/rounds/test_own_totals.py",
            ),
        ),
    ),
    "workbooks": (
        ("civtui/exchange/archive.py", "civtui/exchange/workbook.py", "civtui/exchange/tables.py"),
        (
            ("tests/exchange/test_tables.py", "tests/exchange/test_workbook.py"),
            ("tests/exchange/test_registry.py", "tests/files/test_named_files.py"),
        ),
    ),
    "imports": (
        ("civtui/exchange/*.py", "civtui/workspace/files/imports.py"),
        (
            (
                "tests/exchange/test_marks.py",
                "tests/exchange/test_credit_code.py",
                "tests/exchange/test_registry.py",
            ),
            ("tests/exchange/test_imports.py", "tests/exchange/test_atomic.py"),
            (
                "tests/reading/test_faces.py",
                "tests/rounds/test_openings.py",
                "tests/building/test_registers.py",
            ),
            ("tests/frozen/test_year.py",),
        ),
    ),
    "outputs": (
        ("civtui/exchange/export.py",),
        (("tests/exchange/test_imports.py",), ("tests/faults/test_outputs.py",)),
    ),
    "reading": (
        ("civtui/model/reading/*.py",),
        (("tests/reading",), ("tests/exchange/test_registry.py",), ("tests/verbs",)),
    ),
}
# what a process that a test starts loads first: it gives the mutant there, too
STARTED = """
from importlib.machinery import SourceFileLoader
from pathlib import Path
path, source = {path!r}, Path({source!r})
loaded = SourceFileLoader.get_code
def get_code(self, fullname):
    if self.path == path:
        return compile(source.read_text("utf-8"), path, "exec")
    return loaded(self, fullname)
SourceFileLoader.get_code = get_code
"""


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Job(NamedTuple):
    """One mutant and the tests that it has to face, with the seconds that each group may take."""

    path: str
    mutant: Mutant
    groups: tuple[tuple[tuple[str, ...], float], ...]


def files(room: str) -> list[Path]:
    """Return the files of a room; one that another room names is that room's alone."""
    others = {ROOT / name for other in ROOMS if other != room for name in ROOMS[other][0]}
    found = {path for glob in ROOMS[room][0] for path in ROOT.glob(glob)} - others
    return sorted(path for path in found if path.stat().st_size > 200)


def run_tests(paths: tuple[str, ...], seconds: float, path: str, source: str) -> str:
    """Run tests in a forked copy of this process; return `passed`, `failed` or `timeout`."""
    pid = os.fork()
    if not pid:
        os.setsid()
        quiet = os.open(os.devnull, os.O_RDWR)
        for handle in (0, 1, 2):
            os.dup2(quiet, handle)
        status = 2
        try:
            put_in(path, source)
            status = tests(paths)
        finally:
            os._exit(min(int(status), 100))
    return waited(pid, seconds)


def waited(pid: int, seconds: float) -> str:
    """Wait for a test run, at most `seconds`; kill it with its children then."""

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        status = os.waitpid(pid, 0)[1]
    except TimeoutError:
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return "timeout"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return "passed" if status == 0 else "failed"


def put_in(path: str, source: str) -> None:
    """Let the import of the file `path` give `source`, here and in the processes started here."""
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    (folder / "mutant.txt").write_text(source, "utf-8")
    hook = STARTED.format(path=path, source=str(folder / "mutant.txt"))
    (folder / "sitecustomize.py").write_text(hook, "utf-8")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = f"{folder}{os.pathsep}{before}" if before else str(folder)
    exec(compile(hook, "sitecustomize.py", "exec"), {})  # in a copy that ends soon


def tests(paths: tuple[str, ...]) -> int:
    """Run pytest here; its plugins and libraries are loaded already."""
    import pytest

    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=no"]
    return int(pytest.main([*words, "--hypothesis-seed=0", *paths]))


def warm_up() -> None:
    """Load what every test run loads, and let hypothesis keep nothing between runs."""
    import hypothesis
    import openpyxl  # noqa: F401 - the forked copies need not load it again
    import pydantic  # noqa: F401 - loaded before the fork
    import pytest  # noqa: F401 - loaded before the fork
    import pytest_asyncio  # noqa: F401 - loaded before the fork

    hypothesis.settings.register_profile("mutation", database=None, deadline=None)
    hypothesis.settings.load_profile("mutation")
    sys.dont_write_bytecode = True


def judged(job: Job) -> tuple[str, Mutant, str]:
    """Return what became of a mutant: `killed`, `survived` or `timeout`."""
    for paths, seconds in job.groups:
        outcome = run_tests(paths, seconds, job.path, job.mutant.source)
        if outcome != "passed":
            return job.path, job.mutant, "killed" if outcome == "failed" else "timeout"
    return job.path, job.mutant, "survived"


def measured(room: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Return the tests of a room with their limits; with a file as it is they have to pass."""
    found, same = [], files(room)[0]
    for paths in ROOMS[room][1]:
        start = time.monotonic()
        outcome = run_tests(paths, 600, str(same), same.read_text("utf-8"))
        if outcome != "passed":
            raise SystemExit(f"{room}: {' '.join(paths)} {outcome} without any fault")
        say(f"{room}: {' '.join(paths)} take {time.monotonic() - start:.1f} s")
        found.append((paths, LEAST + PATIENCE * (time.monotonic() - start)))
    return tuple(found)


def main() -> int:
    """Run it and print a line a file, then the survivors."""
    read = argparse.ArgumentParser(prog="python -m tests.deep.mutation")
    read.add_argument("rooms", nargs="*", metavar="ROOM|FILE|FILE:LINE", help=" ".join(ROOMS))
    read.add_argument("--minutes", type=float, default=40)
    read.add_argument("--each", type=int, default=25, help="most mutants of a file")
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--jobs", type=int, default=2)
    asked = read.parse_args()
    end = time.monotonic() + 60 * asked.minutes
    os.chdir(ROOT)
    warm_up()
    with tempfile.TemporaryDirectory(
        prefix="civtui-mutation-", ignore_cleanup_errors=True
    ) as spare:
        os.environ["TMPDIR"] = tempfile.tempdir = spare  # runs that are killed leave things there
        jobs, made = drawn(asked.rooms, asked.each, random.Random(asked.seed))
        return report(jobs, made, end, asked.jobs)


def drawn(wanted: Sequence[str], each: int, rng: random.Random) -> tuple[list[Job], Counter[str]]:
    """Return the mutants to be judged, in the order of their turn, and how many a file has.

    Args:
        wanted: rooms, files, `file:line`; everything where there is none.
        each: most mutants of a file; of a line there are all.
    """
    jobs, made = list[Job](), Counter[str]()
    for room in ROOMS:
        groups: tuple[tuple[tuple[str, ...], float], ...] = ()
        for path in files(room):
            name = str(path.relative_to(ROOT))
            lines = {int(one.rpartition(":")[2]) for one in wanted if one.startswith(f"{name}:")}
            if wanted and not lines and room not in wanted and name not in wanted:
                continue
            groups = groups or measured(room)
            every = mutants(path.read_text("utf-8"))
            made[str(path)] = len(every)
            chosen = (
                [one for one in every if one.line in lines]
                if lines
                else rng.sample(every, min(each, len(every)))
            )
            jobs += [Job(str(path), mutant, groups) for mutant in chosen]
    rng.shuffle(jobs)  # when the time is up, every file has had its share
    return jobs, made


def report(jobs: list[Job], made: Counter[str], end: float, workers: int) -> int:
    """Judge the jobs until `end` and print what came of them."""
    found: list[tuple[str, Mutant, str]] = []
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for one in pool.imap_unordered(judged, jobs):
            found.append(one)
            if time.monotonic() > end:
                pool.terminate()
                break
    say(f"{'file':46} {'mutants':>8} {'run':>5} {'killed':>7} {'timeout':>8} {'survived':>9}")
    for path in [*sorted(made), ""]:
        count = Counter(outcome for where, _, outcome in found if path in ("", where))
        name = str(Path(path).relative_to(ROOT)) if path else "all"
        every = made[path] if path else made.total()
        columns = f"{count['killed']:7} {count['timeout']:8} {count['survived']:9}"
        say(f"{name:46} {every:8} {count.total():5} {columns}")
    noticed = sum(outcome != "survived" for *_, outcome in found)
    share = 100 * noticed / max(1, len(found))
    say(f"{share:.1f} % noticed; {len(jobs) - len(found)} of the sample not run")
    for path, mutant, outcome in sorted(found, key=lambda one: (one[0], one[1].line)):
        if outcome == "survived":
            say(f"{Path(path).relative_to(ROOT)}:{mutant.line}: {mutant.what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
