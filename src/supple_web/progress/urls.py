from django.urls import path

from supple_web.progress import views

urlpatterns = [
    path("progress", views.progress, name="progress"),
    path("progress/print", views.printed, name="progress_print"),
    path("progress/report.pdf", views.report, name="progress_pdf"),
    path("progress/trials.csv", views.trials, name="progress_csv"),
    path("progress/progress.json", views.document, name="progress_json"),
]
