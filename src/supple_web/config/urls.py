"""Every address. Each app has its own list; who may see which is declared and tested in ``tests/web/test_urls_inventory.py``."""

from django.urls import include, path

urlpatterns = [
    path("", include("supple_web.common.urls")),
    path("", include("supple_web.accounts.urls")),
    path("", include("supple_web.accounts.mine.urls")),
    path("", include("supple_web.assessments.urls")),
    path("", include("supple_web.training.urls")),
    path("", include("supple_web.progress.urls")),
    path("", include("supple_web.clinic.urls")),
    path("", include("supple_web.clinic.face.urls")),
    path("", include("supple_web.desk.urls")),
    path("", include("supple_web.booking.urls")),
    path("", include("supple_web.library.urls")),
    path("", include("supple_web.running.urls")),
    path("", include("supple_web.serving.urls")),
    path("account/", include("allauth.urls")),
]

handler400 = "supple_web.serving.views.bad_request"
