"""The three-new project (三新工程): new environment, new style, new image."""
