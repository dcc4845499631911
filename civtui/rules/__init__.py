"""What follows from facts: pure functions that return an answer with its reasons."""
