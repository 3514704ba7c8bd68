"""What somebody types to get a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from supple_web.booking.models import How
from supple_web.booking.spam import TRAP, suspicion


class Quiet(forms.Form):
    """What is wrong with a field is tied to it by Django, also what the booking itself finds wrong."""

    def blame(self, field: str, words: str) -> None:
        """Ties a problem that was found later to a field, or to the whole form where it has no such field."""
        self.add_error(field if field in self.fields else None, words)


class Guarded(Quiet):
    """With what holds off machines (``spam.py``)."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        words = suspicion(found.get("stamp", ""), found.get(TRAP, ""))
        if words:
            raise forms.ValidationError(words)
        return found


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}), strip=True
    )


def _mail(*, required: bool = True) -> forms.EmailField:
    return forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        required=required,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


def _phone(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=required,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )


def _question(*, to_all: bool = False) -> forms.CharField:
    """to_all: nobody talks to them yet, so whichever clinician deals with it reads it."""
    one = _("In a sentence or two, if you like. Only the clinician you talk to reads it.")
    return forms.CharField(
        label=_("What would you like to talk about?"),
        help_text=_("In a sentence or two, if you like. Only the clinic’s clinicians read it.") if to_all else one,
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BookForm(Guarded):
    """For a time that was chosen."""

    name = _name()
    email = _mail()
    how = forms.ChoiceField(label=_("How shall we talk?"), choices=How.choices, initial=How.PHONE, widget=forms.RadioSelect)
    phone = _phone()
    question = _question()
    share_summary = forms.BooleanField(label=_("Send what my check found along"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("how") == How.PHONE and not found.get("phone"):
            self.add_error("phone", _("Write down the number on which we can call you, or choose video."))
        return found


class AskForm(Guarded):
    """No time suits: call me."""

    name = _name()
    phone = _phone(required=True)
    email = _mail()
    when = forms.CharField(
        label=_("When is it best to reach you?"),
        help_text=_("Days and times, in your own words."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    question = _question(to_all=True)


class CancelForm(Quiet):
    reason = forms.CharField(
        label=_("Why, if you like to say"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
