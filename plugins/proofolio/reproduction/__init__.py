"""Runs a notebook anew when its author asks for it: the only room that starts a kernel."""
