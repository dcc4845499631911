"""The life of a title as verbs: apply, check, decide, notice, grant, review, card, reform."""
