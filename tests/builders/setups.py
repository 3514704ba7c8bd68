"""Who is checked, and how they measure: what the pages of questions would have stored."""

from __future__ import annotations

from builders.checks import ABOUT

WHO = {**ABOUT, "goal": True, "symptoms": False, "long_holds": True}
TYPED = {"way": "typed", "instrument": "inclinometer", "read_at": "T1-T2", "bends": "alone", "arm": "low-back", "support": "none"}
PHONE = {"way": "phone", "worn": "sternum", "arm": "low-back", "support": "none"}
FILE = {"way": "file", "sensor_at": "sternum", "arm": "low-back", "support": "none"}
