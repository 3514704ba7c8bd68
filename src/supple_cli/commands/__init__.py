"""One module a command; each exposes ``command``."""
