"""Runs commands in this process and keeps what each said: words, exit status, document."""

from __future__ import annotations

import json
import shlex
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

from civtui import locale
from civtui.cli.main import run
from tests.frozen.kept import plain


def said(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a command, given as such or as one line as a shell takes it."""
    return tuple(shlex.split(words[0])) if len(words) == 1 else words


class Ticking:
    """A clock that goes on by a second at every reading.

    Args:
        start: its first moment.
    """

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self, _: object = None) -> datetime:
        """Return the next moment."""
        self.moment += timedelta(seconds=1)
        return self.moment


OPENING = Ticking(datetime(2026, 12, 28, 1, 0, tzinfo=UTC))


class Teller:
    """A workspace driven by commands, and the record of them.

    Args:
        root: a fresh folder; the workspace is `root/city`.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.city = root, root / "city"
        self.stages: dict[str, list[dict[str, Any]]] = {}
        self._stage: list[dict[str, Any]] = []

    def stage(self, name: str) -> None:
        """Begin a stage: what is run from now on is kept under `name`."""
        self._stage = self.stages[name] = []

    def file(self, name: str, text: str) -> str:
        """Write a file beside the workspace and return its path."""
        path = self.root / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *words: str, lang: str = "en") -> tuple[int, str, str]:
        """Run a command as it stands; return its status and what it wrote to both streams."""
        out, err = TextIOWrapper(BytesIO(), "utf-8"), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run(["-w", str(self.city), "--lang", lang, *words])
        locale.use("zh")
        out.flush()
        return status, out.buffer.getvalue().decode("utf-8"), err.getvalue()  # type: ignore[attr-defined]  # a BytesIO

    def do(self, *words: str, status: int = 0) -> Any:
        """Run a command with `--json`, keep it, hold it to its `status`; return its document."""
        words = said(words)
        code, out, err = self.run(*words, "--json")
        document = json.loads(out) if out else None
        assert code == status, (words, code, out, err)
        self._keep(words, code, document)
        return document

    def say(self, *words: str, status: int = 0, lang: str = "en") -> str:
        """Run a command as a person does, keep its lines, hold it to its `status`."""
        words = said(words)
        code, out, err = self.run(*words, lang=lang)
        assert code == status, (words, code, out, err)
        self._keep(words, code, {"lang": lang, "out": out.splitlines(), "err": err.splitlines()})
        return out

    def keep_file(self, path: Path) -> None:
        """Keep the lines of a file that the last command wrote."""
        lines = path.read_text("utf-8-sig").splitlines()
        self._stage[-1]["file"] = plain(lines, (str(self.root), "<root>"))

    def _keep(self, words: tuple[str, ...], code: int, said: Any) -> None:
        places = ((str(self.root), "<root>"),)
        self._stage.append(
            {"do": plain(" ".join(words), *places), "exit": code, "said": plain(said, *places)}
        )
