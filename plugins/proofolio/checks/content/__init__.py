"""What is worth mending in each kind of content, and in what is written about it."""
