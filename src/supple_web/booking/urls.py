"""Addresses of calls: of anybody, behind a secret, and of those who work here."""

from __future__ import annotations

from django.urls import URLPattern, path

from supple_web.booking.views import asking, own, public, staff_calls, staff_hours, staff_times

urlpatterns: list[URLPattern] = [
    path("book", public.book, name="book"),
    path("book/time", public.book_time, name="book_time"),
    path("book/ask", asking.book_ask, name="book_ask"),
    path("book/asked", asking.book_asked, name="book_asked"),
    path("book/held/<str:token>", public.book_held, name="book_held"),
    path("book/confirm/<str:token>", own.call_confirm, name="call_confirm"),
    path("book/call/<str:token>", own.call_manage, name="call_manage"),
    path("book/call/<str:token>/move", own.call_move, name="call_move"),
    path("book/call/<str:token>/cancel", own.call_cancel, name="call_cancel"),
    path("book/call/<str:token>/reminders", own.call_reminders, name="call_reminders"),
    path("book/call/<str:token>/summary", own.call_summary_back, name="call_summary_back"),
    path("mine/sharing/calls", own.summary_back, name="summary_back"),
    path("clinic/calls", staff_calls.calls, name="calls"),
    path("clinic/calls/new", staff_times.call_new, name="call_new"),
    path("clinic/calls/requests", staff_calls.call_requests, name="call_requests"),
    path("clinic/calls/requests/<uuid:pk>", staff_calls.call_request_answer, name="call_request_answer"),
    path("clinic/calls/hours", staff_hours.call_hours, name="call_hours"),
    path("clinic/calls/hours/day", staff_hours.call_exception_add, name="call_exception_add"),
    path("clinic/calls/hours/day/<uuid:pk>", staff_hours.call_exception_remove, name="call_exception_remove"),
    path("clinic/calls/rules", staff_hours.call_rules, name="call_rules"),
    path("clinic/calls/feed", staff_hours.call_feed_new, name="call_feed_new"),
    path("clinic/calls/<uuid:pk>", staff_calls.call, name="call"),
    path("clinic/calls/<uuid:pk>/move", staff_times.call_shift, name="call_shift"),
    path("clinic/calls/<uuid:pk>/cancel", staff_calls.call_off, name="call_off"),
    path("clinic/calls/<uuid:pk>/uncancel", staff_calls.call_on, name="call_on"),
    path("clinic/calls/<uuid:pk>/done", staff_calls.call_done, name="call_done"),
    path("clinic/feed/<str:token>.ics", staff_hours.call_feed, name="call_feed"),
]
