"""One module a layout; each says how well a table fits it, and reads it."""
