"""Face one: the command line; one file a noun, loaded on use."""
