from __future__ import annotations

from django.urls import URLPattern, path

from supple_web.clinic.views import invitation, inviting, log, people, second_step, sharing

urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>", invitation.invitation, name="invitation"),
    path("clinic/second-step", second_step.second_step, name="clinic_second_step"),
    path("clinic/people", people.people, name="clinic_people"),
    path("clinic/people/invite", inviting.invite_anybody, name="clinic_invite"),
    path("clinic/people/staff/<uuid:pk>", people.one_of_staff, name="clinic_staff"),
    path("clinic/people/staff/<uuid:pk>/active", people.staff_active, name="clinic_staff_active"),
    path("clinic/people/staff/<uuid:pk>/sessions", people.staff_sessions, name="clinic_staff_sessions"),
    path("clinic/people/client/<uuid:pk>", people.client, name="clinic_client"),
    path("clinic/people/client/<uuid:pk>/care", people.assign, name="clinic_care"),
    path("clinic/people/client/<uuid:pk>/care/<uuid:care_pk>/end", people.unassign, name="clinic_care_end"),
    path("clinic/people/client/<uuid:pk>/sessions", people.client_sessions, name="clinic_client_sessions"),
    path("clinic/invite", inviting.invite_client, name="clinic_client_invite"),
    path("clinic/invitations/<uuid:pk>/withdraw", inviting.withdraw, name="clinic_invitation_withdraw"),
    path("clinic/invitations/<uuid:pk>/again", inviting.again, name="clinic_invitation_again"),
    path("clinic/audit", log.log, name="clinic_audit"),
    path("mine/sharing", sharing.sharing, name="sharing"),
    path("mine/sharing/share", sharing.share, name="sharing_share"),
    path("mine/sharing/end/<uuid:pk>", sharing.end, name="sharing_end"),
    path("mine/sharing/stop", sharing.stop, name="sharing_stop"),
    path("mine/sharing/reminders", sharing.reminders, name="sharing_reminders"),
]
