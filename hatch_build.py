"""What a release says of where it comes from; hatchling calls it when it builds."""

from __future__ import annotations

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """`[project.urls]` of the repository that released it, which the release workflow names.

    A fork that releases under its own name points to itself, and any other build to nobody.
    """

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses, where there is a repository to lead to."""
        repository = os.environ.get("RELEASED_FROM")
        if repository:
            metadata["urls"] = {
                "Repository": repository,
                "Documentation": f"{repository}/blob/main/docs/README.md",
                "Changelog": f"{repository}/blob/main/CHANGELOG.md",
                "Issues": f"{repository}/issues",
            }
