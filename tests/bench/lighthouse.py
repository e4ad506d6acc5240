"""Run Lighthouse with its mobile settings on four pages of the first site.

    npm install --prefix FOLDER lighthouse
    python tests/bench/lighthouse.py FOLDER/node_modules/.bin/lighthouse

The pages are the home page, a claim, all claims and an article. The site is built in a temporary
folder and served locally with compression, as by a web host. The script prints the median of each
of the four scores for each page. Exit status 1 means that a score is below the promised one: 95 for
performance, 100 for the others. A busy machine lowers the performance score.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from support.browser import MISSING, find_browser

from factdesk.cli import run

PAGES = (
    "",
    "claims/thousands-of-eu-staff-reject-hikvision/",
    "claims/",
    "articles/eu-staff-reject-surveillance-units/",
)
RUNS = 5
PROMISED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_COMPRESSED_ALREADY = (".woff2", ".png")


class Compressed(SimpleHTTPRequestHandler):
    """Serves a folder as web hosts do: compressed and cacheable, without a log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, or the page of a folder."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=600")
        if not file.name.endswith(_COMPRESSED_ALREADY):
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def scores(lighthouse: str, url: str, browser: str) -> dict[str, int]:
    """Return what Lighthouse gives a page, from 0 to 100."""
    command = [lighthouse, url, "--quiet", "--output=json", "--output-path=stdout"]
    command += ["--chrome-flags=--headless --no-sandbox", f"--only-categories={','.join(PROMISED)}"]
    environment = {**os.environ, "CHROME_PATH": browser}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in PROMISED}


def main(arguments: list[str]) -> int:
    """Measure each page and print the scores."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    browser = find_browser() or sys.exit(MISSING)
    os.chdir(ROOT)
    short = False
    with tempfile.TemporaryDirectory() as folder:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=folder))
        address = f"http://127.0.0.1:{server.server_port}/"
        if status := run(["build", "--site-dir", folder, "--site-url", address]):
            return status
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in PAGES:
            runs = [scores(arguments[0], address + page, browser) for _ in range(RUNS)]
            given = {name: round(median(each[name] for each in runs)) for name in PROMISED}
            short |= any(given[name] < least for name, least in PROMISED.items())
            print(page or "home", *(f"{name} {score}" for name, score in given.items()), sep="  ")
        server.shutdown()
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
