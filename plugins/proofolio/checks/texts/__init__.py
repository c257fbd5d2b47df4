"""What a file says, whatever its format, and in every way that it can be read."""
