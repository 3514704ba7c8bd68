"""Draws the application's icons as PNG from their SVG, with the tests' Chromium: run it after a change of the SVG.

any: as it is, with its rounded corners. maskable: full square, cut to shape by the launcher. apple: full square, 180 pixels.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "src/supple_web/common/static/supple/icons"
#: file -> (source, pixels)
ICONS = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-192.png": ("maskable.svg", 192),
    "maskable-512.png": ("maskable.svg", 512),
    "apple-180.png": ("maskable.svg", 180),
}


def draw(browser: Browser, source: str, size: int) -> bytes:
    svg = (FOLDER / source).read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>html,body{{margin:0;background:transparent}}svg{{display:block;width:{size}px}}</style>{svg}")
    drawn = page.screenshot(omit_background=True)
    page.close()
    return drawn


def main() -> int:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, (source, size) in ICONS.items():
            (FOLDER / name).write_bytes(draw(browser, source, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
