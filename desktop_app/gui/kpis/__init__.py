"""The KPIs step."""
