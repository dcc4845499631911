"""`civtui` alone: the screen of the workspace here; where there is none, how to begin.

With a terminal the way to begin is a page of numbered choices, so that nobody has to know a verb:
the demo city, practice, a new workspace step by step, opening one that is near, a backup's return.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from civtui import locale
from civtui.cli.face import Face, emit, narrate
from civtui.cli.plain.talk import Choice, Ended, Talk, half_width
from civtui.locale import t
from civtui.model.errors import BadInput, CivtuiError, Refused

DEMO, PRACTICE, NEW, OPEN = "demo", "practice", "new", "open"
RESTORE, LANGUAGE, ELSEWHERE = "restore", "language", "elsewhere"
WAYS = (DEMO, PRACTICE, NEW, OPEN, RESTORE)
DEMO_FOLDER = "civtui-demo"


def begin(face: Face) -> int:
    """Open what is here, or say how to begin; return the exit status."""
    from civtui.workspace.files.creating import is_workspace

    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_workspace(face.folder):
        return _screen(face) if terminal or face.plain else _overview(face)
    if not (terminal or face.plain):
        lines = t("start.how", folder=face.folder).split("\n")
        return emit(None, False, lambda: lines)
    try:
        return _page(face, Talk())
    except Ended:
        return 0


def _overview(face: Face) -> int:
    from civtui.workspace.answers.workspace import status

    found = status(face.open())
    return emit(None, False, found.lines, status=found.status)


def _screen(face: Face) -> int:
    from civtui.cli.screen import open_face

    return open_face(face, face.open())


def _page(face: Face, talk: Talk) -> int:
    """Let one of the ways to begin be chosen until one has led to a workspace."""
    from civtui.workspace.files.backups import workspaces

    while True:
        choices = [Choice(id_, t(f"start.{id_}")) for id_ in WAYS]
        choices.append(Choice(LANGUAGE, t("plain.language")))
        talk.say("", t("start.none-here", folder=face.folder.absolute()))
        if near := workspaces(face.folder):
            names = [str(path.relative_to(face.folder)) for path in near]
            talk.say(t("start.near", names=names, number=WAYS.index(OPEN) + 1))
        chosen = talk.choose(t("start.title"), choices, back=t("plain.leave"))
        if chosen is None:
            return 0
        if chosen == LANGUAGE:
            locale.use(locale.following())
            continue
        if chosen == PRACTICE:
            return _practice(face)
        try:
            folder = {DEMO: _demo, NEW: _new, OPEN: _other, RESTORE: _restore}[chosen](face, talk)
        except CivtuiError as error:
            talk.say(locale.error_line(error))
            continue
        if folder is not None:
            return _screen(replace(face, folder=folder))


def _practice(face: Face) -> int:
    from civtui.cli.practice import practise

    return practise(face, None)


def _demo(face: Face, talk: Talk) -> Path | None:
    """Make the demo city in a folder of its own, or open the one that is there."""
    from civtui.workspace.demo import demo as make

    folder = _asked_folder(talk, face.folder / DEMO_FOLDER)
    if folder is None:
        return None
    make(folder, lang=locale.current(), user=face.user).close()
    narrate(t("cli.demo-at", folder=folder))
    return folder


def _new(face: Face, talk: Talk) -> Path | None:
    """Make a workspace: its name, its profile, where it stands, its registry from a file."""
    from civtui.workspace.files.creating import init

    name = talk.ask(t("start.ask-name")).strip()
    if not name:
        return None
    profile = talk.ask(t("start.ask-profile")).strip() or "standard"
    folder = _new_folder(talk, face.folder / name.replace("/", "-"))
    while folder is not None:
        try:
            init(
                folder,
                profile=profile,
                name=name,
                lang=locale.current(),
                user=face.user,
                strict=True,
            ).close()
            break
        except BadInput as error:  # of the profile: it alone is asked for again
            talk.say(locale.error_line(error))
            profile = talk.ask(t("start.ask-profile")).strip() or "standard"
    else:
        return None
    talk.say(t("cli.init-done", folder=folder))
    _registry(face, folder, talk)
    return folder


def _new_folder(talk: Talk, usual: Path) -> Path | None:
    """Ask where something new stands until that is an empty place; None goes back.

    Where other files lie in a folder already, as the workbooks to import, one in it is proposed.
    """
    from civtui.workspace.files.backups import free
    from civtui.workspace.files.creating import hold_empty, is_workspace

    name = usual.name
    while (folder := _asked_folder(talk, usual)) is not None:
        try:
            hold_empty(folder)
        except Refused as error:
            talk.say(locale.error_line(error))
            inside = folder.is_dir() and not is_workspace(folder)
            usual = free(folder.absolute() if inside else folder.absolute().parent, name)
        else:
            return folder
    return None


def _registry(face: Face, folder: Path, talk: Talk) -> None:
    """Take a registry in, once what would come of it was seen."""
    while file := talk.ask(t("start.ask-registry")).strip():
        words = ["-w", str(folder), "--lang", locale.current(), "import", "registry", file]
        if face.run([*words, "--dry-run"]) == 0 and half_width(talk.ask(t("start.take-in"))) == "1":
            face.run(words)
            return


def _other(face: Face, talk: Talk) -> Path | None:
    """Open a workspace near here by its number, or any other by its folder."""
    from civtui.workspace.files.backups import workspaces
    from civtui.workspace.session import read_settings

    folder = _one_of(talk, OPEN, workspaces(face.folder), t("start.ask-folder"))
    if folder is not None:
        read_settings(folder)
    return folder


def _restore(face: Face, talk: Talk) -> Path | None:
    """Bring a backup back in a new folder, picked from those near here by its number."""
    from civtui.workspace.files import backups
    from civtui.workspace.files.restoring import restore

    near = [path / part for path in backups.workspaces(face.folder) for part in ("", "out")]
    found = backups.at_hand([face.folder, face.folder.absolute().parent, *near])
    path = _one_of(talk, RESTORE, found, t("start.ask-backup"))
    folder = _new_folder(talk, backups.free(face.folder, path.stem)) if path else None
    if path is None or folder is None:
        return None
    restore(folder, path, agree=lambda found, wanted: True, user=face.user)
    talk.say(t("verbs/restore.done", file=path, folder=folder))
    return folder


def _one_of(talk: Talk, way: str, known: Sequence[Path], asked: str) -> Path | None:
    """Let one of some paths be chosen by number, or another be typed; None goes back."""
    chosen: str | None = ELSEWHERE
    if known:
        choices = [Choice(str(path), str(path)) for path in known]
        choices.append(Choice(ELSEWHERE, t("start.elsewhere")))
        chosen = talk.choose(t(f"start.{way}"), choices)
    if chosen == ELSEWHERE:
        typed = talk.ask(asked).strip()
        return Path(typed).expanduser() if typed else None
    return Path(chosen) if chosen else None


def _asked_folder(talk: Talk, usual: Path) -> Path | None:
    typed = talk.ask(t("start.ask-where", folder=usual)).strip()
    return None if typed == "0" else Path(typed).expanduser() if typed else usual
