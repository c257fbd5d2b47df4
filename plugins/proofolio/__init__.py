"""A portfolio site for data scientists where every claim is one click from its proof."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when somebody asks: in a checkout, Git knows it."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from proofolio.version import own_version

    # Git is asked once.
    globals()[name] = own_version()
    return str(globals()[name])
