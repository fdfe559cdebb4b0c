"""The Decide step."""
