"""What others may hear of, in the transaction of what happened, while the person's row is held."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

#: What rests on somebody's record was derived anew. Sent with ``person``, by whatever changes a check, a session or a plan.
derived_anew: Final = Signal()
