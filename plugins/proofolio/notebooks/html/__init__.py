"""HTML that is written or let in: elements, styles, pictures and their sizes."""
