"""A driver for textual that a bad line hurts no more than it hurts `less`.

It reads the frames that textual writes, keeps what the screen should show beside what was sent,
and sends the difference: changed cells, scrolled blocks. Frames that the line has not taken yet
are replaced, never queued; answers to cursor queries say how much the line has taken.

Any textual program can use it: `App(driver_class=civtui.tui.line.driver_class())`.
It imports textual and rich alone.
"""

from civtui.tui.line.choice import driver_class

__all__ = ["driver_class"]
