"""What staff type: an article, a video."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from supple_web.library import engine
from supple_web.library.actions import Draft
from supple_web.library.models import Article, Kind, NextStep, Readers, Topic
from supple_web.library.text import problems_of

_EXERCISE: Final = "exercise:"
_PICTURES_SHOWN: Final = 12
#: Problems of a text that are told at once.
_TOLD: Final = 8
_HTTPS: Final = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")


class ArticleForm(forms.Form):
    """kind: of the article; a note on an exercise has neither a shelf nor a picture."""

    slug = forms.SlugField(
        max_length=80,
        label=gettext_lazy("Name in the address"),
        help_text=gettext_lazy("Small letters, digits and hyphens; the same in every language. It stays."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)
    title = forms.CharField(max_length=120, label=gettext_lazy("Title"))
    summary = forms.CharField(
        max_length=400,
        label=gettext_lazy("Summary"),
        help_text=gettext_lazy("One or two sentences: on its card, below the title and in search."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(
        max_length=60_000,
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "writing", "spellcheck": "true"}),
    )
    keywords = forms.CharField(
        max_length=400,
        required=False,
        label=gettext_lazy("Words to be found by"),
        help_text=gettext_lazy("Parted by commas; words that somebody looks for and the text does not have."),
    )
    picture = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Picture of its card"),
        help_text=gettext_lazy("For example exercise/open-book or dial/stiff."),
    )
    readers = forms.ChoiceField(choices=Readers.choices, label=gettext_lazy("For whom"))
    topic = forms.ChoiceField(choices=Topic.choices, label=gettext_lazy("Shelf"))
    order = forms.IntegerField(min_value=0, max_value=9999, label=gettext_lazy("Place on the shelf"), initial=100)
    next_step = forms.ChoiceField(choices=NextStep.choices, label=gettext_lazy("What comes next"))
    related = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("What belongs to it"),
        help_text=gettext_lazy("One a line: the name of an article, or exercise:open-book."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("What changed"), help_text=gettext_lazy("For the history.")
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str = Kind.ARTICLE, article: Article | None = None, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self.kind = kind
        self.article = article
        left_out = {"slug", "language"} if article else set()
        if kind == Kind.NOTE:
            left_out |= {"summary", "picture", "readers", "topic", "order", "next_step", "related"}
            if not article:
                self.fields["slug"].widget = forms.HiddenInput()
                self.fields["slug"].label = _("Exercise")
        for name in left_out:
            del self.fields[name]
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_hint"

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug != slug.lower() or "_" in slug:
            raise ValidationError(_("Only small letters, digits and hyphens."))
        if self.kind == Kind.NOTE and engine.entry(slug) is None:
            raise ValidationError(_("There is no exercise “%(key)s”.") % {"key": slug})
        return slug

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        problems = problems_of(body, knows=knows_article(self.article, self.cleaned_data.get("slug", "")))
        if problems:
            raise ValidationError([str(problem) for problem in problems[:_TOLD]])
        return body

    def clean_picture(self) -> str:
        picture = str(self.cleaned_data["picture"]).strip().removeprefix("figure:")
        choice = engine.picture_problem(picture) if picture else ()
        if choice:
            words = _("No picture “%(picture)s”; there are %(choice)s")
            raise ValidationError(words % {"picture": picture, "choice": ", ".join(choice[:_PICTURES_SHOWN])})
        return picture

    def clean_keywords(self) -> str:
        words = [word.strip() for word in str(self.cleaned_data["keywords"]).split(",")]
        return ", ".join(word for word in words if word)

    def clean_related(self) -> list[str]:
        names = [line.strip() for line in str(self.cleaned_data["related"]).splitlines() if line.strip()]
        knows = knows_article(None, "")
        for name in names:
            known = engine.entry(name.removeprefix(_EXERCISE)) is not None if name.startswith(_EXERCISE) else knows(name)
            if not known:
                raise ValidationError(_("There is no “%(name)s”: neither an article nor exercise:….") % {"name": name})
        return list(dict.fromkeys(names))

    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            title=data["title"].strip(),
            summary=data.get("summary", "").strip(),
            keywords=data["keywords"],
            picture=data.get("picture", ""),
            body=data["body"],
            note=data["note"].strip(),
        )

    def about(self) -> dict[str, Any]:
        names = ("readers", "topic", "order", "next_step", "related")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class KnowsArticle:
    """Whether there is an article of this name, in any language; asked once for all."""

    def __init__(self, own: str) -> None:
        self.own = own
        self._known: set[str] | None = None

    def __call__(self, slug: str) -> bool:
        if self._known is None:
            self._known = set(Article.objects.filter(kind=Kind.ARTICLE).values_list("slug", flat=True))
        return slug == self.own or slug in self._known


def knows_article(article: Article | None, slug: str) -> KnowsArticle:
    return KnowsArticle(article.slug if article else slug)


class VideoForm(forms.Form):
    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120, label=gettext_lazy("What the link says"))
    url = forms.CharField(
        max_length=400,
        label=gettext_lazy("Address of the video"),
        help_text=gettext_lazy("It is shown as a link and nothing else; nothing of it is loaded here."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        if not _HTTPS.fullmatch(url):
            raise ValidationError(_("“%(url)s”: an address that begins with https:// is expected.") % {"url": url[:80]})
        return url


def language_here() -> str:
    return get_language() or "en"
