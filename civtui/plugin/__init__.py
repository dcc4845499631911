"""Who else contributes: hooks, discovery, catalogue, worker, configuration."""
