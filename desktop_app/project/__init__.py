"""The saved project and its format versions."""
