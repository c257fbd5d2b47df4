"""Measures how fast pages are on a phone: `python tests/benchmarks/lighthouse.py`.

Builds the example site, serves it compressed from this machine, and prints for each kind of page
the median of Lighthouse's mark for performance with what it is made of. It needs Chromium, Node and
Lighthouse, whose folder `PROOFOLIO_TOOLS` names. The marks are of the machine as well: Lighthouse
slows its processor down four times, and what else runs on it counts too.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "/": 99,
    "/projects/": 99,
    "/services/": 99,
    "/posts/reading-a-band/": 99,
    "/about/": 99,
    "/projects/gridcast/": 97,
}
"""Pages, and the mark each is to have."""
CHROME = "--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking"
TOLD = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "total-byte-weight": "bytes",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Compresses texts and keeps connections open, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, kind = path.read_bytes(), self.guess_type(str(path))
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Cache-Control", "max-age=600")
        if is_text:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def look(url: str, report: Path) -> dict[str, Any]:
    """What Lighthouse reports of a page on a phone."""
    script = Path(os.environ["PROOFOLIO_TOOLS"]) / "lighthouse/cli/index.js"
    command = ["node", str(script), url, "--quiet", "--output=json", f"--output-path={report}"]
    command += ["--only-categories=performance", f"--chrome-flags={CHROME}"]
    chrome = shutil.which("chromium") or shutil.which("google-chrome") or ""
    subprocess.run(command, env={**os.environ, "CHROME_PATH": chrome}, check=True)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        mkdocs = Path(sys.executable).with_name("mkdocs")
        subprocess.run([mkdocs, "build", "-q", "-d", site], cwd=ROOT, check=True)
        handler = functools.partial(Handler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        print("| Page | Mark, median | Wanted | " + " | ".join(TOLD.values()) + " | Machine |")
        print("|---|---|---|" + "---|" * (len(TOLD) + 1))
        for page, wanted in PAGES.items():
            reports = [look(address + page, Path(folder) / "report") for _ in range(options.runs)]
            print(_line(page, wanted, reports), flush=True)
        server.shutdown()


def _line(page: str, wanted: int, reports: list[dict[str, Any]]) -> str:
    marks = [100 * report["categories"]["performance"]["score"] for report in reports]
    told = [median(r["audits"][name]["numericValue"] for r in reports) for name in TOLD]
    machine = median(report["environment"]["benchmarkIndex"] for report in reports)
    figures = " | ".join(f"{figure:.0f}" for figure in (*told, machine))
    return f"| {page} | {median(marks):.0f} | {wanted} | {figures} |"


if __name__ == "__main__":
    main()
