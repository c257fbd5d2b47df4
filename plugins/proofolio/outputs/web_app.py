"""What a phone needs to put a site on its home screen: the icon as PNG, and a manifest."""

from __future__ import annotations

import json

from proofolio.outputs.icon_picture import SIDE, kept_icon
from proofolio.outputs.site import BuiltSite

MANIFEST = "site.webmanifest"
_ICON = "assets/images/icon-{side}.png"


def make_web_app(site: BuiltSite) -> dict[str, bytes]:
    """The icons and the manifest by address.

    Apple's devices take the icon of 180 pixels, others those that the manifest names
    (https://www.w3.org/TR/appmanifest/). The site stays a site: it opens in the browser.
    """
    profile = site.library.profile
    name = profile.name_latin or profile.name
    folder = site.cache / "pictures" if site.cache else None
    icons = {side: kept_icon(name, site.accent, side, folder) for side in (SIDE, 192, 180)}
    manifest = {
        "name": site.name,
        "start_url": ".",
        "display": "browser",
        "icons": [
            {
                "src": _ICON.format(side=side),
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for side in (192, SIDE)
        ],
    }
    made = {_ICON.format(side=side): content for side, content in icons.items()}
    return made | {MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"}
