"""The help, which needs no network."""
