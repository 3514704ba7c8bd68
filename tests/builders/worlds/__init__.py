"""What each app of the clinic has of a person."""

from __future__ import annotations

from builders.worlds import booking, clinic, desk, library, running

#: In an order in which each may use what those before it made.
MAKERS = (clinic.make, desk.make, booking.make, library.make, running.make)
