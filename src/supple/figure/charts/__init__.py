"""Charts: a trend, a calendar of sessions, a recording's repetitions, left against right.

Names are loaded when first used, so that drawing one chart does not load what another needs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
