"""Real change against error, plateau, adherence, and when to test again or be seen.

Names are loaded when first used, so that reading the model alone costs nothing heavy.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
