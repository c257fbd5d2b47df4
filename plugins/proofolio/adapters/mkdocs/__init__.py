"""MkDocs, and with it ProperDocs: the only place that imports `mkdocs`."""
