"""The Trends step."""
