"""Weight and time of the drawings of the body: every exercise as a loop, packed size and time to make.

    python benchmarks/bench_figures.py

Targets: 40 kB gzipped and 50 ms for an animated exercise (cached after). Times are the best of five, in this process, without
any cache.
"""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Callable

from supple.figure.body import solving
from supple.figure.exercises.drawing import _animated, _stills, _thumbnail, animated
from supple.figure.exercises.reading import plans
from supple.figure.howto.drawing import _howto
from supple.figure.howto.reading import howtos
from supple.figure.palette import Theme

HEAVIEST_KB, SLOWEST_MS = 40.0, 50.0


def best_ms(make: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        solving.spine_vectors.cache_clear()
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return 1000.0 * min(times)


def loop(exercise: str) -> str:
    """Made anew, without the cache."""
    return str(_animated.__wrapped__(exercise, plans()[exercise].side, Theme.ADAPTIVE, True))


def main() -> None:
    plans(), howtos()
    loop("open-book")  # everything is loaded once
    rows = []
    for key in plans():
        svg = loop(key)
        rows.append((key, len(gzip.compress(svg.encode())) / 1000.0, best_ms(lambda key=key: loop(key))))
    print(f"{'exercise':32}{'kB gzipped':>12}{'ms':>8}")
    for key, weight, milliseconds in rows:
        print(f"{key:32}{weight:12.1f}{milliseconds:8.1f}")
    weights, times = [row[1] for row in rows], [row[2] for row in rows]
    print(f"heaviest {max(weights):.1f} kB of {HEAVIEST_KB:g}; slowest {max(times):.1f} ms of {SLOWEST_MS:g}", end="; ")
    print(f"median {statistics.median(weights):.1f} kB, {statistics.median(times):.1f} ms")
    print(f"cached: {1000.0 * best_ms(lambda: animated('open-book')):.1f} us")
    print(f"stills {best_ms(lambda: _stills.__wrapped__('open-book', 'right', 2, Theme.ADAPTIVE, True)):.1f} ms", end=", ")
    print(f"thumbnail {best_ms(lambda: _thumbnail.__wrapped__('open-book', 'right', Theme.ADAPTIVE)):.1f} ms", end=", ")
    print(f"how-to {best_ms(lambda: _howto.__wrapped__('lumbar-locked', 'right', 2, Theme.ADAPTIVE)):.1f} ms")


if __name__ == "__main__":
    main()
