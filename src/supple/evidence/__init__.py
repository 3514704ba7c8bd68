"""Every clinical number with its source and its strength, as data."""

from supple.evidence.library import describe, figure, figures, source, sources
from supple.evidence.model import Figure, FigureValue, Source, Strength

__all__ = ["Figure", "FigureValue", "Source", "Strength", "describe", "figure", "figures", "source", "sources"]
