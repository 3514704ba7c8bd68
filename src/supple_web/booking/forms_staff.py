"""What staff type: a call for somebody, another time, how it went, hours, exceptions, rules. Times are the clinic's wall time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from supple_web.booking.forms import Quiet
from supple_web.booking.models import Hours, How, Rules
from supple_web.booking.wall import clinic_zone, instant
from supple_web.clinic.models import Staff

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _day(label: _StrPromise | str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _time(label: _StrPromise | str, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "step": "300", "class": "short"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason, where it goes against a rule"),
        help_text=_("For a time that is not offered, or for somebody who has a call already. It is kept with the call."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AtForm(Quiet):
    """A day and a time of the clinic's clock. start: the instant (UTC), once valid. clinician: among those given."""

    clinician = forms.ChoiceField(label=_("With"))
    day = _day(_("Day"))
    time = _time(_("Time"))
    reason = _reason()
    start: datetime

    def __init__(self, staff: Iterable[Staff], *args: Any, **more: Any) -> None:  # noqa: ANN401 (Django's own)
        super().__init__(*args, **more)
        self.staff = {str(one.pk): one for one in staff}
        choice = self.fields["clinician"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, one.name) for key, one in self.staff.items()]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        day, at = found.get("day"), found.get("time")
        if isinstance(day, date) and isinstance(at, time):
            start = instant(day, at.hour * 60 + at.minute, clinic_zone())
            if start is None:
                self.add_error("time", _now("The clock skips this time on that day: choose another one."))
            else:
                self.start = start.astimezone(UTC)
        return found

    @property
    def chosen(self) -> Staff:
        return self.staff[self.cleaned_data["clinician"]]


class NewCallForm(AtForm):
    """A call for somebody: who, how and when. stamp: makes that it is booked once, however often it is sent."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Mail address"),
        help_text=_("Without one nothing is mailed: tell them the time yourself."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(label=_("How"), choices=How.choices, initial=How.PHONE, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    question = forms.CharField(
        label=_("What it is about"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("clinician", "day", "time", "name", "how", "phone", "email", "question", "reason")


class DoneForm(Quiet):
    """How a call went."""

    attended = forms.ChoiceField(
        label=_("Did it take place?"),
        choices=[("yes", _("Yes, we talked")), ("no", _("No, nobody came"))],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("What came of it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    client = forms.ChoiceField(
        label=_("Do they become a client?"),
        choices=[("", _("Not decided")), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def became_client(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["client"])


class ExceptionForm(Quiet):
    """One day that differs."""

    day = _day(_("Day"))
    kind = forms.ChoiceField(
        label=_("What differs"),
        choices=[("away", _("No calls")), ("open", _("Further hours"))],
        initial="away",
        widget=forms.RadioSelect,
    )
    starts = _time(_("From (empty: the whole day)"), required=False)
    ends = _time(_("Until"), required=False)


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """The clinic's rules about calls. Their limits are those of ``rules.LIMITS``."""

    class Meta:
        model = Rules
        fields = (
            "minutes",
            "grid_minutes",
            "buffer_before",
            "buffer_after",
            "notice_minutes",
            "horizon_days",
            "same_day",
            "calls_each",
            "change_until_minutes",
            "hold_minutes",
            "holds_per_clinician",
            "holds_per_mail",
            "holds_per_address",
            "lead_days",
        )
        labels = {  # noqa: RUF012 (Django reads it as it stands)
            "minutes": _("Length of a call, minutes"),
            "grid_minutes": _("A start every so many minutes"),
            "buffer_before": _("Kept free before a call, minutes"),
            "buffer_after": _("Kept free after a call, minutes"),
            "notice_minutes": _("Booked at the latest so many minutes before"),
            "horizon_days": _("Offered so many days ahead"),
            "same_day": _("Today is offered too"),
            "calls_each": _("Calls to come that one person may have"),
            "change_until_minutes": _("Moved or cancelled by oneself until so many minutes before"),
            "hold_minutes": _("A time is kept so many minutes while the address is confirmed"),
            "holds_per_clinician": _("Times kept at once, each clinician"),
            "holds_per_mail": _("Times kept at once, each mail address"),
            "holds_per_address": _("Times kept at once, each network address"),
            "lead_days": _("What was typed for a call that led to nothing is erased after so many days"),
        }


class WeekForm:
    """Weekly hours as a table of times: some spans a day, one of them empty, so that there is always room for one more."""

    LEAST_SPANS = 2

    def __init__(self, hours: Iterable[Hours], typed: Mapping[str, Any] | None = None) -> None:
        self.typed = typed
        self.problem = ""
        self._stored: dict[int, list[tuple[str, str]]] = {day: [] for day in range(7)}
        for one in hours:
            self._stored[one.weekday].append((f"{one.starts:%H:%M}", f"{one.ends:%H:%M}"))

    @property
    def days(self) -> list[dict[str, Any]]:
        names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
        return [{"words": names[day], "spans": self._spans(day)} for day in range(7)]

    def weekly(self) -> list[tuple[int, time, time]]:
        """What was typed. Raises ValueError with words for a time that is none, or half a span."""
        found = []
        for day in range(7):
            for number in range(self._count(day)):
                starts, ends = (self._value(day, number, end) for end in ("starts", "ends"))
                if not (starts or ends):
                    continue
                try:
                    found.append((day, time.fromisoformat(starts), time.fromisoformat(ends)))
                except ValueError:
                    words = _now("A time such as 09:00 in both fields, or in neither; found “%(from)s” and “%(until)s”.")
                    raise ValueError(words % {"from": starts[:8], "until": ends[:8]}) from None
        return found

    def _count(self, day: int) -> int:
        return max(self.LEAST_SPANS, len(self._stored[day]) + 1)

    def _spans(self, day: int) -> list[dict[str, str]]:
        return [
            {"name": f"d{day}_{number}", "starts": self._value(day, number, "starts"), "ends": self._value(day, number, "ends")}
            for number in range(self._count(day))
        ]

    def _value(self, day: int, number: int, end: str) -> str:
        if self.typed is not None:
            return str(self.typed.get(f"d{day}_{number}_{end}", "")).strip()
        stored = self._stored[day]
        return stored[number][end == "ends"] if number < len(stored) else ""
