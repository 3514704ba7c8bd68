"""What is asked of people and of those who run the clinic; each form knows exactly the fields it may change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allauth.account.fields import SetPasswordField
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from supple_web.accounts.models import User
from supple_web.clinic.access import clinicians
from supple_web.clinic.actions.accepting import Answer
from supple_web.clinic.actions.invitations import Wanted
from supple_web.clinic.models import Invitation, Staff


class AcceptForm(forms.Form):
    """For who was invited. A new account sets its password here; staff say their title, clients whether they share."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        help_text=_("As the clinic and its clients read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = forms.CharField(label=_("Title"), max_length=80, required=False, help_text=_("For example: physical therapist."))
    agrees = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, invitation: Invitation, new: bool, typed: dict[str, str]) -> None:
        super().__init__(data, initial={"name": invitation.name} | typed)
        if invitation.for_staff:
            del self.fields["agrees"]
        else:
            del self.fields["title"]
            self.fields["name"].help_text = _("What the clinic may call you.")
            name = invitation.clinician.name if invitation.clinician else ""
            self.fields["agrees"].label = _("I agree, and share my record with %(name)s") % {"name": name}
        if new:
            password = SetPasswordField(label=_("Password for your new account"))
            password.user = User(email=invitation.email)
            self.fields["password"] = password

    def answer(self) -> Answer:
        told = self.cleaned_data
        return Answer(told["name"], told.get("title", ""), bool(told.get("agrees")))


class InviteClientForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=80, required=False, help_text=_("They can put it right."))

    def wanted(self, clinician: Staff) -> Wanted:
        return Wanted(self.cleaned_data["email"], self.cleaned_data["name"], clinician=clinician)


class InviteForm(forms.Form):
    """By an administrator: staff with one role or both, or a client of one clinician."""

    FOR = (
        ("clinician", _("Clinician: sees the clients who are theirs")),
        ("administrator", _("Administrator: runs the clinic, sees no health record")),
        ("both", _("Clinician and administrator")),
        ("client", _("Client")),
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=80, required=False, help_text=_("They can put it right."))
    role = forms.ChoiceField(label=_("As"), choices=FOR, widget=forms.RadioSelect)
    clinician = forms.ModelChoiceField(
        label=_("For a client: their clinician"),
        queryset=Staff.objects.none(),
        required=False,
        empty_label=_("choose"),
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["clinician"].queryset = clinicians()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("role") == "client" and not told.get("clinician"):
            self.add_error("clinician", _("Choose whose client they become."))
        return told

    def wanted(self) -> Wanted:
        told, role = self.cleaned_data, self.cleaned_data["role"]
        if role == "client":
            return Wanted(told["email"], told["name"], clinician=told["clinician"])
        return Wanted(told["email"], told["name"], role in {"clinician", "both"}, role in {"administrator", "both"})


class StaffForm(forms.Form):
    """Every field of a member of staff that may be changed."""

    name = forms.CharField(label=_("Name"), max_length=80)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    clinician = forms.BooleanField(label=_("Clinician: sees the clients who are theirs"), required=False)
    administrator = forms.BooleanField(label=_("Administrator: runs the clinic, sees no health record"), required=False)


class CareForm(forms.Form):
    """Which clinician. The list is of those who see clients now."""

    clinician = forms.ModelChoiceField(label=_("Clinician"), queryset=Staff.objects.none(), empty_label=_("choose"))

    def __init__(self, data: QueryDict | None, *, without: Iterable[UUID] = (), name: str = "") -> None:
        super().__init__(data, initial={"name": name})
        self.fields["clinician"].queryset = clinicians().exclude(pk__in=without)  # type: ignore[attr-defined]


class ShareForm(CareForm):
    """By the person. agree: the box that is empty until they tick it."""

    name = forms.CharField(label=_("Your name"), max_length=80, help_text=_("What the clinic may call you."))
    agree = forms.BooleanField(
        label=_("I agree"), error_messages={"required": _("Tick the box if you agree; nothing is shared yet.")}
    )

    field_order = ("name", "clinician", "agree")
