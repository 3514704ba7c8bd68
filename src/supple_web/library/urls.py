from __future__ import annotations

from django.urls import URLPattern, path

from supple_web.library.views import additions, history, pages, staff

urlpatterns: list[URLPattern] = [
    path("library", pages.library, name="library"),
    path("library/<slug:slug>", pages.article, name="article"),
    path("library/exercise/<slug:exercise>", pages.exercise, name="library_exercise"),
    path("library/picture/<slug:kind>/<slug:name>.svg", pages.picture, name="library_picture"),
    path("clinic/library", staff.library_staff, name="library_staff"),
    path("clinic/library/new", staff.new, name="library_new"),
    path("clinic/library/preview", staff.preview, name="library_preview"),
    path("clinic/library/exercise/<slug:exercise>", additions.exercise_additions, name="library_additions"),
    path("clinic/library/<uuid:pk>", staff.edit, name="library_edit"),
    path("clinic/library/<uuid:pk>/versions", history.versions, name="library_versions"),
    path("clinic/library/<uuid:pk>/restore", history.restore, name="library_restore"),
    path("clinic/library/<uuid:pk>/publish", history.publish, name="library_publish"),
]
