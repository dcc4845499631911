"""The actions of the screen and the keys that call them."""
