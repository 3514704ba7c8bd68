"""Recordings to joint angles, repetitions and their quality.

Names are loaded when first used, so that reading the model alone costs nothing heavy.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
