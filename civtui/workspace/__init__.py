"""What a user can do: one function a verb; the only door for the two faces."""
