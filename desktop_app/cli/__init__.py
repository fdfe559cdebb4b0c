"""The command line: the same core for scripts and tests."""
