"""Ending where somebody is signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from supple_web.accounts.models import User


def end_sessions(user: User) -> None:
    """Whoever is signed in with this account, on any device, is so no more.

    Sessions are unreadable to the database, so each is looked into; that is rare enough, and leaves none behind.
    """
    every = Session.objects.iterator(chunk_size=500)
    mine = [one.session_key for one in every if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(session_key__in=mine).delete()
    UserSession.objects.filter(user=user).delete()
