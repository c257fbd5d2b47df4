"""A sentence, a name or a key in any kind of file, for tests of what must not be published."""

from __future__ import annotations

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

from PIL import Image, PngImagePlugin


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def notebook(*cells: dict[str, object], **metadata: object) -> bytes:
    whole = [
        {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], **c} for c in cells
    ]
    found = {"cells": whole, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(found, indent=1).encode()


def shown(mime: str, content: object) -> dict[str, object]:
    return {"outputs": [{"output_type": "display_data", "metadata": {}, "data": {mime: content}}]}


def png(text: str) -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("Comment", text, zip=True)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def jpeg(text: str) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x9C9B] = text.encode("utf-16-le")
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


# PDF


def pdf(info: bytes = b"", stream: bytes = b"", head: bytes = b"") -> bytes:
    """A file of as many parts of a PDF as the search looks at."""
    parts = [b"%PDF-1.7", b"1 0 obj <</Author " + info + b">> endobj" if info else b""]
    if stream:
        size = str(len(stream)).encode()
        parts.append(
            b"2 0 obj <<%b/Length %b>> stream\n%b\nendstream endobj" % (head, size, stream)
        )
    return b"\n".join([*parts, b"trailer <</Info 1 0 R>>", b"%%EOF"])


def utf16(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


def plain_string(content: bytes) -> bytes:
    for sign in b"\\()":
        content = content.replace(bytes([sign]), b"\\" + bytes([sign]))
    return b"(" + content + b")"


def octal_string(content: bytes) -> bytes:
    return b"(" + b"".join(b"\\%03o" % code for code in content) + b")"


def hex_string(content: bytes) -> bytes:
    return b"<" + content.hex().upper().encode() + b">"


def in_pieces(text: str) -> bytes:
    """A line of print: letters that are moved together, word by word."""
    words = (plain_string(f"{word} ".encode("latin-1")) for word in text.split(" "))
    return b"BT [" + b" -20 ".join(words) + b"] TJ ET"


def kerned(text: str) -> bytes:
    """A page as TeX prints it: a word in several pieces, and no blank but in the moves."""
    words = text.split(" ")
    cut = [(word[: len(word) // 2], word[len(word) // 2 :]) for word in words]
    pieces = (
        b" 28 ".join(plain_string(part.encode("latin-1")) for part in parts if part)
        for parts in cut
    )
    lines = [b"[(W)83(ords)-333(before)]TJ", b"[" + b"-333".join(pieces) + b"]TJ", b"(after)Tj"]
    return b"BT /F1 10 Tf " + b" 0 -12 Td ".join(lines) + b" ET"


PDFS: dict[str, Callable[[str], bytes]] = {
    "string": lambda text: pdf(plain_string(text.encode("latin-1"))),
    "string, UTF-16": lambda text: pdf(plain_string(utf16(text))),
    "string, UTF-8": lambda text: pdf(plain_string(b"\xef\xbb\xbf" + text.encode())),
    "octal": lambda text: pdf(octal_string(text.encode("latin-1"))),
    "octal, UTF-16": lambda text: pdf(octal_string(utf16(text))),
    "hex": lambda text: pdf(hex_string(text.encode("latin-1"))),
    "hex, UTF-16": lambda text: pdf(hex_string(utf16(text))),
    "broken line": lambda text: pdf(b"(" + text.encode("latin-1").replace(b" ", b" \\\n") + b")"),
    "in brackets": lambda text: pdf(b"(a (" + text.encode("latin-1") + b") b)"),
    "print": lambda text: pdf(stream=in_pieces(text)),
    "kerned print": lambda text: pdf(stream=zlib.compress(kerned(text))),
    "pressed print": lambda text: pdf(stream=zlib.compress(in_pieces(text))),
    "pressed twice": lambda text: pdf(
        stream=base64.a85encode(zlib.compress(in_pieces(text)), adobe=True)[2:]),
    "object stream": lambda text: pdf(
        stream=zlib.compress(b"1 0 <</Title " + hex_string(utf16(text)) + b">>"),
        head=b"/Type/ObjStm/Filter/FlateDecode/N 1/First 4"),
    "XMP": lambda text: pdf(
        stream=f"<x:xmpmeta><dc:creator>{html.escape(text)}</dc:creator></x:xmpmeta>".encode()),
    "pressed XMP": lambda text: pdf(stream=zlib.compress(
        f"<x:xmpmeta><dc:creator>{html.escape(text)}</dc:creator></x:xmpmeta>".encode())),
    "file in it": lambda text: pdf(stream=zlib.compress(f"a;b\n1;{text}\n".encode())),
}  # fmt: skip


def threes(text: str) -> list[str]:
    return [text[at : at + 3] for at in range(0, len(text), 3)]


def rich(letter: str) -> str:
    """A letter as RTF has it: half of those that are not ASCII with what old readers show."""
    if letter.isascii():
        return letter
    code = letter.encode("cp1252")[0]
    return f"\\'{code:02x}" if code % 2 else f"\\u{ord(letter)}\\'{code:02x}"


def address(text: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(text.encode()).decode()}"


WHOLE: dict[str, Callable[[str], tuple[str, bytes]]] = {
    **{
        f"PDF, {kind}": lambda text, make=make: ("a.pdf", make(text))
        for kind, make in PDFS.items()
    },
    "UTF-16": lambda text: ("a.txt", f"Dear all\n{text}\n".encode("utf-16")),
    "UTF-16, big": lambda text: ("a.csv", b"\xfe\xff" + f"a;{text}".encode("utf-16-be")),
    "UTF-16 without mark": lambda text: ("a.txt", f"Dear all\n{text}\n".encode("utf-16-le")),
    "UTF-16 without mark, big": lambda text: ("a.log", f"Dear\n{text}\n".encode("utf-16-be")),
    "UTF-16 in bytes": lambda text: ("a.bin", b"\0\1\xff\xd8\xd9" + f"{text}".encode("utf-16-le")),
    "UTF-32": lambda text: ("a.txt", text.encode("utf-32")),
    "Latin-1": lambda text: ("a.txt", f"à {text}".encode("latin-1")),
    "bytes": lambda text: ("a.bin", b"\0\1\2" + text.encode() + b"\0\xff"),
    "gzip": lambda text: ("a.xml.gz", gzip.compress(f"<loc>{html.escape(text)}</loc>".encode())),
    "bzip2": lambda text: ("a.csv.bz2", bz2.compress(text.encode())),
    "xz": lambda text: ("a.csv.xz", lzma.compress(text.encode())),
    "zip": lambda text: ("a.zip", packed("a.csv", f"a;{text}".encode())),
    "zip in zip": lambda text: ("a.zip", packed("b.zip", packed("a.csv", text.encode()))),
    "Word": lambda text: ("a.docx", packed("word/document.xml",
        "".join(f"<w:r><w:t>{html.escape(w)} </w:t></w:r>" for w in text.split(" ")).encode())),
    "Word, cut anywhere": lambda text: ("a.docx", packed("word/document.xml", "".join(
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{html.escape(p)}</w:t></w:r>" for p in threes(text)
        ).encode())),
    "Excel, cut anywhere": lambda text: ("a.xlsx", packed("xl/sharedStrings.xml", "".join(
        f"<r><rPr><b/><sz val='9'/></rPr><t>{html.escape(p)}</t></r>" for p in threes(text)
        ).encode())),
    "OpenDocument, cut anywhere": lambda text: ("a.odt", packed("content.xml", "".join(
        f"<text:span text:style-name='T1'>{html.escape(p)}</text:span>" for p in threes(text)
        ).encode())),
    "rich text": lambda text: ("cv.rtf", b"{\\rtf1\\ansi\\b0 " + "".join(
        rich(letter) for letter in text).encode() + b"\\par}"),
    "icon": lambda text: ("favicon.ico", b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0" + png(text)),
    "NumPy": lambda text: ("a.npy", b"\x93NUMPY\1\0v\0" + f"ab\0{text}".encode("utf-32-le")),
    "Word 97": lambda text: ("a.doc", b"\xd0\xcf\x11\xe0\0\0\xff" + text.replace(
        " ", " \u2013 ").encode("utf-16-le")),
    "name in zip": lambda text: ("a.zip", packed(f"{text.replace('/', '')}.csv", b"1")),
    "PNG": lambda text: ("a.png", png(text)),
    "JPEG": lambda text: ("a.jpg", jpeg(text)),
    "CSS address": lambda text: ("a.css", f"a{{background:url({address(text)})}}".encode()),
    "HTML address": lambda text: ("a.html", f'<img src="{address(text)}">'.encode()),
    "percent address": lambda text: (
        "a.html", f'<img src="data:image/svg+xml,{quote(text)}">'.encode()),
    "attachment": lambda text: ("a.ipynb", notebook({"cell_type": "markdown", "attachments": {
        "a.png": {"image/png": base64.b64encode(png(text)).decode()}}})),
    "PDF in a notebook": lambda text: ("a.ipynb", notebook(shown("application/pdf",
        base64.b64encode(PDFS["hex, UTF-16"](text)).decode()))),
}  # fmt: skip
"""Files that hold a text in a way of their own."""

TEXTS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "page": lambda text: ("a/index.html", f"<p>{text}</p>".encode()),
    "attribute": lambda text: ("a.html", f"<img alt='{text}'>".encode()),
    "script": lambda text: ("a.js", f"const a = `{text}`;".encode()),
    "style": lambda text: ("a.css", f"/* {text} */".encode()),
    "drawing": lambda text: ("a.svg", f"<svg><!-- {text} --></svg>".encode()),
    "feed": lambda text: ("feed.xml", f"<summary>{text}</summary>".encode()),
    "table": lambda text: ("a.csv", f'a,b\n1,"{text}"\n'.encode()),
    "text": lambda text: ("a.txt", text.encode()),
    "log": lambda text: ("a.log", f"12:00 {text}\n".encode()),
    "no suffix": lambda text: ("LICENSE", text.encode()),
    "Markdown": lambda text: ("a.md", f"# A\n\n{text}\n".encode()),
    "JSON": lambda text: ("a.json", json.dumps({"a": [text]}).encode()),
    "search": lambda text: (
        "search/search_index.json", json.dumps({"docs": [{"text": text}]}).encode()),
    "lines in JSON": lambda text: (
        "a.json", json.dumps({"a": text.splitlines(True)}, indent=1).encode()),
    "source": lambda text: ("a.ipynb", notebook({"source": text})),
    "source in lines": lambda text: ("a.ipynb", notebook({"source": text.splitlines(True)})),
    "source of a text": lambda text: (
        "a.ipynb", notebook({"cell_type": "markdown", "source": text})),
    "raw cell": lambda text: ("a.ipynb", notebook({"cell_type": "raw", "source": text})),
    "output": lambda text: ("a.ipynb", notebook(shown("text/plain", text.splitlines(True)))),
    "HTML output": lambda text: ("a.ipynb", notebook(shown("text/html", f"<p>{text}</p>"))),
    "JSON output": lambda text: ("a.ipynb", notebook(shown("application/json", {"a": text}))),
    "metadata of a cell": lambda text: ("a.ipynb", notebook({"metadata": {"a": text}})),
    "metadata": lambda text: ("a.ipynb", notebook({}, a={"b": text})),
    "damaged notebook": lambda text: ("a.ipynb", notebook({"source": text})[:-9]),
}  # fmt: skip
"""Files of text, in which it may be written in many ways."""


def wrapped(mark: str, end: str = "") -> Callable[[str], str]:
    """The text in lines of three words, each of which begins and ends so."""

    def write(text: str) -> str:
        words = text.split(" ")
        lines = [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
        return "\n".join(f"{mark}{line}{end}" for line in lines)

    return write


ESCAPED: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "HTML": html.escape,
    "HTML in HTML": lambda text: html.escape(html.escape(text)),
    "numbers": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "percent": lambda text: quote(text, safe=""),
    "long code": lambda text: "".join(f"\\U{ord(letter):08x}" for letter in text),
    "code": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "JSON": lambda text: json.dumps(json.dumps([text])),
    "tags": lambda text: f"<b>{text[:3]}</b>{text[3:]}",
    "unseen": lambda text: f"{text[:3]}\u200b{text[3:]}",
    "bold": lambda text: f"**{text[:7]}**{text[7:]}",
    "two literals": lambda text: f'"{text[:7]}" + "{text[7:]}"',
    "literals in lines": lambda text: f'("{text[:7]}"\n    f"{text[7:]}")',
}
"""Ways to write anything."""


def bold(letter: str) -> str:
    """A letter that JSON escapes as two."""
    return chr(0x1D41A + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter


WRITTEN: dict[str, Callable[[str], str]] = {
    "comment": wrapped("# "),
    "slashes": wrapped("// "),
    "stars": wrapped(" * "),
    "dashes": wrapped("-- "),
    "quote": wrapped("> "),
    "quote in a quote": wrapped("> > "),
    "table": wrapped("| ", " |"),
    "literals": wrapped('"', ' "'),
    "added": wrapped('    + "', ' "'),
    "f-literals": wrapped('f"', ' "'),
    "breaks": wrapped("", "<br>"),
    "paragraphs": wrapped("<p>", "</p>"),
    "blanks": lambda text: text.replace(" ", "\u00a0\n\t"),
    "link": lambda text: text.replace(" ", "](https://a.example/b) ", 1).join(("[", "")),
    "link in a word": lambda text: (
        f'{text[:4]}[{text[4:7]}](https://a.example/b_(c)?d=1 "A title"){text[7:]}'
    ),
    "link to a page": lambda text: f"[{text[:6]}](<b>){text[6:]}".replace("<b>", "b.md#c"),
    "reference": lambda text: f"{text[:4]}[{text[4:7]}][a b]{text[7:]}",
    "picture in a link": lambda text: f"[![{text[:4]}](a.png)](b.md){text[4:]}",
    "two halves": lambda text: json.dumps("".join(map(bold, text))),
    "hyphens": lambda text: "-\n".join((text[:4], text[4:])),
    "note": lambda text: text.replace(" ", "[^1] ", 1),
}
"""Ways to write a sentence."""
