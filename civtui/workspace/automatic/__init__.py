"""What the profile's choices do by themselves, as of a day: computed, then recorded once."""
