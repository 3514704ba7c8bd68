"""What a person reads of a history: each way of measuring in plain words, nothing said twice."""

from supple.exchange.history import read_history
from supple.exchange.progress_report import progress_report


def test_a_kind_of_trial_is_named_in_plain_words(supple):
    text = " ".join(supple("progress", "history.csv").out.split())
    assert (
        "sitting on the heels, elbow down (lumbar-locked); by yourself (active); phone, on the breastbone (sternum); "
        "hand on the low back" in text
    )
    assert "pushing the floor away" in text


def test_the_verdict_and_the_rule_for_testing_again_are_said_once(supple, examples):
    text = " ".join(supple("progress", "history.csv").out.split())
    report = progress_report(read_history(examples / "history.csv"))
    assert len(report.series) == 3
    assert text.count("When to test again:") == 1
    for one in report.series:
        first, *others = one.progress.trend.reasons
        assert first not in text
        assert all(reason in text for reason in others)


def test_a_short_history_is_told_in_days(supple, tmp_path):
    header = "movement,direction,mode,position,instrument,value_deg,day\n"
    rows = "".join(f"rotation,left,active,seated,goniometer,40,2026-11-{day}\n" for day in ("10", "15", "20"))
    (tmp_path / "short.csv").write_text(header + rows)
    assert "measured on 3 days over 10 days" in " ".join(supple("progress", str(tmp_path / "short.csv")).out.split())
