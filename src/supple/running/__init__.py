"""Does somebody have the range that running needs? Published references by test and side, and what nobody knows.

Tests, ways and bounds are data (``tests.toml``); one comparison judges them all and says why. No range predicts injury.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
