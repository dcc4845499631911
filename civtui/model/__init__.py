"""What things are: frozen models, enums, facts and errors; no input or output."""
