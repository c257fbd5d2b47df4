"""Which pages exist, in what order, with what facts: plain data for the templates."""
