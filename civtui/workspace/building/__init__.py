"""The building year: registers, evidence, boards, signals, and what the end of a year does."""
