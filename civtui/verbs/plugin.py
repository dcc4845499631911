"""Plugins: seen, enabled, disabled, pinned, made, checked."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import ANY_TIME, DRY_RUN, Verb, arg, ref, to

HERE = "civtui.workspace.answers.plugin:"
PLUGIN = ref("id", "plugin", metavar="ID", title=msg("verbs.field-plugin"))
SETTINGS = Field(
    "set",
    type="settings",
    required=False,
    several=True,
    metavar="KEY=VALUE",
    hint=msg("verbs/plugin.plugin.enable.set-hint"),
)
WHY_CHECK = "the conformance kit stands above the workspace; it is an author's tool"

VERBS: tuple[Verb, ...] = (
    Verb("plugin", "list", HERE + "list_", needs="maybe"),
    Verb("plugin", "info", HERE + "info", (PLUGIN,), row="plugin", needs="maybe"),
    Verb(
        "plugin",
        "enable",
        HERE + "enable",
        (PLUGIN, SETTINGS),
        right=Right.MANAGE,
        row="plugin",
        may=HERE + "may_enable",
        more=HERE + "settings_of",
        preview=HERE + "trust",
        inverse="plugin.disable",
        until=ANY_TIME,
    ),
    Verb(
        "plugin",
        "disable",
        HERE + "disable",
        (PLUGIN,),
        right=Right.MANAGE,
        row="plugin",
        may=HERE + "may_disable",
        inverse="plugin.enable",
        until=ANY_TIME,
    ),
    Verb(
        "plugin",
        "trace",
        HERE + "trace",
        (PLUGIN._replace(required=False, metavar="[ID]"),),
        row="plugin",
        needs="maybe",
    ),
    Verb("plugin", "doctor", HERE + "doctor", needs="maybe"),
    Verb(
        "plugin",
        "new",
        HERE + "new",
        (arg("kind"), arg("folder", "file", metavar="DIR")),
        needs="nothing",
    ),
    Verb(
        "plugin",
        "check",
        "",
        (arg("target", metavar="PATH|NAME"),),
        needs="nothing",
        command="civtui.cli.plugin:check",
        by_hand={"command": WHY_CHECK, "screen": WHY_CHECK},
    ),
    Verb(
        "plugin",
        "dev",
        "",
        (arg("target", metavar="PATH|NAME"),),
        needs="nothing",
        command="civtui.cli.plugin:dev",
        by_hand={"command": "it goes on until interrupted", "screen": WHY_CHECK},
    ),
    Verb("plugin", "signals", HERE + "signals", (to("agency", argument=True),), row="agency"),
    Verb("plugin", "lock", HERE + "lock", right=Right.READ),
    Verb(
        "plugin",
        "sync",
        HERE + "sync",
        (DRY_RUN._replace(hint=msg("verbs/plugin.sync-hint")),),
        right=Right.READ,
        by_hand={"screen": "it installs packages on the host"},
    ),
)
