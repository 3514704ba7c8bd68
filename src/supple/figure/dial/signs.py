"""Small signs of the dial, each told by its shape as well: what the legend shows before a name."""

from __future__ import annotations

from supple.figure.svg import Fragment, element, joined


def diamond(x: float, y: float, size: float = 4.5) -> Fragment:
    d = f"M{x:.2f} {y - size:.2f}l{size} {size}l{-size} {size}l{-size} {-size}z"
    return element("path", d=d, class_="f-paper s-ghost round", stroke_width=1.8)


def pain_sign(x: float, y: float) -> Fragment:
    """A stop sign's octagon with a bar: told by its shape as well."""
    a, b = 8.0, 3.3
    corners = ((-b, -a), (b, -a), (a, -b), (a, b), (b, a), (-b, a), (-a, b), (-a, -b))
    octagon = "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in corners) + "z"
    bar = f"M{x - 4:.1f} {y:.1f}h8"
    return joined(
        [
            element("path", d=octagon, class_="f-stop"),
            element("path", d=bar, class_="n s-paper round", stroke_width=2.4),
        ]
    )


def open_sign(x: float, y: float) -> Fragment:
    """An open, dotted circle: not decided."""
    return element("circle", cx=x, cy=y, r=6.5, class_="n s-ink round", stroke_width=2, stroke_dasharray="0.5 3.6")


def active_swatch(x: float, y: float) -> Fragment:
    return element("rect", x=x - 6, y=y - 6, width=12, height=12, rx=2, class_="f-active")


def end_swatch(x: float, y: float) -> Fragment:
    return element(
        "rect",
        x=x - 6,
        y=y - 6,
        width=12,
        height=12,
        rx=2,
        class_="f-assisted s-active",
        stroke_width=1.4,
        stroke_dasharray="4 2",
    )


def ghost_swatch(x: float, y: float) -> Fragment:
    line = element("path", d=f"M{x - 7:.1f} {y:.1f}h14", class_="n s-ghost", stroke_width=2, stroke_dasharray="4 3")
    return joined([line, diamond(x, y, 4.0)])


def mark_swatch(x: float, y: float) -> Fragment:
    return element("path", d=f"M{x - 6:.1f} {y - 5:.1f}h12l-6 10z", class_="f-mark")


def no_mark_swatch(x: float, y: float) -> Fragment:
    return element("path", d=f"M{x - 6:.1f} {y - 5:.1f}h12l-6 10z", class_="n s-muted", stroke_width=1.4, stroke_dasharray="2 2")


def interval_swatch(x: float, y: float) -> Fragment:
    """As it stands on the dial: the dots, and above them the bracket."""
    dots = "".join(f"M{x + dx:.1f} {y + dy:.1f}h0" for dx, dy in ((-5, 1), (0, 1), (5, 1), (-2.5, 5), (2.5, 5)))
    d = f"M{x - 7:.1f} {y - 4:.1f}h14m0 -3v6m-14 0v-6"
    return joined(
        [
            element("path", d=dots, class_="n s-active round", stroke_width=3),
            element("path", d=d, class_="n s-ink round", stroke_width=1.8),
        ]
    )
