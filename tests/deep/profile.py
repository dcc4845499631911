"""The profile of long runs: ten times as many examples where a test names no number, none kept."""

from hypothesis import settings

settings.register_profile("deep", max_examples=1000, deadline=None, database=None)
settings.load_profile("deep")
