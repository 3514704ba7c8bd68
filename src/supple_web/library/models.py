"""Articles with their history, notes and videos of exercises, and what search reads."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from supple_web.common.ids import uuid7


class Kind(models.TextChoices):
    ARTICLE = "article", _("Article")
    NOTE = "note", _("Note on an exercise")


class Readers(models.TextChoices):
    PEOPLE = "people", _("For people")
    CLINICIANS = "clinicians", _("For clinicians")


class Topic(models.TextChoices):
    """The shelves, in the order in which the library has them."""

    METHOD = "method", _("How the method works")
    STIFFNESS = "stiffness", _("Why a back stiffens")
    CONTROL = "control", _("Mobility and control")
    MEASURING = "measuring", _("Measuring, and what change means")
    CARE = "care", _("When to see somebody")
    RUNNING = "running", _("Running")
    EVERYDAY = "everyday", _("Everyday life")
    CLINICIANS = "clinicians", _("For clinicians")


class NextStep(models.TextChoices):
    """What an article leads to at its end, quietly."""

    CHECK = "check", _("The check")
    BOOK = "book", _("A free call")
    RUNNING = "running", _("The running check")
    LIBRARY = "library", _("The library")


class Article(models.Model):
    """One article, or the note on one exercise (slug: its id), in one language. What it says stands in its versions.

    current: number of the version that is shown, 0 before there is one. published: whether anybody but staff sees it.
    related: ``<slug>`` of articles, ``exercise:<id>``, in order. shipped: digest of the text that came with the program last.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ARTICLE)
    slug = models.SlugField(max_length=80)
    language = models.CharField(max_length=10)
    readers = models.CharField(max_length=12, choices=Readers.choices, default=Readers.PEOPLE)
    topic = models.CharField(max_length=12, choices=Topic.choices, default=Topic.METHOD)
    order = models.PositiveSmallIntegerField(default=100)
    next_step = models.CharField(max_length=10, choices=NextStep.choices, default=NextStep.LIBRARY)
    related = models.JSONField(default=list, blank=True)
    current = models.PositiveIntegerField(default=0)
    published = models.BooleanField(default=False)
    shipped = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("order", "slug", "language")
        constraints = (models.UniqueConstraint(fields=["kind", "slug", "language"], name="one_article_of_a_name_and_language"),)

    def __str__(self) -> str:
        return f"{self.slug} ({self.language})"


class Version(models.Model):
    """What an article said from one moment on. Versions are added and never changed.

    author: the id of a member of staff (``clinic.Staff``), null where the text came with the program. It is no foreign key, so
    that erasing an account leaves what the clinic publishes. note: what changed, for staff. keywords: parted by commas.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=400, blank=True)
    keywords = models.CharField(max_length=400, blank=True)
    picture = models.CharField(max_length=80, blank=True)
    body = models.TextField(max_length=60_000)
    author = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="one_version_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class ExerciseVideo(models.Model):
    """The clinic's own video of an exercise, a link by ``https``: pages show nothing of it but the link."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exercise = models.SlugField(max_length=80)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    url = models.URLField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["exercise", "language"], name="one_video_an_exercise_and_language"),)

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """One thing that search finds, in one language, as plain text.

    key: ``article:<slug>`` or ``exercise:<id>``. digest: of everything that was indexed, so that nothing is indexed twice.
    length: words of its body.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)
    length = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "language"], name="one_document_a_thing_and_language"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class Term(models.Model):
    """A stem in a document: how often in each field."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(max_length=10)
    stem = models.CharField(max_length=40)
    title = models.PositiveSmallIntegerField(default=0)
    keywords = models.PositiveSmallIntegerField(default=0)
    summary = models.PositiveSmallIntegerField(default=0)
    body = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["language", "stem"]),)
        constraints = (models.UniqueConstraint(fields=["document", "stem"], name="one_term_a_document_and_stem"),)

    def __str__(self) -> str:
        return self.stem


class Word(models.Model):
    """A word as it is written somewhere, without accents, and its stem: what slips are compared with. length: its letters."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=["language", "length"]),)
        constraints = (models.UniqueConstraint(fields=["language", "word"], name="one_word_a_language"),)

    def __str__(self) -> str:
        return self.word
