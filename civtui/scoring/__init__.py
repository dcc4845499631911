"""Marks to results: pure, exact, each figure with its trace."""
