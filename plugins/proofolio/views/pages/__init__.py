"""What stands on each page: one module for a page, or for the pages of one kind."""
