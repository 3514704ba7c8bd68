"""The text of an article: Markdown with pictures, citations and numbers, made into safe HTML."""

from supple_web.library.text.model import Block, Heading, Problem, Text
from supple_web.library.text.reading import plain_of, problems_of, read

__all__ = ["Block", "Heading", "Problem", "Text", "plain_of", "problems_of", "read"]
