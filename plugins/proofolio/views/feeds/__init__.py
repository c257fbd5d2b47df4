"""Feeds as plain data: which there are, and what stands in each."""
