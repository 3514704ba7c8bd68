from django.urls import URLPattern, path

from supple_web.accounts import views

urlpatterns: list[URLPattern] = [
    path("account/join", views.join, name="join"),
    path("signed-out", views.signed_out, name="signed_out"),
]
