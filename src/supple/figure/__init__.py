"""Drawings as SVG: the moving body, how-tos, the rotation dial, charts.

They are made by the science, without script and without picture files::

    from supple import figure

    figure.animated("open-book", side="left")      # a loop that plays in any browser
    figure.stills("open-book")                     # key poses in a row, for print
    figure.howto("lumbar-locked", side="right")    # how a test is done
    figure.draw_dial(figure.dial_of(findings))     # both sides at a glance

Every function gives SVG text (``Fragment``, a ``str``) or a ``Drawing`` with its table; names are imported when first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
