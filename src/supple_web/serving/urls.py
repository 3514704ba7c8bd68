from django.urls import path

from supple_web.serving import views

urlpatterns = [
    path("trust", views.trust, name="trust"),
    path("trust/supple-ca.crt", views.certificate, name="trust_certificate"),
]
