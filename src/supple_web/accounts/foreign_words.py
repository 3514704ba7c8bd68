"""Sentences of the libraries that people read here; named so that our own catalogues can say them in our own tone.

Their Spanish is formal; ours is not. A catalogue of an app of ours goes before theirs. Nothing imports this.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop, ngettext_lazy

_OF_PASSWORDS = (
    gettext_noop("Forgot your password?"),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Your password can’t be entirely numeric."),
    gettext_noop("Please type your current password."),
    gettext_noop("The email address and/or password you specified are not correct."),
)
_AT_LEAST = ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
_OF_ADDRESSES = (gettext_noop("You cannot remove your primary email address."),)
