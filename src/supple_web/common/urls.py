from django.urls import path

from supple_web.common import figures, languages, offline, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about", views.about, name="about"),
    path("language", languages.choose, name="set_language"),
    path("sources", views.sources, name="sources"),
    path("healthz", views.healthz, name="healthz"),
    path("figure-<slug:digest>.css", figures.figure_style, name="figure_style"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("offline", offline.offline, name="offline"),
    path("offline/who", offline.who, name="who"),
]
