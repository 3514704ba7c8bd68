"""What an administrator sets, and what a client says for the clinic's page."""

from __future__ import annotations

import zoneinfo
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supple_web.clinic.face.colours import DARK, LIGHT, READABLE, Scheme, is_colour, least_contrast
from supple_web.clinic.face.logo import Logo, read_logo
from supple_web.common.problems import Problem

_PHONE: Final = r"^\+?[0-9 ()/.\-]{3,40}$"


#: Names that stand for no place.
_NO_PLACE: Final = ("Etc/", "posix/", "right/")


def _zones() -> list[tuple[str, str]]:
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(_NO_PLACE))
    return [(name, name.replace("_", " ")) for name in ("UTC", *names)]


class FaceForm(forms.Form):
    """Every field may stay empty but the zone; what is empty is not shown."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    about = forms.CharField(
        label=gettext_lazy("What you do, in a few sentences"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    phone = forms.RegexField(
        _PHONE,
        label=gettext_lazy("Telephone"),
        required=False,
        error_messages={"invalid": gettext_lazy("Expected a telephone number such as +49 30 1234567.")},
    )
    mail = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    emergency_number = forms.RegexField(
        _PHONE,
        label=gettext_lazy("Number to call in an emergency"),
        required=False,
        help_text=gettext_lazy("Shown with warning signs. Empty: 112, or what the server was given."),
        error_messages={"invalid": gettext_lazy("Expected a telephone number such as 112 or 911.")},
    )
    hours = forms.CharField(
        label=gettext_lazy("Opening hours"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One line each, as people should read them."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the clinic"),
        choices=_zones,
        help_text=gettext_lazy("Calls that are booked already keep their moment when you change it."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Colour on light pages"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("Such as #0f766e. It has to be readable as text."),
    )
    accent_dark = forms.CharField(
        label=gettext_lazy("Colour on dark pages"), required=False, max_length=7, help_text=gettext_lazy("Such as #4fc3b7.")
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=gettext_lazy("PNG, JPEG or WebP, at most 200 kB; it is shown 40 pixels high."),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages offered"),
        required=False,
        choices=lambda: list(settings.LANGUAGES),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: all of them."),
    )
    first_language = forms.ChoiceField(
        label=gettext_lazy("The clinic’s own language"), choices=lambda: list(settings.LANGUAGES), required=False
    )

    def clean_accent(self) -> str:
        return self._colour("accent", LIGHT)

    def clean_accent_dark(self) -> str:
        return self._colour("accent_dark", DARK)

    def clean_logo(self) -> Logo | None:
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        try:
            return read_logo(upload)
        except Problem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen, first = cleaned.get("languages") or [], cleaned.get("first_language")
        if first:
            chosen = [first, *(code for code in chosen if code != first)] if chosen else chosen
        cleaned["languages"] = chosen
        return cleaned

    def _colour(self, field: str, scheme: Scheme) -> str:
        colour = str(self.cleaned_data[field]).strip().lower()
        if not colour:
            return ""
        if not is_colour(colour):
            raise forms.ValidationError(_("Found %(found)s; expected a colour such as #0f766e.") % {"found": colour})
        found = least_contrast(colour, scheme)
        if found < READABLE:
            told = {"found": f"{found:.1f}", "least": f"{READABLE:g}"}
            raise forms.ValidationError(
                _("Its contrast with the page is %(found)s; text needs %(least)s (WCAG 2.2). Choose a stronger shade.") % told
            )
        return colour


class WordsForm(forms.Form):
    """A client's words; consent is part of sending them."""

    words = forms.CharField(
        label=gettext_lazy("Your words"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}), strip=True
    )
    signed = forms.CharField(
        label=gettext_lazy("How you want to be named"), max_length=60, help_text=gettext_lazy("A first name is enough.")
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The clinic may show these words, with this name, on its page."),
        error_messages={"required": gettext_lazy("Without this they are not shown; agree, or leave the page.")},
    )
