"""People: somebody who visits (a guest), and the account that may keep what they entered."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from supple_web.common.ids import uuid7


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **more: bool) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: bool) -> User:
        return self.create_user(email, password, is_superuser=True, is_staff=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """A way to sign in. What somebody measured belongs to their ``Person``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.email


class Person(models.Model):
    """Whose measurements these are. user: None for a guest, who is forgotten after a stated time without a visit.

    audit_id: what audit rows call this person; it stands nowhere else. language: the one they read in last, and
    so that of their mails; empty before a first page. about: the latest answers about age, minutes, equipment.
    screen_again_from: the day of a deleted check; nothing is trained until one of that day or later is finished, so that deleting
    opens nothing. Whatever the check said, it says the same. helped_on: the day of a deleted check that had come to its helped
    tests, after which no active one of that day counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.CASCADE, related_name="person")
    audit_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now_add=True, db_index=True)
    time_zone = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, blank=True)
    about = models.JSONField(default=dict, blank=True)
    screen_again_from = models.DateField(null=True, blank=True)
    helped_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def is_guest(self) -> bool:
        return self.user_id is None


class OwnedQuerySet(models.QuerySet[Any]):
    """The only way in: rows of one person; nobody's rows for nobody."""

    def of(self, person: Person | None) -> OwnedQuerySet:
        # by truth, not by identity: ``request.person`` is a lazy object, which is never None itself
        return self.filter(person=person) if person else self.none()


class Correction(models.Model):
    """What a person put right in their own record: what stood there before and since, when, and who did it.

    what: the model (``assessments.trial``). key: the row. by: the opaque id of who corrected, as in audit rows. A row goes with
    what it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    what = models.CharField(max_length=60)
    key = models.UUIDField()
    field = models.CharField(max_length=40)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("at",)
        indexes = (models.Index(fields=["person", "key"]),)

    def __str__(self) -> str:
        return f"{self.field} of {self.what}"
