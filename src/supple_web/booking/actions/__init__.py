"""Every way in which a call changes: one atomic verb each, with who did it, history and an audit row in the same transaction."""

from supple_web.booking.actions.changing import cancel, find_call, move, uncancel
from supple_web.booking.actions.forgetting import forget_leads
from supple_web.booking.actions.holding import confirm, expire_holds, find_held, hold
from supple_web.booking.actions.hours import add_exception, remove_exception, set_rules, set_weekly_hours
from supple_web.booking.actions.reminding import set_reminders
from supple_web.booking.actions.requests import answer_request, ask_for_call
from supple_web.booking.actions.staff import Closed, book_by_staff, close

__all__ = [
    "Closed",
    "add_exception",
    "answer_request",
    "ask_for_call",
    "book_by_staff",
    "cancel",
    "close",
    "confirm",
    "expire_holds",
    "find_call",
    "find_held",
    "forget_leads",
    "hold",
    "move",
    "remove_exception",
    "set_reminders",
    "set_rules",
    "set_weekly_hours",
    "uncancel",
]
