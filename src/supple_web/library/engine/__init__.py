"""What the library needs of the science: pictures, sources and numbers, exercises."""

from supple_web.library.engine.citing import Source, citation, close_to, sources_of
from supple_web.library.engine.exercises import Entry, entries, entry
from supple_web.library.engine.pictures import Picture, card_picture, picture, picture_problem
from supple_web.library.engine.values import value

__all__ = [
    "Entry",
    "Picture",
    "Source",
    "card_picture",
    "citation",
    "close_to",
    "entries",
    "entry",
    "picture",
    "picture_problem",
    "sources_of",
    "value",
]
