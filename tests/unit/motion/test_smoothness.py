import numpy as np
import pytest

from supple.motion.smoothness import sparc


@pytest.mark.reference
def test_gaussian_speed_profile():
    # value run with the authors' own code (siva82kb/smoothness), same parameters
    moment = np.arange(-1.0, 1.0, 0.01)
    assert sparc(np.exp(-5.0 * moment**2), 100.0) == pytest.approx(-1.41403, abs=1e-4)


@pytest.mark.reference
def test_minimum_jerk_speed_profile():
    u = np.linspace(0.0, 1.0, 101)
    assert sparc(30.0 * u**2 * (1.0 - u) ** 2, 100.0) == pytest.approx(-1.40583, abs=1e-4)


def test_size_and_sign_of_the_speed_do_not_matter():
    speed = np.exp(-5.0 * np.arange(-1.0, 1.0, 0.01) ** 2)
    assert sparc(-40.0 * speed, 100.0) == pytest.approx(sparc(speed, 100.0))


def test_a_stop_on_the_way_is_less_smooth():
    moment = np.arange(-1.0, 1.0, 0.01)
    stopped = np.exp(-40.0 * (moment - 0.5) ** 2) + np.exp(-40.0 * (moment + 0.5) ** 2)
    whole, halting = sparc(np.exp(-5.0 * moment**2), 100.0), sparc(stopped, 100.0)
    assert whole is not None
    assert halting is not None
    assert halting < whole


@pytest.mark.parametrize("speed", [np.zeros(50), np.ones(3), np.empty(0)])
def test_nothing_to_judge(speed):
    assert sparc(speed, 50.0) is None
