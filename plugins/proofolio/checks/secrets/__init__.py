"""Keys, passwords and private things: what they look like, and where they stand."""
