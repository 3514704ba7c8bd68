"""The pages of the check: each reads a request, calls one action or the engine, and answers with a page or a redirect."""
