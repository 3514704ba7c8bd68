"""Joint angles as a table: CSV, or Parquet where pyarrow is installed."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from supple.conventions import FloatArray
from supple.exchange.atomic import whole_file, write_text
from supple.motion.model import JointAngles
from supple.problems import InputProblem
from supple.quantities import Quantity

SUFFIXES = (".csv", ".parquet")
_NAMES = {
    Quantity.THORACIC_ROTATION: ("flexion_deg", "lateral_flexion_deg", "axial_rotation_deg"),
    Quantity.TRUNK_TURN: ("trunk_flexion_deg", "trunk_lateral_flexion_deg", "trunk_turn_deg"),
}


def angle_columns(angles: JointAngles) -> dict[str, FloatArray]:
    """Return the table's columns by name, (n,) each.

    Thorax in pelvis: ``time_s, flexion_deg, lateral_flexion_deg, axial_rotation_deg``; trunk in the room (one sensor):
    ``trunk_flexion_deg, trunk_lateral_flexion_deg, trunk_turn_deg``. A column that cannot be known is NaN throughout;
    ``pelvis_rotation_deg`` follows where the pelvis was measured.
    """
    unknown = np.full(angles.time_s.shape, np.nan)
    flexion, lateral, rotation = _NAMES[angles.quantity]
    columns = {
        "time_s": angles.time_s,
        flexion: unknown if angles.flexion_deg is None else angles.flexion_deg,
        lateral: unknown if angles.lateral_flexion_deg is None else angles.lateral_flexion_deg,
        rotation: angles.axial_rotation_deg,
    }
    if angles.pelvis_rotation_deg is not None:
        columns["pelvis_rotation_deg"] = angles.pelvis_rotation_deg
    return columns


def angles_csv(angles: JointAngles) -> str:
    """Write the columns with six decimals (microseconds, millionths of a degree), a missing value as an empty cell."""
    columns = angle_columns(angles)
    out = io.StringIO()
    np.savetxt(out, np.column_stack(list(columns.values())), fmt="%.6f", delimiter=",", newline="\n")
    return ",".join(columns) + "\n" + out.getvalue().replace("nan", "")


def check_table_path(path: Path) -> None:
    """Refuse a name whose ending is neither .csv nor .parquet, or Parquet without pyarrow, before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputProblem(str(path), f"the ending {path.suffix or '(none)'}", ".csv or .parquet", "name the output so")
    if path.suffix.lower() == ".parquet":
        _pyarrow(path)


def write_angles(angles: JointAngles, path: Path) -> None:
    """Write a table whole or not at all; the path's ending chooses the format. Raises InputProblem."""
    check_table_path(path)
    if path.suffix.lower() == ".csv":
        write_text(path, angles_csv(angles))
        return
    _pyarrow(path)
    import pyarrow as pa
    import pyarrow.parquet as pq

    about = {"supple.quantity": str(angles.quantity), "supple.zero": str(angles.zero)}
    columns = {name: pa.array(values, from_pandas=True) for name, values in angle_columns(angles).items()}
    table = pa.table(columns).replace_schema_metadata(about)
    with whole_file(path) as temporary:
        pq.write_table(table, temporary)


def _pyarrow(path: Path) -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise InputProblem(
            str(path),
            "Parquet without the package pyarrow",
            "pyarrow installed",
            "pip install 'supple[tables]' or name the output .csv",
        ) from None
