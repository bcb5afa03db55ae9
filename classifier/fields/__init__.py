"""Field extraction: candidates, a scorer, and one joint choice."""
