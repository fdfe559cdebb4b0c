"""A vendor's report in; records, stated values and findings out."""
