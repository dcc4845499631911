"""Rules as data: read, check, compare and write profiles and standards."""
