"""The registers of the building year: what is kept on record, field by field, in both languages.

One declaration serves the command's options, the screen's form, the import's columns and the check
of every value. Sources: sections A, B, C and E of the programme (`docs/building.md`).
"""

from __future__ import annotations

from civtui.model.errors import NotFound, nearest
from civtui.model.fields import Field as Field
from civtui.model.registers.common import LINES as LINES
from civtui.model.registers.common import TIERS as TIERS
from civtui.model.registers.culture import ACTIVITY as ACTIVITY
from civtui.model.registers.culture import EXEMPLAR, TAKEOVER
from civtui.model.registers.duties import DUTY, GUARANTEE, LEAD, POST, RESULT, TOGETHER
from civtui.model.registers.fields import Register as Register
from civtui.model.registers.reports import FILED, FILING, REPORT, SELF
from civtui.model.registers.running import COMPLAINT, FINDING, INSPECTION, INSTITUTION, OWN, STUDY
from civtui.model.text import msg

REGISTERS: dict[str, Register] = {
    register.id: register
    for register in (
        *(DUTY, POST, LEAD, TOGETHER, RESULT, REPORT, FILING, FILED, SELF, GUARANTEE),
        *(INSTITUTION, OWN, INSPECTION, FINDING, COMPLAINT, STUDY, EXEMPLAR, TAKEOVER),
    )
}


def register_of(name: str) -> Register:
    """Return the register `name`.

    Raises:
        NotFound: there is none of that name.
    """
    if name not in REGISTERS:
        raise NotFound(
            msg("building.no-register"),
            value=name,
            allowed=list(REGISTERS),
            nearest=nearest(name, REGISTERS),
        )
    return REGISTERS[name]
