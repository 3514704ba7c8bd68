"""Lighthouse on the main pages, as a phone sees them, against the application as ``supple serve`` starts it.

Needs Node (``npx`` fetches Lighthouse once) and Chromium. Prints performance, accessibility and best practices of each page, and
what the first page transfers. ``python benchmarks/bench_lighthouse.py``
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = os.environ.get("SUPPLE_LIGHTHOUSE", "npx --yes lighthouse@12.8.2").split()
#: path -> whether a visitor with data is needed.
PAGES = {
    "/": False,
    "/about": False,
    "/check": False,
    "RESULT": True,
    "/today": True,
    "/programme": True,
    "/progress": True,
    "/mine": True,
}
BOUND = 95
_SEED = """
import django; django.setup()
from django.contrib.sessions.backends.db import SessionStore
from builders.world import make_world
from supple_web.accounts.models import Person
from supple_web.accounts.people import SESSION_KEY
world = make_world(Person.objects.create())
session = SessionStore(); session[SESSION_KEY] = str(world.person.pk); session.save()
print(session.session_key, world.check.pk)
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as reports:
        port = _free_port()
        server = subprocess.Popen(
            [Path(sys.executable).parent / "supple", "serve", "--port", str(port), "--data", folder],
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://localhost:{port}"
            _wait_for(address)
            key, check = _seeded(Path(folder))
            below = 0
            print("| page | performance | accessibility | best practices | transferred |")
            print("|---|---|---|---|---|")
            for path, needs_data in PAGES.items():
                url = address + path.replace("RESULT", f"/check/{check}/result")
                report = _report(url, f"sessionid={key}" if needs_data else None, Path(reports) / "report.json")
                scores = {name: round(100 * one["score"]) for name, one in report["categories"].items()}
                weight = report["audits"]["total-byte-weight"]["numericValue"] / 1000
                below += scores["performance"] < BOUND or scores["accessibility"] < BOUND
                print(f"| {path} | {' | '.join(str(scores[name]) for name in scores)} | {weight:.0f} kB |", flush=True)
            return 1 if below else 0
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/healthz").close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address}: the server did not start within a minute")


def _seeded(data: Path) -> tuple[str, str]:
    environment = {
        **os.environ,
        "SUPPLE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "supple_web.config.settings",
        "PYTHONPATH": str(ROOT / "tests"),
    }
    said = subprocess.run([sys.executable, "-c", _SEED], env=environment, check=True, capture_output=True, text=True)
    key, check = said.stdout.split()
    return key, check


def _report(url: str, cookie: str | None, out: Path) -> dict:
    chromium = os.environ.get("SUPPLE_CHROMIUM") or shutil.which("chromium") or ""
    wanted = "--only-categories=performance,accessibility,best-practices"
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
    command = [*LIGHTHOUSE, url, wanted, flags, "--output=json", f"--output-path={out}", "--quiet", "--no-enable-error-reporting"]
    subprocess.run([*command, *headers], env={**os.environ, "CHROME_PATH": chromium}, check=True, stdout=subprocess.DEVNULL)
    return json.loads(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    raise SystemExit(main())
