"""The Sources step."""
