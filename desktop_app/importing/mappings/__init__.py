"""What was decided about a report's tables: kept, corrected, found again for the next report."""
