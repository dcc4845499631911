"""What happened: append facts, chain them, project them, query the projections."""
