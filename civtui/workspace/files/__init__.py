"""Files of a workspace: settings, imports, reports, backups, and whether all is sound."""
