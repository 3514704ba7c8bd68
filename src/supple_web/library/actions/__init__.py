"""What can be done with the library: write, restore, publish, link a video, take in what came with the program."""

from supple_web.library.actions.indexing import index_article, index_exercises
from supple_web.library.actions.shipping import Loaded, load_shipped
from supple_web.library.actions.videos import remove_video, set_video
from supple_web.library.actions.writing import Changed, Draft, new_article, publish, restore, save

__all__ = [
    "Changed",
    "Draft",
    "Loaded",
    "index_article",
    "index_exercises",
    "load_shipped",
    "new_article",
    "publish",
    "remove_video",
    "restore",
    "save",
    "set_video",
]
