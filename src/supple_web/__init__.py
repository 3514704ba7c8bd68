"""Supple in the browser: the check, the programme, the session, progress."""
