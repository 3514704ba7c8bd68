"""Files that people bring and take away: the assess file, the history, tables, JSON, HTML; and the whole assessment.

Everything here may be imported by name from its module; ``import supple`` offers the common part of it.
"""
