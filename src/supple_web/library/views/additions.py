"""What the clinic adds to an exercise: a video and a note in each language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.clinic.access import acting_staff, staff_only
from supple_web.common.pages import render
from supple_web.library import actions, engine
from supple_web.library.forms import VideoForm
from supple_web.library.models import Article, ExerciseVideo, Kind


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def exercise_additions(request: HttpRequest, exercise: str) -> HttpResponse:
    entry = engine.entry(exercise)
    if entry is None:
        raise Http404("No such exercise.")
    if request.method != "POST":
        return _page(request, entry, None)
    language = request.POST.get("language", "")
    if "remove" in request.POST and language in dict(settings.LANGUAGES):
        actions.remove_video(exercise=exercise, language=language, by=acting_staff(request))
        messages.success(request, _("The link is gone."))
        return redirect("library_additions", exercise)
    form = VideoForm(request.POST, auto_id=f"id_{language}_%s")
    if not form.is_valid():
        return _page(request, entry, form, status=422)
    data = form.cleaned_data
    actions.set_video(
        exercise=exercise, language=data["language"], title=data["title"], url=data["url"], by=acting_staff(request)
    )
    messages.success(request, _("Saved."))
    return redirect("library_additions", exercise)


def _page(request: HttpRequest, entry: engine.Entry, typed: VideoForm | None, status: int = 200) -> HttpResponse:
    videos = {one.language: one for one in ExerciseVideo.objects.filter(exercise=entry.id)}
    notes = {one.language: one for one in Article.objects.filter(kind=Kind.NOTE, slug=entry.id)}
    rows = []
    for code, name in settings.LANGUAGES:
        video = videos.get(code)
        known = {"language": code, "title": video.title if video else "", "url": video.url if video else ""}
        mine = typed is not None and typed.data.get("language") == code
        form = typed if mine else VideoForm(initial=known, auto_id=f"id_{code}_%s")
        rows.append({"code": code, "name": name, "video": video, "note": notes.get(code), "form": form})
    return render(request, "library/staff_exercise.html", {"entry": entry, "rows": rows}, status=status)
