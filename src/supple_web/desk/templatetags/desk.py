"""What a clinician said of a check, for the client's own page of its result: ``{% clinicians_word check %}``."""

from __future__ import annotations

from typing import Any

from django import template

from supple_web.assessments.models import Check
from supple_web.desk.engine.word import title_of
from supple_web.desk.models import Overruling
from supple_web.training.models import Plan

register = template.Library()


@register.inclusion_tag("desk/clinicians_word.html")
def clinicians_word(check: Check) -> dict[str, Any]:
    """Every word that holds, with what was measured beside it. follows: whether the plan rests on this check still."""
    found = list(Overruling.objects.filter(check_of=check, withdrawn_at=None).select_related("clinician"))
    follows = bool(found) and Plan.objects.filter(check_of=check).exists()
    return {"words": [(one, title_of(one.category), title_of(one.said)) for one in found], "follows": follows}
