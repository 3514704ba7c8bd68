"""Full-text search on an index of our own, the same on both databases: what is found, in which order, what is marked."""

from supple_web.library.search.finding import Hit, find
from supple_web.library.search.indexing import Indexed, forget, index

__all__ = ["Hit", "Indexed", "find", "forget", "index"]
