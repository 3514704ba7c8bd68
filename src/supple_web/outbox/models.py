"""Mails that are to be sent, written in the transaction of what they tell; a worker sends them."""

from __future__ import annotations

from django.db import models

from supple_web.common.ids import uuid7


class Mail(models.Model):
    """One mail. key: what it is about and which version of it, unique, so that trying again never sends it twice.

    due_at: not before; a try moves it to when the next one would be. still: dotted path of a function that is asked with
    ``about`` just before sending whether it still holds, and may give other words; empty where it always does. tries, tried_at:
    how often it was tried, and when last. problem: what the last try failed of, without anybody's words. sent_at, dropped_at:
    how it ended; body and attachment are emptied then, since links in them are secrets. person: whose it is, where it is
    anybody's, so that it goes with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=160)
    body = models.TextField()
    attachment_name = models.CharField(max_length=80, blank=True)
    attachment_type = models.CharField(max_length=120, blank=True)
    attachment = models.TextField(blank=True)
    person = models.ForeignKey("accounts.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    still = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at",)
        indexes = (models.Index(fields=["sent_at", "dropped_at", "due_at"]),)

    def __str__(self) -> str:
        return self.key
