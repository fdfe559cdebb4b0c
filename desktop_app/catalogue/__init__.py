"""What every KPI and record field means, read from data files."""
