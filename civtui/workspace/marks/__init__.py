"""Marks: stored, taken back, held, left for later, and what stands beside them."""
