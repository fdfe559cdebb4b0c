"""One module per kind of file; each hands on plain cells."""
