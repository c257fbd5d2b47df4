"""How a tag of HTML is recognised, in time that grows with the text and not with its square."""

from __future__ import annotations

# A value may hold any sign but its quote. Twenty `<` in one are enough: more mean that a quotation
# mark was left open, and each tag behind it would be tried up to the end of the text.
_DOUBLE = r'"[^"<]*+(?:<[^"<]*+){0,20}"'
_SINGLE = r"'[^'<]*+(?:<[^'<]*+){0,20}'"

ATTRIBUTES = rf"""(?:[^<>"']++|{_DOUBLE}|{_SINGLE})*+"""
"""Pattern of what stands in a tag behind its name."""
