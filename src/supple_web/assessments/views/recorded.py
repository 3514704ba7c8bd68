"""Sets that were recorded: by the phone that is strapped on, or in a file from elsewhere."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from supple_web.assessments import actions
from supple_web.assessments.engine.guiding import can_guide, guidance_of, practice_dial, practice_of, trial_of
from supple_web.assessments.engine.recordings import (
    MOST_BYTES,
    MOST_PHONE_BYTES,
    PHONE_NAME,
    Measured,
    bundle,
    measure_blob,
    phone_blob,
)
from supple_web.assessments.limits import Limited, refused
from supple_web.assessments.models import Check, Source, TrialSet
from supple_web.assessments.setup_fields import FILE, PHONE, TYPED
from supple_web.assessments.stages import SHORT, Task
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.following import percent
from supple_web.assessments.views.tasks import change_url, current, fresh_id, over, sent_id, way_of
from supple_web.common.engine import how
from supple_web.common.lazy import gettext_lazy
from supple_web.common.pages import render
from supple_web.common.problems import Problem

_GONE_ON = gettext_lazy("This set was not added: the check has gone on without it.")
_OTHERWISE = gettext_lazy("This set was not added: how you measure was changed in the meantime, and it was recorded as before.")
#: A form's own parts around the files.
_FORM_BYTES = 64 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def phone(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    """The guided set (GET) and what the phone recorded of it (POST, JSON as in docs/phone-trial.md)."""
    if request.method == "POST":
        return _too_often(request, check) or _posted(request, check, stage)
    task = current(check, stage)
    if task is None:
        return over(request, check)
    if way_of(check, task) != PHONE or not can_guide(task):
        return redirect(change_url(check, PHONE))
    return render(request, "assessments/capture.html", _capture(request, check, task))


def _capture(request: HttpRequest, check: Check, task: Task) -> dict[str, object]:
    first = not task.again and not task.why
    return {
        "check": check,
        "heading": task.words.title,
        "guidance": guidance_of(task),
        "practice": practice_of(task) if first else None,
        "dial": practice_dial() if first else None,
        "how": how(task.words.how),
        "post_url": request.path,
        "type_url": change_url(check, TYPED),
        "upload_url": change_url(check, FILE),
        "phone_url": reverse("check_hand", args=[check.pk]),
        "percent": percent(check),
        "back_url": reverse("check_set", args=[check.pk, task.stage]),
    }


class _Refused(Exception):
    """Why a posted set is not taken, in one kind line, and with which status."""

    def __init__(self, problem: str, status: int) -> None:
        super().__init__(problem)
        self.status = status


def _posted(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    """Measure and keep a set. 200 with where to go on; 422 where it cannot be used; 409 where it is not the next set any more."""
    try:
        one = _kept_phone(request, check, stage)
    except actions.Over:
        return JsonResponse({"problem": _GONE_ON}, status=409)
    except _Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=refused.status)
    except Problem as problem:
        return JsonResponse({"problem": _kind(problem)}, status=422)
    return JsonResponse({"next": _after(one)})


def _kept_phone(request: HttpRequest, check: Check, stage: str) -> TrialSet:
    """The set, stored now or known already. Raises _Refused, actions.Over, Problem."""
    if _length(request) > MOST_PHONE_BYTES:
        most = MOST_PHONE_BYTES // 1024**2
        said = _("The recording is larger than {most} MB, which no set of a few minutes is. Record the set again.")
        raise _Refused(said.format(most=most), 413)
    client_id = _client_id(request.body)
    if client_id is None:
        raise _Refused(_("The recording came without its number. Reload the page and record the set again."), 422)
    known = actions.known_set(check, client_id)
    if known is not None:
        return known
    task = current(check, stage)
    if task is None or way_of(check, task) != PHONE:
        known = actions.known_set(check, client_id)  # it may have been kept while this one was on its way
        if known is not None:
            return known
        raise _Refused(_GONE_ON, 409)
    _check_made_for(request.body, task)
    measured = measure_blob(phone_blob(request.body, task), PHONE_NAME, replace(task, counts=task.guided), {})
    _check_seen(measured)
    return actions.add_recorded_set(
        check=check,
        task=task,
        source=Source.PHONE,
        raw=request.body,
        file_name="",
        measured=measured,
        client_id=client_id,
        by=acting(request, check),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: HttpRequest, pk: uuid.UUID, stage: str) -> HttpResponse:
    """A file from elsewhere. Its size is looked at before any of it is read, and so before the form's token is."""
    if request.method == "POST" and _length(request) > MOST_BYTES + _FORM_BYTES:
        most = MOST_BYTES // 1024**2
        found = _("more than {most} MB").format(most=most)
        expected = _("one recording of at most {most} MB").format(most=most)
        raise Problem(_("the recording"), found, expected, _("cut it into parts, or send it as a ZIP"))
    return _recording(request, pk, stage=stage)


@csrf_protect
@of_check
def _recording(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    task = current(check, stage)
    if task is None:
        return over(request, check)
    if way_of(check, task) != FILE:
        return redirect(change_url(check, FILE))
    if request.method != "POST":
        return _choose(request, check, task)
    return _too_often(request, check) or _sent(request, check, task)


def _sent(request: HttpRequest, check: Check, task: Task) -> HttpResponse:
    try:
        one = _kept_file(request, check, task)
    except actions.Over:
        return over(request, check)
    except Problem as problem:
        return _choose(request, check, task, _kind(problem))
    return redirect(_after(one))


def _kept_file(request: HttpRequest, check: Check, task: Task) -> TrialSet:
    client_id = sent_id(request)
    known = actions.known_set(check, client_id)
    if known is not None:
        return known
    files = [(sent.name or "", sent.read()) for sent in request.FILES.getlist("recording")]
    blob, name = bundle(files)
    measured = measure_blob(blob, name, task, {})
    _check_seen(measured, name)
    return actions.add_recorded_set(
        check=check,
        task=task,
        source=Source.FILE,
        raw=blob,
        file_name=name,
        measured=measured,
        client_id=client_id,
        by=acting(request, check),
    )


def _choose(request: HttpRequest, check: Check, task: Task, problem: str = "") -> HttpResponse:
    context = {
        "check": check,
        "task": task,
        "problem": problem,
        "most_mb": MOST_BYTES // 1024**2,
        "client_id": fresh_id(),
        "percent": percent(check),
        "back_url": reverse("check_set", args=[check.pk, task.stage]),
        "change_urls": {way: change_url(check, way) for way in (PHONE, TYPED)},
    }
    return render(request, "assessments/file.html", context, status=422 if problem else 200)


def _too_often(request: HttpRequest, check: Check) -> HttpResponse | None:
    return refused(request, Limited.SEND, key=str(check.person_id))


def _check_seen(measured: Measured, name: str = PHONE_NAME) -> None:
    """A recording in which nothing of what was asked can be found is not kept as a set."""
    if not any(measured.seen.values()) and "facing" not in measured.asks:
        asked = ", ".join(SHORT[one].lower() for one in measured.seen)
        expected = _("at least one movement of 10 degrees or more ({asked})").format(asked=asked)
        raise Problem(name, _("no such movement"), expected, _("check that the right set was recorded, and record it again"))


def _client_id(body: bytes) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(json.loads(body)["client_id"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _check_made_for(body: bytes, task: Task) -> None:
    """Refuse a set that the page guided otherwise than this task asks: it would be stored as a kind of trial that it is not."""
    trial = json.loads(body).get("trial")
    if not isinstance(trial, dict):
        raise _Refused(_("The recording does not say how it was made. Reload the page and record the set again."), 422)
    asked = trial_of(task) if can_guide(task) else {}
    if not asked or any(trial.get(key) != word for key, word in asked.items()):
        raise _Refused(_OTHERWISE, 409)


def _after(one: TrialSet) -> str:
    return reverse("check_pain", args=[one.check_of_id, one.pk])


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _kind(problem: Problem) -> str:
    """The science's line as sentences; the formats it knows are named on the page itself."""
    expected = problem.expected.replace("the formats of docs/file-formats.md", _("the formats named here"))
    said = _("{where}: {found}. Expected: {expected}. What to do: {remedy}.")
    return said.format(where=problem.where, found=problem.found, expected=expected, remedy=problem.remedy)
