"""What a clinic sets for its desk: which alerts there are, and its own programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem
from supple_web.desk.models import AlertRule, Template
from supple_web.desk.rules import BY_KEY
from supple_web.training import engine

_NAME, _WORDS = 80, 600


@transaction.atomic
def set_rules(*, told: Mapping[str, tuple[bool, int]], by: Staff) -> None:
    """Which rules are on, and their numbers. Raises Problem for a number out of bounds; nothing is set then."""
    for key, (on, number) in told.items():
        rule = BY_KEY[key]
        if rule.unit and not rule.least <= number <= rule.most:
            expected = _("%(least)d to %(most)d") % {"least": rule.least, "most": rule.most}
            raise Problem(str(rule.title), str(number), expected, _("correct the number"))
        AlertRule.objects.update_or_create(rule=key, defaults={"on": on, "number": number if rule.unit else None})
    record("set alerts", "desk.alertrule", by=by.person)


@transaction.atomic
def save_template(
    *, name: str, words: str, items: Sequence[Mapping[str, Any]], by: Staff, template: Template | None = None
) -> Template:
    """Make one of the clinic's programmes, or change it; what was prescribed stays as it was. Raises Problem."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= _NAME:
        raise Problem(_("the name"), _("%(count)d letters") % {"count": len(name)}, _("1 to 80 letters"), _("write one"))
    others = Template.objects.exclude(pk=template.pk) if template else Template.objects.all()
    if others.filter(name=name).exists():
        raise Problem(_("the name"), name, _("a name that no other programme has"), _("choose another one"))
    if not items:
        raise Problem(_("the exercises"), _("none"), _("at least one"), _("choose one"))
    for item in items:
        engine.edit_document(timezone.localdate(), engine.Change(kind="add", **item), who=by.name, reason=name)
    template = template or Template()
    template.name, template.words, template.items = name, words.strip()[:_WORDS], [dict(item) for item in items]
    template.save()
    record("save a programme", template, by=by.person)
    return template


@transaction.atomic
def remove_template(*, template: Template, by: Staff) -> None:
    """What was prescribed from it stays."""
    record("remove a programme", template, by=by.person)
    template.delete()
