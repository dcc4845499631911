"""How the city stands: what is due, what changed, what happened by itself."""
