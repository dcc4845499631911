"""Rounds: opened, dealt, judged, submitted, closed, run again, and who may see what of one."""
