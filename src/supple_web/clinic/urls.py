from __future__ import annotations

from django.urls import URLPattern, path

from supple_web.clinic.views import invitation, people, second_step, sharing

urlpatterns: list[URLPattern] = [
    path("clinic/second-step", second_step.second_step, name="clinic_second_step"),
    path("clinic/people", people.people, name="clinic_people"),
    path("mine/sharing", sharing.sharing, name="sharing"),
    path("invitation/<str:token>", invitation.invitation, name="invitation"),
]
