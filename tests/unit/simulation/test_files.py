import pytest

from supple.motion import measure_motion
from supple.problems import InputProblem
from supple.recording import read
from supple.recording.neutral_writing import write_neutral_csv
from supple.simulation import Kind, Phone, mirror, phone_trial, random_spec, simulate, write_phone_trial


def told(recording):
    return [(r.movement, r.direction, r.grade, round(r.peak_deg, 1)) for r in measure_motion(recording).repetitions]


@pytest.mark.parametrize("phone", list(Phone))
def test_a_phone_trial_reads_back_the_same(tmp_path, phone):
    recording, _ = simulate(random_spec(11, Kind.PHONE_LUMBAR_LOCKED))
    write_phone_trial(recording, tmp_path / "trial.json", phone=phone)
    back = read(tmp_path / "trial.json")
    assert told(back) == told(recording)
    assert [mark.purpose for mark in back.marks] == [mark.purpose for mark in recording.marks]
    assert back.declared == recording.declared


def test_two_sensors_read_back_the_same_from_the_neutral_csv(tmp_path):
    recording, _ = simulate(random_spec(11, Kind.TWO_SENSORS))
    write_neutral_csv(recording, tmp_path / "sensors.csv")
    back = read(tmp_path / "sensors.csv")
    assert [one[:2] for one in told(back)] == [one[:2] for one in told(recording)]


def test_nothing_to_write():
    recording, _ = simulate(random_spec(1, Kind.PHONE_SEATED))
    recording = mirror(recording)
    recording.streams.pop("thorax")
    with pytest.raises(InputProblem, match="raw samples"):
        phone_trial(recording)
