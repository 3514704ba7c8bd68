"""Addresses of results and of handing a check to a phone; ``urls.py`` includes them before ``check/<uuid>/<page>``."""

from django.urls import URLPattern, path

from supple_web.assessments import handover, results

urlpatterns: list[URLPattern] = [
    path("check/<uuid:pk>/result", results.check_result, name="check_result"),
    path("check/<uuid:pk>/recording/<uuid:set_pk>", results.check_recording, name="check_recording"),
    path("check/<uuid:pk>/hand", handover.check_hand, name="check_hand"),
    path("check/<uuid:pk>/hand/state", handover.check_hand_state, name="check_hand_state"),
    path("check/<uuid:pk>/hand/back", handover.check_hand_back, name="check_hand_back"),
    path("hand/<slug:token>", handover.hand, name="hand"),
]
