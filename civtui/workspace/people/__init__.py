"""Users: their rights, what they like to see, and what changed since they were here."""
