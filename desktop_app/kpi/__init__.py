"""Measurements from records and stated values: the KPI core."""
