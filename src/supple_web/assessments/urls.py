"""Addresses of the check. Its own words come before ``check/<uuid>/<page>``, which takes every other one."""

from django.urls import include, path

from supple_web.assessments.views import following, mending, pages, pain, recorded, sets, start, stop

urlpatterns = [
    path("check", start.check, name="check"),
    path("", include("supple_web.assessments.urls_results")),
    path("check/<uuid:pk>/stop", stop.stop, name="check_stop"),
    path("check/<uuid:pk>/correct", stop.correct, name="check_correct"),
    path("check/<uuid:pk>/next", following.following, name="check_next"),
    path("check/<uuid:pk>/finish", following.finish, name="check_finish"),
    path("check/<uuid:pk>/values", mending.values, name="check_values"),
    path("check/<uuid:pk>/doubt", mending.doubt, name="check_doubt"),
    path("check/<uuid:pk>/pain/<uuid:set_pk>", pain.pain, name="check_pain"),
    path("check/<uuid:pk>/hint/<uuid:set_pk>", mending.hint, name="check_hint"),
    path("check/<uuid:pk>/remove/<uuid:set_pk>", mending.remove, name="check_remove"),
    path("check/<uuid:pk>/set/<slug:stage>", sets.one_set, name="check_set"),
    path("check/<uuid:pk>/set/<slug:stage>/phone", recorded.phone, name="check_set_phone"),
    path("check/<uuid:pk>/set/<slug:stage>/type", sets.typed, name="check_set_typed"),
    path("check/<uuid:pk>/set/<slug:stage>/file", recorded.recording, name="check_set_file"),
    path("check/<uuid:pk>/set/<slug:stage>/skip", following.skip, name="check_skip"),
    path("check/<uuid:pk>/set/<slug:stage>/unskip", following.take_back, name="check_unskip"),
    path("check/<uuid:pk>/<slug:page>", pages.page, name="check_page"),
]
