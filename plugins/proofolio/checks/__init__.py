"""What is worth mending in content or in a built site; nothing here changes anything."""
