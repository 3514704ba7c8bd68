"""Supple measures how far a person's upper back turns, works out why it turns no further, and trains what limits it.

The steps of the work as functions on typed, frozen objects; degrees, arrays with one sample a row, missing is NaN or None::

    import supple

    measured = supple.measure("trial.csv", position="standing", mode="active")
    assessment = supple.assess(supple.read_assess_file("me.toml"))
    report = supple.progress_report(supple.read_history("history.csv"))

``measured``, ``assessment`` and ``report`` show themselves as tables in a notebook. Wrong input raises ``supple.InputProblem``,
one clear line. Names are imported when they are first used, so that ``import supple`` costs nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
