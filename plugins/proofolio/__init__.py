"""A portfolio site for data scientists where every claim is one click from its proof."""

__version__ = "0.1.0"
