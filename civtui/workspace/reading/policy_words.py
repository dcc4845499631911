"""What people call the profile's policies and their choices, for the faces."""

from __future__ import annotations

from civtui.rules.policies import name_of, said

__all__ = ["name_of", "said"]
