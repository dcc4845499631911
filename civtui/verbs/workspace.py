"""The workspace as a whole: begun, looked over, opened, kept safe."""

from __future__ import annotations

from civtui.model.fields import Choice
from civtui.model.roles import Right
from civtui.model.text import Bilingual, msg
from civtui.verbs.verb import SEEDS, Verb, arg, flag, opt, to

HERE = "civtui.workspace.answers.workspace:"
RESTORING = "civtui.workspace.answers.restoring:"
BEGINS = "it makes the workspace that a screen would stand on; `civtui` alone leads to it"
OPENS = "it opens the screen itself"
DRIVER = opt("driver", "choice", choices=(Choice("stock", Bilingual("stock")),))
PLAIN = flag("plain")
FOLDER = arg("folder", "file", required=False, metavar="[DIR]")
SIZES = tuple(Choice(size, Bilingual(size)) for size in ("city", "province"))

VERBS: tuple[Verb, ...] = (
    Verb(
        "",
        "demo",
        "",
        (
            FOLDER,
            opt("size", "choice", choices=SIZES, default="city"),
            opt("seed", "count", default=1, maximum=SEEDS["maximum"]),
            flag("headless"),
        ),
        needs="folder",
        command="civtui.cli.demo:demo",
        by_hand={"command": OPENS, "screen": BEGINS},
    ),
    Verb(
        "",
        "init",
        "",
        (FOLDER, opt("profile", default="standard"), opt("name", default="")),
        needs="folder",
        command="civtui.cli.workspace:init",
        by_hand={"command": BEGINS, "screen": BEGINS},
    ),
    Verb("", "status", HERE + "status"),
    Verb(
        "",
        "tui",
        "",
        (DRIVER, PLAIN),
        command="civtui.cli.screen:tui",
        by_hand={"command": OPENS, "screen": OPENS},
    ),
    Verb(
        "",
        "score",
        "",
        (
            to("round", argument=True, required=True, metavar="ROUND"),
            opt("assessor", metavar="ID"),
            DRIVER,
            PLAIN,
        ),
        right=Right.MARK,
        inverse="mark.undo",
        command="civtui.cli.screen:score",
        by_hand={"command": OPENS, "screen": "the score sheet is a place of its own"},
    ),
    Verb(
        "",
        "practice",
        "",
        (DRIVER,),
        needs="nothing",
        command="civtui.cli.practice:practice",
        by_hand={"command": OPENS, "screen": OPENS},
    ),
    Verb("", "doctor", HERE + "doctor"),
    Verb(
        "",
        "backup",
        HERE + "backup",
        (
            arg(
                "file",
                "file",
                metavar="FILE",
                proposed=HERE + "backup_placed",
                hint=msg("verbs/backup.file-hint"),
            ),
        ),
        right=Right.BACKUP,
        stays=msg("verbs.stays-outside"),
    ),
    Verb(
        "",
        "restore",
        RESTORING + "restore",
        (
            arg("file", "file", metavar="FILE", catalogue="backup"),
            flag("other-city", only="command"),
            opt(
                "to",
                "file",
                only="form",
                proposed=RESTORING + "placed",
                hint=msg("verbs/restore.to-hint"),
            ),
        ),
        right=Right.MANAGE,
        preview=RESTORING + "will_restore",
        stays=msg("verbs/restore.stays"),
        command="civtui.cli.workspace:restore",
        by_hand={
            "command": "it asks who is at the terminal before another city goes in, and "
            "works where no workspace can be opened"
        },
    ),
)
