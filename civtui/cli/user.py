"""`user list|set|remove`: who may work in the workspace, and as what."""

from __future__ import annotations

import click

from civtui.cli.face import Face, emit, json_option, narrate
from civtui.locale import t
from civtui.locale.tables import table
from civtui.model.roles import Role


@click.group(help=t("cli.help-user"))
def user() -> None:
    """Users."""


@user.command("list", help=t("cli.help-user-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List users and roles."""
    from civtui.workspace.users import user_rows

    rows = user_rows(face.open())
    heads = [t(f"cli.column-{c}") for c in ("user", "role", "agency", "assessor")]
    return emit(
        [row._asdict() for row in rows],
        as_json,
        lambda: table(heads, [[cell or "" for cell in row] for row in rows]),
    )


@user.command("set", help=t("cli.help-user-set"))
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--agency", help=t("cli.help-user-agency"))
@click.option("--assessor", metavar="ID", help=t("cli.help-user-assessor"))
@json_option
@click.pass_obj
def set_(
    face: Face, name: str, role: str, agency: str | None, assessor: str | None, as_json: bool
) -> int:
    """Give a user a role."""
    from civtui.workspace.users import first_admin, set_user

    ws = face.open()
    caller = first_admin(ws, name)
    row = set_user(ws, name, Role(role), agency=agency, assessor=assessor)
    if caller:
        narrate(t("cli.user-caller", user=caller))
    return emit(row._asdict(), as_json, lambda: [t("cli.user-set", user=row.name, role=row.role)])


@user.command("remove", help=t("cli.help-user-remove"))
@click.argument("name")
@json_option
@click.pass_obj
def remove(face: Face, name: str, as_json: bool) -> int:
    """Take a user's rights away."""
    from civtui.workspace.users import remove_user

    remove_user(face.open(), name)
    return emit({"removed": name}, as_json, lambda: [t("cli.user-removed", user=name)])
