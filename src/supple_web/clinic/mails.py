"""What the clinic tells a client by mail about who looks after them; nothing about anybody's health."""

from __future__ import annotations

from django.utils.translation import gettext as _

from supple_web.clinic.face.shown import clinic_now
from supple_web.clinic.models import Care
from supple_web.common.languages import speaking_to
from supple_web.outbox.links import link
from supple_web.outbox.models import Mail
from supple_web.outbox.post import post


def on_assigned(care: Care) -> None:
    """The clinic chose a clinician for somebody: they learn it at once, and where to end it."""
    person = care.person
    if person.user is None:
        return
    with speaking_to(person):
        named = {"clinic": clinic_now().name or _("the clinic"), "clinician": care.clinician.name, "link": link("sharing")}
        body = _(
            "%(clinician)s at %(clinic)s looks after you from now on. You had agreed that the clinic may choose somebody.\n\n"
            "Here you see who looks after you, and end it if you do not want it:\n%(link)s"
        )
        post(
            key=f"care {care.pk}",
            to=person.user.email,
            subject=_("Who looks after you at %(clinic)s") % named,
            body=body % named,
            person=person,
            still=f"{__name__}.still_running",
            about=str(care.pk),
        )


def still_running(about: str, _mail: Mail) -> bool:
    return Care.objects.filter(pk=about, ended_at=None).exists()
