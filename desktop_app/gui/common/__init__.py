"""Widgets and model bases that several screens share."""
