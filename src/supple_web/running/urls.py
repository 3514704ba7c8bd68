from __future__ import annotations

from django.urls import path

from supple_web.running.views import questions, result, start, tests

urlpatterns = [
    path("running", start.running, name="running"),
    path("running/<uuid:pk>", result.result, name="running_result"),
    path("running/<uuid:pk>/questions/<slug:page>", questions.questions, name="running_questions"),
    path("running/<uuid:pk>/test/<slug:test>", tests.test, name="running_test"),
    path("running/<uuid:pk>/turning", tests.turn, name="running_turn"),
    path("running/<uuid:pk>/finish", tests.finish, name="running_finish"),
    path("running/<uuid:pk>/delete", start.delete, name="running_delete"),
]
