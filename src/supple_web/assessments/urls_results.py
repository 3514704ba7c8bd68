"""Addresses of results and of handing a check to a phone; ``urls.py`` includes them before ``check/<uuid>/<page>``."""

from django.urls import URLPattern, path

from supple_web.assessments import results

urlpatterns: list[URLPattern] = [
    path("check/<uuid:pk>/result", results.check_result, name="check_result"),
]
