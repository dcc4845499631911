"""What a round comes to: totals, ranks, traces, schemes, and how fair it was."""
