"""Reports of known content in random layouts, with random noise, and what reading made of them."""
