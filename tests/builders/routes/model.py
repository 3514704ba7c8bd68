"""What is declared of a route.

who: ``public``: anybody, and it knows no person. ``guest``: anybody, about the visitor's own data, nothing of others. ``member``:
whoever is signed in; others are led to signing in. ``phone``: also a browser that a desk handed a check to. ``staff``,
``clinician``, ``administrator``: who works at the clinic, with a second step; of a client, their own clinician.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from builders.world import World

Who = Literal["public", "guest", "member", "phone", "staff", "clinician", "administrator"]
#: The arguments of a route for the objects of one person.
Arguments = Callable[[World], dict[str, object]]


@dataclass(frozen=True)
class Route:
    """methods: all that are answered (HEAD goes with GET). of: the arguments, where the route has some, for their owner.

    owned: whether they name something of the owner's that must not be there for anybody else. ours: False for allauth's views,
    which answer verbs that they do not know in their own way. keeper: for a page of the staff, in ``world.more`` the clinician
    whose it is. data: what a POST needs so that there is something to do at all.
    """

    who: Who
    methods: str
    of: Arguments | None = None
    owned: bool = True
    ours: bool = True
    keeper: str = "clinician"
    data: Callable[[World], dict[str, str]] | None = None

    @property
    def allowed(self) -> set[str]:
        return set(self.methods.split())
