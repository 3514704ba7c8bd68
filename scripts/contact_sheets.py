"""Renders every drawing of the body at phone size into contact sheets (PNG), to look at every one: ``make sheets``.

Needs a Chromium and the development environment. build/sheets holds a page and a picture a kind (stills, loops at four
moments, how-tos) and theme; nothing in the package depends on it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from supple import figure

#: Width of a phone's page, CSS pixels; a sheet holds several phones side by side.
PHONE = 340
COLUMNS = 4
PAPER = {"light": "#fdfaf5", "dark": "#1d1b1a", "print": "#ffffff"}
MOMENTS = (0.15, 0.35, 0.6, 0.85)


def cells(kind: str, theme: figure.Theme) -> Iterator[tuple[str, str]]:
    if kind == "how-tos":
        yield from ((key, figure.howto(key, theme=theme)) for key in figure.howtos())
        return
    for key in figure.plans():
        if kind == "stills":
            yield key, figure.stills(key, theme=theme)
        else:
            svg = figure.animated(key, theme=theme)
            for moment in MOMENTS:
                # every moment is a drawing of its own, so its ids are too
                yield f"{key} at {moment:.0%}", re.sub(r'((?:id|href|labelledby)="#?)', rf"\g<1>m{moment * 100:.0f}", svg)


def sheet(kind: str, theme: figure.Theme) -> str:
    made = []
    for name, svg in cells(kind, theme):
        made.append(f'<figure data-name="{name}"><figcaption>{name}</figcaption>{svg}</figure>')
    look = (
        f"body{{margin:8px;background:{PAPER[theme.value]};color:#888;font:11px sans-serif}}"
        "main{display:flex;flex-wrap:wrap;gap:8px}"
        f"figure{{margin:0;width:{PHONE}px}}svg{{width:100%;display:block}}"
    )
    return f'<!doctype html><meta charset="utf-8"><style>{look}</style><main>{"".join(made)}</main>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/sheets"))
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    arguments = parser.parse_args()
    browser = os.environ.get("SUPPLE_CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("no Chromium: run scripts/system.sh, or name one in SUPPLE_CHROMIUM")
    arguments.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = started.new_page(viewport={"width": COLUMNS * (PHONE + 8) + 24, "height": 900})
        for theme in map(figure.Theme, arguments.themes):
            for kind in ("stills", "loops", "how-tos"):
                source = arguments.out / f"{kind}-{theme.value}.html"
                source.write_text(sheet(kind, theme), encoding="utf-8")
                page.goto(source.resolve().as_uri())
                page.evaluate(
                    """() => { for (const f of document.querySelectorAll('figure')) { const m = /at (\\d+)%/.exec(f.dataset.name);
                    const s = f.querySelector('svg'); s.pauseAnimations(); const a = f.querySelector('animate');
                    if (m && a) s.setCurrentTime(parseFloat(a.getAttribute('dur')) * m[1] / 100); } }"""
                )
                picture = source.with_suffix(".png")
                page.screenshot(path=picture, full_page=True)
                print(picture)
        started.close()


if __name__ == "__main__":
    main()
