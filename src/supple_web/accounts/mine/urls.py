from django.urls import path

from supple_web.accounts.mine import views, views_checks, views_leaving, views_sessions

urlpatterns = [
    path("mine", views.mine, name="mine"),
    path("mine/about", views.about, name="mine_about"),
    path("mine/check/<uuid:pk>", views_checks.check, name="mine_check"),
    path("mine/check/<uuid:pk>/delete", views_checks.check_delete, name="mine_check_delete"),
    path("mine/set/<uuid:pk>", views_checks.one_set, name="mine_set"),
    path("mine/set/<uuid:pk>/delete", views_checks.set_delete, name="mine_set_delete"),
    path("mine/trial/<uuid:pk>", views_checks.trial, name="mine_trial"),
    path("mine/trial/<uuid:pk>/delete", views_checks.trial_delete, name="mine_trial_delete"),
    path("mine/session/<uuid:pk>", views_sessions.session, name="mine_session"),
    path("mine/session/<uuid:pk>/delete", views_sessions.session_delete, name="mine_session_delete"),
    path("mine/export", views_leaving.export, name="mine_export"),
    path("mine/erase", views_leaving.erase, name="mine_erase"),
]
