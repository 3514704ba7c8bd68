"""People who work at the clinic, with the second step that they need."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from supple_web.accounts.models import Person, User
from supple_web.clinic.actions.caring import share
from supple_web.clinic.models import Care, Staff


def make_staff(
    name: str = "Ada Reyes", *, clinician: bool = True, administrator: bool = False, second_step: bool = True
) -> Staff:
    """A member of staff; ``client_of(staff.person)`` is their browser."""
    email = f"{name.lower().replace(' ', '.')}@clinic.example.org"
    user = User.objects.create_user(email, "a long enough password")
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    Person.objects.create(user=user)
    if second_step:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "not a real one"})
    return Staff.objects.create(user=user, name=name, clinician=clinician, administrator=administrator)


def make_care(staff: Staff, person: Person) -> Care:
    """As the person shares with them, with their consent."""
    return share(person=person, clinician=staff, by=person)
