"""The clinic's public page, its style and logo; what administrators set; what clients say of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.accounts.people import person_for, visitor
from supple_web.clinic.access import acting_staff, administrator_only
from supple_web.clinic.face import actions
from supple_web.clinic.face.colours import style_sheet
from supple_web.clinic.face.forms import FaceForm, WordsForm
from supple_web.clinic.face.shown import digest_of, shown_testimonials
from supple_web.clinic.models import Face, Staff, Testimonial, face
from supple_web.common.problems import Problem

_FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def clinic_page(request: HttpRequest) -> HttpResponse:
    """Who the clinic is. Beside a red flag it names nobody to call but the emergency services, see ``context``."""
    stored = face()
    team = Staff.objects.filter(active=True, clinician=True)
    context = {"face": stored, "team": team, "words": shown_testimonials(), "may_speak": request.user.is_authenticated}
    return render(request, "clinic/face/page.html", context)


@require_safe
def clinic_style(request: HttpRequest, digest: str) -> HttpResponse:
    stored = _version(face(), digest)
    answer = HttpResponse(style_sheet(stored.accent, stored.accent_dark), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = _FOR_GOOD
    return answer


@require_safe
def clinic_logo(request: HttpRequest, digest: str) -> HttpResponse:
    stored = _version(Face.objects.first(), digest)
    if not stored.logo or not stored.logo_type:
        raise Http404("The clinic has no logo.")
    answer = HttpResponse(bytes(stored.logo), content_type=stored.logo_type)
    answer.headers["Cache-Control"] = _FOR_GOOD
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_only
def clinic_face(request: HttpRequest) -> HttpResponse:
    stored = face()
    if request.method != "POST":
        initial = {name: getattr(stored, name) for name in actions.TEXTS}
        initial["first_language"] = (stored.languages or [""])[0]
        form = FaceForm(initial=initial)
        return render(request, "clinic/face/edit.html", {"form": form, "face": stored})
    form = FaceForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "clinic/face/edit.html", {"form": form, "face": stored}, status=422)
    given = form.cleaned_data
    person = acting_staff(request).person
    actions.set_face(given=given, logo=given["logo"], without_logo=given["without_logo"], by=person)
    messages.success(request, _("Saved. Every page shows it from now on."))
    return redirect("clinic_face")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def clinic_words(request: HttpRequest) -> HttpResponse:
    """What a client says of the clinic, in their own account."""
    said = Testimonial.objects.of(visitor(request)).first()
    if request.method != "POST":
        form = WordsForm(initial={"words": said.words, "signed": said.signed} if said else None)
        return render(request, "clinic/face/words.html", {"form": form, "said": said})
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "clinic/face/words.html", {"form": form, "said": said}, status=422)
    person = person_for(request)
    actions.say_words(person=person, words=form.cleaned_data["words"], signed=form.cleaned_data["signed"], by=person)
    messages.success(request, _("Thank you. The clinic looks at your words before it shows them."))
    return redirect("clinic_words")


@require_POST
@login_required
def clinic_words_back(request: HttpRequest) -> HttpResponse:
    person = person_for(request)
    actions.take_back_words(person=person, by=person)
    messages.success(request, _("Your words are gone."))
    return redirect("clinic_words")


@require_safe
@administrator_only
def clinic_testimonials(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/face/testimonials.html", {"all": Testimonial.objects.all()})


@require_POST
@administrator_only
def clinic_testimonial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    said = get_object_or_404(Testimonial, pk=pk)
    wanted, seen = request.POST.get("shown") == "yes", request.POST.get("seen", "")
    try:
        actions.show_words(said=said, shown=wanted, by=acting_staff(request).person, seen=seen)
    except Problem as problem:
        messages.error(request, str(problem))
    return redirect("clinic_testimonials")


def _version(stored: Face | None, digest: str) -> Face:
    """The face of this digest. An older one is gone, so that no page gets colours it was not made for."""
    if stored is None or digest != digest_of(stored):
        raise Http404("This is of another version.")
    return stored
