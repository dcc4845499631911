"""Disks that fail: a small one that fills up, one that may only be read; and a program in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest


def mounted(folder: Path, *words: str) -> None:
    """Mount something on `folder`, or skip the test where that is not permitted."""
    done = subprocess.run(
        ["mount", *words, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mounting is not permitted here: {done.stderr.strip()}")


@contextmanager
def small_disk(folder: Path, city: Path, size: str = "24m") -> Iterator[SmallDisk]:
    """Give a disk of its own with a copy of a workspace on it."""
    if shutil.which("mount") is None:
        pytest.skip("there is no mount here")
    folder.mkdir()
    mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "none")
    try:
        shutil.copytree(city, folder / "city")
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


class SmallDisk:
    """A small disk with a workspace in `city`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.city = folder, folder / "city"

    def fill(self, *, leave: int = 0) -> None:
        """Leave `leave` bytes of room."""
        room = os.statvfs(self.folder)
        with (self.folder / "ballast").open("wb") as file:
            file.write(b"\0" * max(0, room.f_bavail * room.f_frsize - leave))

    def free(self) -> None:
        """Make room again."""
        (self.folder / "ballast").unlink()

    def read_only(self, on: bool = True) -> None:
        """Let the disk be read only, or written again."""
        how = "remount,ro" if on else "remount,rw"
        subprocess.run(["mount", "-o", how, str(self.folder)], check=True)


class Said(NamedTuple):
    """What a call of the program came to."""

    status: int
    out: str
    err: str

    def document(self) -> Any:
        """Return the one document of `--json`."""
        return json.loads(self.out)


def call(
    *words: str | Path,
    before: Callable[[], object] | None = None,
    environment: dict[str, str] | None = None,
    out: Path | None = None,
) -> Said:
    """Run the program.

    Args:
        before: runs in its process before it, e.g. to set a limit.
        environment: beside the process's own.
        out: a file that takes the answer.
    """
    given = {**os.environ, "LC_ALL": "C.UTF-8", "CIVTUI_LANG": "en", **(environment or {})}
    target = out.open("wb") if out else subprocess.PIPE
    done = subprocess.run(
        [sys.executable, "-m", "civtui", *map(str, words)],
        stdout=target,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
        env=given,
        preexec_fn=before,
    )
    if out and not isinstance(target, int):
        target.close()
    said = Said(
        done.returncode,
        (done.stdout or b"").decode("utf-8", "surrogateescape"),
        done.stderr.decode("utf-8", "surrogateescape"),
    )
    assert "Traceback" not in said.err, said.err
    return said
