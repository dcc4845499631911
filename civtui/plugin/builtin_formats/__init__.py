"""The built-in export formats: pure functions from a report document to a file's bytes."""
