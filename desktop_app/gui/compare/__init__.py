"""The Compare step."""
