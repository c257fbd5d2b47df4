"""The site's icon: the letters of a name, and a full stop."""

from xml.sax.saxutils import escape

ICON = "assets/images/icon.svg"
COLOURS = {"petrol": ("#0f3d3e", "#f1f6f3", "#f4b942"), "iron": ("#1a1c22", "#f5f5f4", "#ff8c6b")}


def make_icon(letters: str, palette: str = "petrol") -> str:
    """An SVG icon with up to two letters; without letters the full stop stands alone."""
    ground, text, stop = COLOURS[palette]
    letters = letters.strip()[:2]
    if letters:
        # The width is given, since nobody knows which font will draw the letters.
        fit = "" if len(letters) == 1 else ' textLength="19" lengthAdjust="spacingAndGlyphs"'
        drawing = (
            f'<text x="14" y="22" font-family="Newsreader,Georgia,serif" '
            f'font-size="{15 if fit else 19}" font-weight="500" text-anchor="middle"{fit} '
            f'fill="{text}">{escape(letters)}</text>'
            f'<circle cx="26.75" cy="20.25" r="1.9" fill="{stop}"/>'
        )
    else:
        drawing = f'<circle cx="16" cy="16" r="5.5" fill="{stop}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
        f'<rect width="32" height="32" rx="6" fill="{ground}"/>{drawing}</svg>\n'
    )


def monogram(name: str) -> str:
    """The first letters of a name's first and last word."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()
