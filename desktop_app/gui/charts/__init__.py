"""Charts drawn from plain descriptions."""
