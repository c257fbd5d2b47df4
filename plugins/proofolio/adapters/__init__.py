"""Carrying finished pages into a site engine."""
