from django.urls import path

from supple_web.clinic.face import views

urlpatterns = [
    path("clinic", views.clinic_page, name="clinic_page"),
    path("clinic/style-<slug:digest>.css", views.clinic_style, name="clinic_style"),
    path("clinic/logo-<slug:digest>", views.clinic_logo, name="clinic_logo"),
    path("clinic/face", views.clinic_face, name="clinic_face"),
    path("clinic/testimonials", views.clinic_testimonials, name="clinic_testimonials"),
    path("clinic/testimonials/<uuid:pk>", views.clinic_testimonial, name="clinic_testimonial"),
    path("clinic/words", views.clinic_words, name="clinic_words"),
    path("clinic/words/back", views.clinic_words_back, name="clinic_words_back"),
]
