"""Markdown cells as HTML, in the dialects that notebooks are written in."""
