"""Who may work in the workspace, and as what."""

from __future__ import annotations

from civtui.model.fields import Choice
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.verbs.verb import ANY_TIME, Verb, arg, ref, to, void_of

HERE = "civtui.workspace.answers.user:"
ROLES = tuple(Choice(role.value, msg(f"verbs/user.role-{role.value}")) for role in Role)
KNOWN = ref("name", "user", title=msg("verbs.field-user"))

VERBS: tuple[Verb, ...] = (
    Verb("user", "list", HERE + "list_"),
    Verb("user", "me", HERE + "me"),
    Verb(
        "user",
        "set",
        HERE + "set_",
        (
            arg("name", title=msg("verbs.field-user")),
            arg("role", "choice", choices=ROLES),
            to("agency"),
            to(
                "assessor",
                "person",
                metavar="ID",
                title=msg("verbs/user.user.set.assessor"),
                hint=msg("verbs/user.user.set.assessor-hint"),
            ),
        ),
        right=Right.MANAGE,
        inverse="user.remove",
        until=msg("verbs.until-admin"),
    ),
    Verb(
        "user",
        "remove",
        HERE + "remove",
        (KNOWN,),
        right=Right.MANAGE,
        row="user",
        may=HERE + "may_remove",
        use="rare",
        inverse="user.set",
        until=ANY_TIME,
    ),
    void_of("user", "user"),
)
