"""Every verb that changes something, ready to be called: each prepares what it needs and gives the call itself.

``tests/web/audit/test_no_act_without_its_row.py`` finds the verbs in the source and fails for one that is missing here.
"""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from builders import verbs_booking, verbs_clinic, verbs_desk, verbs_library, verbs_running
from builders.checks import make_check, make_set
from builders.example_checks import recorded_check
from builders.sessions import do_session, read_result, result
from builders.setups import TYPED, WHO
from builders.training_people import STIFF, finished_check, start_example
from supple_web.accounts import forgetting, joining
from supple_web.accounts.mine import erasing, verbs
from supple_web.accounts.mine.export import export
from supple_web.accounts.models import Person, User
from supple_web.assessments import actions
from supple_web.assessments.actions import handing
from supple_web.assessments.engine.recordings import measure_again
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.models import Check, Source, TrialSet
from supple_web.assessments.stages import Stage, Task
from supple_web.training import actions as training
from supple_web.training.models import Session

Call = Callable[[], object]
Prepare = Callable[[Person], Call]


def _ready(person: Person) -> Check:
    """A check that has come as far as its tests."""
    return make_check(person, timezone.localdate(), about=dict(WHO), setup=dict(TYPED))


def _task(check: Check) -> Task:
    task = plan_of(check).task
    assert task is not None
    return task


def _set(person: Person, *, finished: bool = True) -> TrialSet:
    check = _ready(person)
    one = make_set(check, {"right": [41.0, 42.0, 43.0], "left": [38.0, 39.0, 40.0]})
    if finished:
        actions.finish(check=check, by=person)
    return one


def _recorded(person: Person) -> TrialSet:
    one = recorded_check(person).sets.first()
    assert one is not None
    return one


def raw_of(one: TrialSet) -> bytes:
    return gzip.decompress(bytes(one.raw or b""))


def _trained(person: Person) -> Session:
    start_example(person, "stiff")
    return do_session(person)


def _of_set(call: Callable[[TrialSet, Person], object], make: Callable[[Person], TrialSet] = _set) -> Prepare:
    def prepare(person: Person) -> Call:
        one = make(person)
        return lambda: call(one, person)

    return prepare


def _of_check(call: Callable[[Check, Person], object], make: Callable[[Person], Check] = _ready) -> Prepare:
    def prepare(person: Person) -> Call:
        check = make(person)
        return lambda: call(check, person)

    return prepare


def _of_session(call: Callable[[Session, Person], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        session = _trained(person)
        return lambda: call(Session.objects.get(pk=session.pk), person)

    return prepare


def _add_typed(check: Check, person: Person) -> object:
    values = [("right", 40.0), ("left", 41.0)] * 3
    told = {"values": values, "instrument": "inclinometer", "client_id": uuid.uuid4()}
    return actions.add_typed_set(check=check, task=_task(check), by=person, **told)


def _add_recorded(person: Person) -> Call:
    one = _recorded(person)
    blob, measured = raw_of(one), measure_again(one, raw_of(one))
    one.check_of.delete()
    check = _ready(person)
    told = {"source": Source.FILE, "raw": blob, "file_name": "x", "measured": measured, "client_id": uuid.uuid4()}
    return lambda: actions.add_recorded_set(check=check, task=_task(check), by=person, **told)


def _hint(one: TrialSet, person: Person) -> object:
    return actions.hint(one=one, hints={"upright": [1, 2]}, measured=measure_again(one, raw_of(one)), by=person)


def _recompute(one: TrialSet, person: Person) -> object:
    return actions.recompute_set(one=one, measured=measure_again(one, raw_of(one)), by=person)


def _claim(person: Person) -> Call:
    token = handing.token_of(handing.hand_over(check=_ready(person), by=person))
    return lambda: handing.claim(token=token, by=person)


def _keep(person: Person) -> Call:
    user = User.objects.create_user("new@example.org", "a long enough password")
    return lambda: joining.keep(person=person, user=user, by=person)


def _seven_days(person: Person) -> Person:
    """Trains on three days of the week, from today on."""
    finished_check(person, 0, STIFF, about={**WHO, "days_per_week": 3})
    return person


def _move(person: Person) -> Call:
    from supple_web.training import engine

    now = engine.current(_seven_days(person))
    assert now is not None
    today = timezone.localdate()
    week = [one for start in (today, today + timedelta(days=7)) for one in engine.days_of(now, engine.week_of(start))]
    trains = next(one.day for one in week if one.training and one.day > today)
    free = next(
        one.day for one in week if not one.training and one.day >= today and engine.week_of(one.day) == engine.week_of(trains)
    )
    return lambda: training.move_day(person=person, from_day=trains, to_day=free, by=person)


def _swap(person: Person) -> object:
    return training.swap_exercise(person=person, gone="cat-camel-general", come="cat-camel-standing", by=person)


def _after(make: Callable[[Person], object], call: Callable[[Person], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        make(person)
        return lambda: call(person)

    return prepare


def _stiff(person: Person) -> Check:
    return start_example(person, "stiff")


def _swapped(person: Person) -> object:
    _stiff(person)
    return _swap(person)


def _skipped_day(person: Person) -> object:
    _stiff(person)
    return training.skip_day(person=person, reason="time", by=person)


def _stopped(person: Person) -> object:
    finished_check(person, 1, STIFF)
    return do_session(person, pains=(2, 8, 6), ended="pain")


def _yesterday(person: Person) -> object:
    finished_check(person, 3, STIFF)
    return do_session(person, timezone.localdate() - timedelta(days=1))


def _store(person: Person) -> object:
    return training.store_session(person=person, result=read_result(json.loads(json.dumps(result()))), by=person)


def _skipped_set(person: Person) -> Check:
    check = _ready(person)
    return actions.skip(check=check, task=_task(check), reason="time", by=person)


CALLS: dict[str, Prepare] = {
    "accounts.forgetting.forget": _of_check(lambda _, person: forgetting.forget(person=person, by=person)),
    "accounts.joining.keep": _keep,
    "accounts.mine.erasing.erase": _of_check(lambda _, person: erasing.erase(person=person, by=person)),
    "accounts.mine.export.export": _of_check(lambda _, person: export(person=person, by=person)),
    "accounts.mine.verbs.correct_value": _of_set(
        lambda one, person: verbs.correct_value(trial=one.trials.get(order=1), value_deg=44.0, by=person)
    ),
    "accounts.mine.verbs.remove_trial": _of_set(lambda one, person: verbs.remove_trial(trial=one.trials.get(order=1), by=person)),
    "accounts.mine.verbs.correct_set": _of_set(
        lambda one, person: verbs.correct_set(one=one, pain={"right": 1, "left": 2}, details={"rater": "me"}, by=person)
    ),
    "accounts.mine.verbs.delete_set": _of_set(lambda one, person: verbs.delete_set(one=one, by=person)),
    "accounts.mine.verbs.delete_check": _of_set(lambda one, person: verbs.delete_check(check=one.check_of, by=person)),
    "accounts.mine.verbs.correct_session": _of_session(
        lambda session, person: verbs.correct_session(session=session, told={"pain_after": 3}, by=person)
    ),
    "accounts.mine.verbs.delete_session": _of_session(lambda session, person: verbs.delete_session(session=session, by=person)),
    "accounts.mine.verbs.correct_about": _of_check(
        lambda _, person: verbs.correct_about(person=Person.objects.get(pk=person.pk), about={"minutes_per_day": 20}, by=person)
    ),
    "assessments.actions.answering.begin": lambda person: (
        lambda: actions.begin(person=person, day=timezone.localdate(), by=person)
    ),
    "assessments.actions.answering.answer": _of_check(
        lambda check, person: actions.answer(check=check, by=person, about={"age_years": 50})
    ),
    "assessments.actions.answering.confirm": _of_check(lambda check, person: actions.confirm(check=check, by=person)),
    "assessments.actions.answering.set_up": _of_check(
        lambda check, person: actions.set_up(check=check, setup={"way": "phone"}, by=person)
    ),
    "assessments.actions.closing.finish": _of_check(lambda check, person: actions.finish(check=check, by=person)),
    "assessments.actions.correcting.correct_trial": _of_set(
        lambda one, person: actions.correct_trial(trial=one.trials.get(order=1), value_deg=44.0, by=person)
    ),
    "assessments.actions.correcting.delete_set": _of_set(lambda one, person: actions.delete_set(one=one, by=person)),
    "assessments.actions.correcting.delete_check": _of_set(
        lambda one, person: actions.delete_check(check=one.check_of, by=person)
    ),
    "assessments.actions.correcting.hint": _of_set(_hint, _recorded),
    "assessments.actions.correcting.leave_recording": _of_set(
        lambda one, person: actions.leave_recording(one=one, by=person), _recorded
    ),
    "assessments.actions.handing.hand_over": _of_check(lambda check, person: handing.hand_over(check=check, by=person)),
    "assessments.actions.handing.claim": _claim,
    "assessments.actions.handing.take_back": _of_check(lambda check, person: handing.take_back(check=check, by=person)),
    "assessments.actions.measuring.add_typed_set": _of_check(_add_typed),
    "assessments.actions.measuring.add_recorded_set": _add_recorded,
    "assessments.actions.measuring.stop_for_pain": _of_check(
        lambda check, person: actions.stop_for_pain(check=check, task=_task(check), client_id=uuid.uuid4(), by=person)
    ),
    "assessments.actions.measuring.rate_pain": _of_set(
        lambda one, person: actions.rate_pain(one=one, pain={"right": 1, "left": 2}, by=person)
    ),
    "assessments.actions.measuring.skip": _of_check(
        lambda check, person: actions.skip(check=check, task=_task(check), reason="time", by=person)
    ),
    "assessments.actions.measuring.keep_doubtful": _of_check(
        lambda check, person: actions.keep_doubtful(check=check, doubts=["x"], by=person)
    ),
    "assessments.actions.measuring.take_back_skip": _of_check(
        lambda check, person: actions.take_back_skip(check=check, stage=Stage(check.skipped[0]["stage"]), by=person), _skipped_set
    ),
    "assessments.actions.recomputing.recompute_set": _of_set(_recompute, _recorded),
    "assessments.actions.recomputing.recompute_result": _of_set(
        lambda one, person: actions.recompute_result(check=one.check_of, by=person)
    ),
    "training.actions.choices.move_day": _move,
    "training.actions.choices.swap_exercise": _after(_stiff, _swap),
    "training.actions.choices.undo_swap": _after(
        _swapped, lambda person: training.undo_swap(person=person, exercise="cat-camel-general", by=person)
    ),
    "training.actions.choices.skip_day": _after(
        _stiff, lambda person: training.skip_day(person=person, reason="time", by=person)
    ),
    "training.actions.choices.undo_skip": _after(_skipped_day, lambda person: training.undo_skip(person=person, by=person)),
    "training.actions.plan.take_up": _of_check(
        lambda check, person: training.take_up(person=person, check=check, by=person), _stiff
    ),
    "training.actions.plan.recompute": _after(_stiff, lambda person: training.recompute(person=person, by=person)),
    "training.actions.plan.seen_by_clinician": _after(
        _stopped, lambda person: training.seen_by_clinician(person=person, by=person)
    ),
    "training.actions.sessions.store_session": _after(_stiff, _store),
    "training.actions.sessions.next_morning": _after(
        _yesterday, lambda person: training.next_morning(person=person, pain=1, by=person)
    ),
}
CALLS |= verbs_booking.CALLS | verbs_clinic.CALLS | verbs_desk.CALLS | verbs_library.CALLS | verbs_running.CALLS
#: What only others call, inside their own transaction and beside their own row.
PARTS = frozenset({"assessments.actions.closing.refresh", "assessments.actions.closing.end_or_go_on"}) | verbs_booking.PARTS
