"""What the science says, in the language of the page.

The science speaks English and stays the same for every language: its sentences are what its tests, its files and its command line
hold. Pages say them in the reader's language by catalogues (``es/*.toml``): English on the left, the other language on the right.
Where the science puts values into a sentence, both sides name them: ``"{n} trials" = "{n} intentos"``.
What no catalogue knows stays English, and a test finds it.
"""

from supple_web.common.science_words.telling import told, told_all

__all__ = ["told", "told_all"]
