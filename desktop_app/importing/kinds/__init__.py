"""One module for each kind of value: how cells of that kind are spelled, and what they mean."""
