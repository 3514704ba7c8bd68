"""Who works at the clinic, whom they look after, what people agreed to, and how the clinic presents itself."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from supple_web.accounts.models import OwnedQuerySet, Person, User
from supple_web.common.ids import uuid7


class Staff(models.Model):
    """Somebody who works here. clinician: sees the clients who are theirs; administrator: runs the clinic, sees no health record.

    One may be both. active: False ends every right at once and keeps what they wrote. name: as clients read it. user: None where
    the account was erased; such a row is never active.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, null=True, on_delete=models.SET_NULL, related_name="staff")
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=80, blank=True)
    clinician = models.BooleanField(default=False)
    administrator = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=models.Q(clinician=True) | models.Q(administrator=True), name="staff_have_a_role"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def person(self) -> Person:
        """As whom they act: what audit rows call them. Raises ValueError for somebody without an account any more."""
        if self.user is None:
            raise ValueError("an erased member of staff acts no more")
        person, _ = Person.objects.get_or_create(user=self.user)
        return person


class Invitation(models.Model):
    """A link for one address. token_digest: SHA-256 of its secret, which is kept nowhere.

    mailed: it went to the address by mail, so that whoever has it reads that address; else an administrator handed it over.
    as_clinician, as_administrator: for staff. clinician: with whom somebody shares who accepts it as a client, if they agree.
    accepted_by: who it was for, so that it goes with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=80, blank=True)
    as_clinician = models.BooleanField(default=False)
    as_administrator = models.BooleanField(default=False)
    clinician = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.CASCADE, related_name="invited_clients")
    invited_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    mailed = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="accepted_invitations")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"invitation of {self.created_at:%Y-%m-%d}"

    @property
    def for_staff(self) -> bool:
        return self.as_clinician or self.as_administrator


class Contact(models.Model):
    """How the clinic calls somebody; they say it themselves when they share, and may change it. Read it by ``people.name_of``."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=80)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Care(models.Model):
    """A clinician looks after a person: only then do they see anything. The person's own consent stands behind every row.

    shared: the person chose this clinician; else an administrator assigned them, with the person's consent to be seen here.
    ended_at: null while it lasts. refused: the person themself ended it, so that only they begin it anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinician = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="care")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="care")
    shared = models.BooleanField(default=False)
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    refused = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clinician", "person"], condition=models.Q(ended_at=None), name="one_running_care_each"
            ),
        )

    def __str__(self) -> str:
        return f"care since {self.since:%Y-%m-%d}"


class Purpose(models.TextChoices):
    """What somebody may agree to, each by itself. The texts stand in ``clinic/consent_texts.py``, by version."""

    CARE = "care", _("My clinician sees my record")
    BOOKING = "booking", _("What my check found goes with my call")
    REMINDERS = "reminders", _("Reminders by mail")
    TESTIMONIAL = "testimonial", _("My words are shown on the clinic's page")


class Consent(models.Model):
    """Somebody agreed to one purpose, in the words of one version. Withdrawing is as easy; the row stays and says both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10, default="en")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="one_running_consent_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Face(models.Model):
    """How the clinic presents itself; one row at most. What is empty falls back to the environment (``config.options.Clinic``).

    time_zone: IANA name, of the weekly hours and of everything staff see. logo: its bytes, checked and stored as they are served;
    logo_type: image/png, image/jpeg or image/webp. accent, accent_dark: ``#rrggbb`` for light and dark. hours: opening hours as
    lines of text. languages: codes that are offered, the first is the clinic's own.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=80, blank=True)
    about = models.TextField(blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    mail = models.EmailField(blank=True)
    emergency_number = models.CharField(max_length=20, blank=True)
    hours = models.TextField(blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    accent = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=20, blank=True)
    languages = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="the_clinic_has_one_face"),)

    def __str__(self) -> str:
        return self.name or "the clinic"


class Testimonial(models.Model):
    """Words of a person, shown with their consent only (``Purpose.TESTIMONIAL``) and while an administrator shows them.

    person: who said them here. signed: how they want to be named. shown: an administrator's choice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="testimonials")
    words = models.TextField(max_length=600)
    signed = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="en")
    at = models.DateTimeField(auto_now_add=True)
    shown = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=["person"], name="one_testimonial_each"),)

    def __str__(self) -> str:
        return f"words of {self.at:%Y-%m-%d}"

    @property
    def digest(self) -> str:
        """Names these words with this name, so that what is shown is what was read."""
        return hashlib.sha256(f"{self.signed}\n{self.words}".encode()).hexdigest()[:16]


def face() -> Face:
    """The clinic's face as stored, or an empty one. Reads one row."""
    found: Any = Face.objects.defer("logo").first()
    return found or Face()
