"""The widths of `civtui.locale.width`, for the screen."""

from civtui.locale.width import ASCII as ASCII
from civtui.locale.width import char_width as char_width
from civtui.locale.width import clean as clean
from civtui.locale.width import fit as fit
from civtui.locale.width import width as width
from civtui.locale.width import wrap as wrap
