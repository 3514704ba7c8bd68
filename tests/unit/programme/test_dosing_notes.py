"""What is said of a hold plan names its sources by author and year."""

import pytest

from supple.programme.dosing import HoldPlan, noted


@pytest.mark.parametrize(("plan", "names"), [(HoldPlan(130.0, 2), ("Thomas 2018",)), (HoldPlan(130.0, 5), ("Ingram 2025",))])
def test_sources_have_names(plan: HoldPlan, names: tuple[str, ...]):
    notes = " ".join(noted(plan).notes)
    assert all(name in notes for name in names)
    assert not any(key in notes for key in ("thomas2018", "ingram2025"))
