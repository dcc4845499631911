"""Verbs at work: forms, references, previews, and the one way by which each is done."""
