"""Invitations: made, withdrawn, accepted, forgotten. Whoever opens one proves that they read the address it went to."""

from __future__ import annotations

import hashlib


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
