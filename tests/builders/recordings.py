"""A small valid file of every format, written from one movement: the trunk turns left and right about the vertical.

Every builder returns ``{name: bytes}``: one entry is a file, several are a folder (or, zipped, a ZIP).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

G = 9.80665
RATE_HZ = 50.0
SAMPLES = 60
PEAK_DEG = 40.0

Files = dict[str, bytes]


def times(n: int = SAMPLES, rate_hz: float = RATE_HZ) -> np.ndarray:
    return np.arange(n) / rate_hz


def turn_deg(t: np.ndarray) -> np.ndarray:
    """Left is positive, one turn each way in the length of the recording."""
    return PEAK_DEG * np.sin(2 * np.pi * t / t[-1])


def rate_dps(t: np.ndarray) -> np.ndarray:
    """About the phone's y, which points up: (n, 3)."""
    out = np.zeros((t.size, 3))
    out[:, 1] = PEAK_DEG * 2 * np.pi / t[-1] * np.cos(2 * np.pi * t / t[-1])
    return out


def gravity_up(t: np.ndarray) -> np.ndarray:
    """Accelerometer of an upright phone, top edge up: +9.81 along y."""
    out = np.zeros((t.size, 3))
    out[:, 1] = G
    return out


def quaternion(t: np.ndarray, *, tilt_deg: float = 90.0) -> np.ndarray:
    """(n, 4) x y z w, device to a z-up world: stood up about x, then turned about the world's z."""
    half_turn, half_tilt = np.radians(turn_deg(t)) / 2, np.radians(tilt_deg) / 2
    c, s = np.cos(half_tilt), np.sin(half_tilt)
    return np.stack((np.cos(half_turn) * s, np.sin(half_turn) * s, np.sin(half_turn) * c, np.cos(half_turn) * c), axis=1)


def csv(names: list[str], *columns: np.ndarray, delimiter: str = ",", decimal: str = ".", digits: int = 6) -> bytes:
    table = np.column_stack(columns)
    rows = [delimiter.join(f"{v:.{digits}f}".replace(".", decimal) if np.isfinite(v) else "" for v in row) for row in table]
    return ("\n".join([delimiter.join(names), *rows]) + "\n").encode()


# --- markers ---------------------------------------------------------------------------------------------------------


def marker_positions(t: np.ndarray, labels: int = 4) -> np.ndarray:
    """(n, labels, 3) metres: points around a vertical axis that turn with the trunk."""
    angle = np.radians(turn_deg(t))[:, None] + np.arange(labels) * 2 * np.pi / labels
    return np.stack((0.2 * np.cos(angle), 0.2 * np.sin(angle), 1.2 + 0.05 * np.arange(labels) + 0 * angle), axis=2)


MARKERS = ("C7", "T10", "CLAV", "STRN")


def trc(*, delimiter: str = "\t", unit: str = "mm", blank_line: bool = True, labels: tuple[str, ...] = MARKERS) -> Files:
    t = times()
    scale = {"mm": 1000.0, "cm": 100.0, "m": 1.0}[unit]
    xyz = marker_positions(t, len(labels)) * scale
    d = delimiter
    over = (d if d == " " else d * 3).join(labels)
    axes = d.join(f"{a}{i}" for i in range(1, len(labels) + 1) for a in "XYZ")
    lines = [
        f"PathFileType{d}4{d}(X/Y/Z){d}trial.trc",
        d.join(
            ["DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames"]
        ),
        d.join(["50", "50", str(t.size), str(len(labels)), unit, "50", "1", str(t.size)]),
        f"Frame#{d}Time{d}{over}",
        (d + d if d != " " else "") + axes,
        *([""] if blank_line else []),
    ]
    lines += [d.join([str(i + 1), f"{t[i]:.4f}", *(f"{v:.5f}" for v in xyz[i].ravel())]) for i in range(t.size)]
    return {"trial.trc": ("\n".join(lines) + "\n").encode()}


def c3d_bytes(
    labels: list[str],
    xyz: np.ndarray,
    *,
    unit: str = "mm",
    rate_hz: float = RATE_HZ,
    missing: np.ndarray | None = None,
    angles: list[str] | None = None,
) -> bytes:
    """A C3D written by ezc3d (an implementation other than the reader's). xyz: (n, labels, 3) in ``unit``."""
    import ezc3d

    c = ezc3d.c3d()
    c["parameters"]["POINT"]["UNITS"]["value"] = [unit]
    c["parameters"]["POINT"]["RATE"]["value"] = [rate_hz]
    c["parameters"]["POINT"]["LABELS"]["value"] = labels
    if angles:
        c.add_parameter("POINT", "ANGLES", angles)
    points = np.ones((4, len(labels), xyz.shape[0]))
    points[:3] = np.moveaxis(xyz, (0, 1, 2), (2, 1, 0))
    c["data"]["points"] = points
    residuals = np.zeros((1, len(labels), xyz.shape[0]))
    if missing is not None:
        residuals[0] = np.where(missing.T, -1.0, 0.0)
        points[:3, missing.T] = np.nan
    c["data"]["meta_points"]["residuals"] = residuals
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.c3d"
        c.write(str(path))
        return path.read_bytes()


def c3d() -> Files:
    return {"trial.c3d": c3d_bytes(["C7", "T10", "CLAV", "STRN"], marker_positions(times()) * 1000)}


# --- OpenSim ---------------------------------------------------------------------------------------------------------


def opensim_motion(*, degrees: bool = True) -> Files:
    t = times()
    scale = 1.0 if degrees else np.pi / 180
    names = ["time", "pelvis_rotation", "lumbar_extension", "lumbar_bending", "lumbar_rotation"]
    head = f"Coordinates\nversion=1\nnRows={t.size}\nnColumns=5\ninDegrees={'yes' if degrees else 'no'}\n\nendheader\n"
    angles = [0.1 * turn_deg(t), 5 + 0 * t, 3 + 0 * t, turn_deg(t)]
    return {"ik.mot": head.encode() + csv(names, t, *(scale * a for a in angles), delimiter="\t", digits=9)}


def simm_motion() -> Files:
    t = times()
    head = f"name ik.mot\ndatacolumns 4\ndatarows {t.size}\nrange {t[0]} {t[-1]}\nendheader\n"
    names = ["time", "lumbar_extension", "lumbar_bending", "lumbar_rotation"]
    return {"simm.mot": head.encode() + csv(names, t, 5 + 0 * t, 3 + 0 * t, turn_deg(t), delimiter="\t")}


def opensim_orientation(*, frames: bool = False, sensors: tuple[str, ...] = ("torso_imu", "pelvis_imu", "tibia_r_imu")) -> Files:
    t = times()
    q = quaternion(t)
    cell = [",".join(f"{v:.9f}" for v in (row[3], row[0], row[1], row[2])) for row in q]
    head = f"DataRate={RATE_HZ}\nDataType=Quaternion\nversion=3\nOpenSimVersion=4.1\nendheader\n" + "\t".join(["time", *sensors])
    rows = ["\t".join([f"{i}" if frames else f"{t[i]:.4f}", *([cell[i]] * len(sensors))]) for i in range(t.size)]
    return {"orientations.sto": (head + "\n" + "\n".join(rows) + "\n").encode()}


# --- body-worn sensors -----------------------------------------------------------------------------------------------


def neutral_csv(*, quaternions: bool = True, pelvis: bool = True) -> Files:
    t = times()
    names, columns = ["time_s"], [t]
    for sensor in ("thorax", "pelvis") if pelvis else ("thorax",):
        names += [f"{sensor}_gyr_{a}_dps" for a in "xyz"] + [f"{sensor}_acc_{a}_mps2" for a in "xyz"]
        columns += [rate_dps(t), gravity_up(t)]
        if quaternions:
            names += [f"{sensor}_quat_{a}" for a in "xyzw"]
            columns.append(quaternion(t))
    head = b"# position: seated\n# mode: active\n# still: upright 0.0 0.5\n"
    return {"sensors.csv": head + csv(names, *columns, digits=9)}


def dot_csv(payload: str = "quaternion", *, tag: str = "Thorax", start_us: int = 3343427885, status: str = "Synced") -> bytes:
    t = times(rate_hz=60.0)
    q = quaternion(t)
    wxyz = q[:, [3, 0, 1, 2]]
    names = {
        "quaternion": ["Quat_W", "Quat_X", "Quat_Y", "Quat_Z", "FreeAcc_X", "FreeAcc_Y", "FreeAcc_Z"],
        "euler": ["Euler_X", "Euler_Y", "Euler_Z", "FreeAcc_X", "FreeAcc_Y", "FreeAcc_Z"],
        "raw": ["Acc_X", "Acc_Y", "Acc_Z", "Gyr_X", "Gyr_Y", "Gyr_Z", "Mag_X", "Mag_Y", "Mag_Z"],
    }[payload]
    euler = np.column_stack((90 + 0 * t, 0 * t, turn_deg(t)))
    columns = {"quaternion": [wxyz, np.zeros((t.size, 3))], "euler": [euler, np.zeros((t.size, 3))]}
    columns["raw"] = [gravity_up(t), rate_dps(t), np.ones((t.size, 3))]
    stamps = (start_us + np.round(t * 1e6)) % 2**32
    body = np.column_stack(columns[payload])
    rows = [",".join([str(i + 1), f"{stamps[i]:.0f}", *(f"{v:.9f}" for v in body[i]), "0"]) for i in range(t.size)]
    head = (
        f"sep=,\nDeviceTag:,{tag}\nFirmwareVersion:,2.0.0\nAppVersion:,2021.0\nSyncStatus:,{status}\nOutputRate:,60Hz\n"
        "FilterProfile:,General\nMeasurement Mode:,Sensor fusion Mode - Extended(Quaternion)\n"
        "StartTime: ,2021-08-20_20:21:13_835\n"
        "\u00a9 Xsens Technologies B. V. 2005-2021\n\n"
    )
    return (head + ",".join(["PacketCounter", "SampleTimeFine", *names, "Status"]) + "\n" + "\n".join(rows)).encode()


def dot() -> Files:
    return {"Thorax_1.csv": dot_csv(), "Pelvis_1.csv": dot_csv("quaternion", tag="Pelvis")}


def mt_manager(*, kind: str = "matrix", name: str = "MT_thorax.txt") -> Files:
    from scipy.spatial.transform import Rotation

    t = times(rate_hz=100.0)
    q = quaternion(t)
    if kind == "matrix":
        names = [f"Mat[{r}][{c}]" for c in (1, 2, 3) for r in (1, 2, 3)]
        columns = np.swapaxes(Rotation.from_quat(q).as_matrix(), 1, 2).reshape(-1, 9)
    elif kind == "quaternion":
        names, columns = ["Quat_q0", "Quat_q1", "Quat_q2", "Quat_q3"], q[:, [3, 0, 1, 2]]
    else:
        names, columns = ["Roll", "Pitch", "Yaw"], np.column_stack((90 + 0 * t, 0 * t, turn_deg(t)))
    all_names = ["PacketCounter", "SampleTimeFine", "Acc_X", "Acc_Y", "Acc_Z", "Gyr_X", "Gyr_Y", "Gyr_Z", *names]
    body = np.column_stack((gravity_up(t), np.radians(rate_dps(t)), columns))
    rows = ["\t".join([f"{(65500 + i) % 65536:05d}", "", *(f"{v:.9f}" for v in body[i])]) for i in range(t.size)]
    head = "// Start Time: Unknown\r\n// Update Rate: 100.0Hz\r\n// Filter Profile: human (46.1)\r\n"
    return {name: (head + "\t".join(all_names) + "\r\n" + "\r\n".join(rows) + "\r\n").encode()}


def apdm() -> Files:
    t = times(rate_hz=128.0)
    scalar_first = quaternion(t)[:, [3, 0, 1, 2]]
    block = np.column_stack((gravity_up(t), np.radians(rate_dps(t)), np.ones((t.size, 3)), 1 + 0 * t, scalar_first))
    labels = ((1, "Lumbar"), (2, "Left Foot"), (3, "Chest"))
    first = "Format=7" + "".join(f",{number},,,{label}" + "," * 10 for number, label in labels)
    one = "Accelerometer,,,Gyroscope,,,Magnetometer,,,Barometer,Orientation,,,"
    lines = [first, "Time," + ",".join([one] * 3), "," + ",".join(["X,Y,Z,X,Y,Z,X,Y,Z,,S,X,Y,Z"] * 3)]
    start = 1550879504438281
    for i in range(t.size):
        numbers = ",".join(f"{v:.6f}" for v in block[i])
        lines.append(",".join([str(start + round(t[i] * 1e6)), *([numbers] * 3)]))
    return {"apdm.csv": ("\n".join(lines) + "\n").encode()}


# --- phones ----------------------------------------------------------------------------------------------------------


def sensor_logger(*, ios: bool = False, orientation: bool = True, metadata: bool = True, lag_s: float = 0.004) -> Files:
    t = times()
    sign = -1.0 if ios else 1.0
    ns = 1718030736872695300 + np.round(t * 1e9)
    head = ["time", "seconds_elapsed", "z", "y", "x"]

    def part(values: np.ndarray, lag: float) -> bytes:
        return csv(head, ns, t + lag, values[:, ::-1], digits=9)

    files = {
        "Gyroscope.csv": part(np.radians(rate_dps(t)), 0.07),
        "Accelerometer.csv": part(np.zeros((t.size, 3)), 0.07 + lag_s),
        "Gravity.csv": part(sign * gravity_up(t), 0.07 + lag_s),
        "AccelerometerUncalibrated.csv": part(sign * gravity_up(t) / (G if ios else 1.0), 0.07),
    }
    if orientation:
        names = ["time", "seconds_elapsed", "qz", "qy", "qx", "qw", "roll", "pitch", "yaw"]
        files["Orientation.csv"] = csv(names, ns, t + 0.07, quaternion(t)[:, [2, 1, 0, 3]], np.zeros((t.size, 3)), digits=9)
    if metadata:
        platform = "ios" if ios else "android"
        files["Metadata.csv"] = f"version,device name,platform,standardisation\n3,Phone,{platform},false\n".encode()
    return files


def sensor_logger_json() -> Files:
    t = times()
    rows: list[dict[str, str]] = [{"sensor": "Metadata", "platform": "android", "version": "3"}]
    for name, values in (("Gyroscope", np.radians(rate_dps(t))), ("TotalAcceleration", gravity_up(t))):
        rows += [
            {"sensor": name, "time": str(i), "seconds_elapsed": str(t[i])} | dict(zip("xyz", map(str, values[i]), strict=True))
            for i in range(t.size)
        ]
    return {"2024-01-01.json": json.dumps(rows).encode()}


def phyphox(
    *, delimiter: str = ",", decimal: str = ".", degrees: bool = False, folder: bool = True, lag_s: float = 0.003
) -> Files:
    t = times()
    unit, scale = ("°/s", 1.0) if degrees else ("rad/s", np.pi / 180)
    gyr = ['"Time (s)"', *(f'"Gyroscope {a} ({unit})"' for a in "xyz")]
    acc = ['"Time (s)"', *(f'"Acceleration {a} (m/s^2)"' for a in "xyz")]
    style = {"delimiter": delimiter, "decimal": decimal}
    if folder:
        gyroscope = csv([*gyr, f'"Absolute ({unit})"'], t, scale * rate_dps(t), 0 * t, **style)
        return {
            "Gyroscope.csv": gyroscope,
            "Accelerometer.csv": csv(acc, t + lag_s, gravity_up(t), **style),
            "meta/time.csv": b'"event","experiment time","system time"\n"START",0.0,1700000000.0\n',
        }
    return {"all.csv": csv([*gyr, *acc[1:]], t, scale * rate_dps(t), gravity_up(t), **style)}


def phone_trial_object(*, ios: bool = False) -> dict[str, object]:
    t = times()
    start = 120000.0
    sign = -1.0 if ios else 1.0
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)" if ios else "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/156"
    ms = (start + 1000 * t).round(3).tolist()
    return {
        "schema": "supple.phone-trial/1",
        "user_agent": agent,
        "time_origin_ms": 1763800000000.0,
        "screen_angle_deg": 0,
        "trial": {"position": "lumbar-locked", "mode": "active", "placement": "sternum", "arm": "low-back", "support": "cushion"},
        "marks": [
            {"kind": "upright", "start_ms": start, "end_ms": start + 300.0},
            {"kind": "zero", "start_ms": start + 400.0, "end_ms": start + 500.0},
            {"kind": "cue", "start_ms": start + 500.0, "direction": "left", "label": "turn-left"},
            {"kind": "hold", "start_ms": start + 600.0, "end_ms": start + 800.0, "direction": "left"},
            {"kind": "end", "start_ms": start + 1000.0, "end_ms": start + 1180.0},
        ],
        "motion": {
            "time_ms": ms,
            "rotation_rate_dps": rate_dps(t).round(1).tolist(),
            "acceleration_including_gravity_mps2": (sign * gravity_up(t)).round(1).tolist(),
            "acceleration_mps2": [None] * t.size,
            "interval_ms": [16] * t.size,
        },
        "orientation": {
            "time_ms": ms,
            "angles_deg": np.column_stack((turn_deg(t) % 360, 90 + 0 * t, 0 * t)).round(1).tolist(),
            "absolute": False,
        },
        "attitude": {"time_ms": ms, "quaternion": quaternion(t).round(6).tolist()},
    }


def phone_trial(*, ios: bool = False) -> Files:
    return {"trial.json": json.dumps(phone_trial_object(ios=ios)).encode()}


# --- cameras ---------------------------------------------------------------------------------------------------------


def landmarks(n: int = SAMPLES) -> np.ndarray:
    """(n, 33, 3) in a picture's own units: hips stay, shoulders turn."""
    out = np.zeros((n, 33, 3))
    out[:] = 0.4 + 0.005 * np.arange(33)[None, :, None]
    angle = np.radians(turn_deg(times(n)))
    for index, side in ((11, 1.0), (12, -1.0)):
        out[:, index] = np.stack((0.5 + side * 0.1 * np.cos(angle), 0.4 + 0 * angle, side * 0.1 * np.sin(angle)), axis=1)
    return out


def mediapipe_json(*, world: bool = False) -> Files:
    points = landmarks() - (np.array([0.5175, 0.5175, 0.0]) if world else 0.0)
    key = "poseWorldLandmarks" if world else "poseLandmarks"
    frames = [
        {"timestamp_ms": 1000 * i / 30, key: [{"x": p[0], "y": p[1], "z": p[2], "visibility": 0.9} for p in frame]}
        for i, frame in enumerate(points.tolist())
    ]
    return {"pose.json": json.dumps(frames).encode()}


def mediapipe_wide_csv() -> Files:
    from supple.recording.mediapipe_names import LANDMARKS

    points = landmarks()
    names = ["time_s", *(f"{name}_{axis}" for name in LANDMARKS for axis in "xyz")]
    return {"pose.csv": csv(names, times(rate_hz=30.0), points.reshape(points.shape[0], -1))}


def mediapipe_long_csv() -> Files:
    from supple.recording.mediapipe_names import LANDMARKS

    rows = [
        f"{frame},{name.upper()},{p[0]:.6f},{p[1]:.6f},{p[2]:.6f},0.9"
        for frame, points in enumerate(landmarks())
        for name, p in zip(LANDMARKS, points, strict=True)
    ]
    return {"long.csv": ("frame,landmark,x,y,z,visibility\n" + "\n".join(rows) + "\n").encode()}


def kinect(*, blank_lines: int = 2) -> Files:
    n = SAMPLES
    out = np.zeros((n, 25, 7))
    out[:, :, :3] = 1.0 + 0.01 * np.arange(25)[None, :, None] + 0.001 * np.arange(n)[:, None, None]
    out[:, :, 6] = 1.0
    rows = [" ".join(f"{v:.6f}" for v in row.ravel()) for row in out]
    return {"kinect.txt": ("\n" * blank_lines + "\n".join(rows) + "\n").encode()}


def joint_angles(*, quantity: str = "thoracic-rotation") -> Files:
    t = times()
    trunk = ["time_s", "trunk_turn_deg", "trunk_flexion_deg", "trunk_lateral_flexion_deg"]
    names = ["time_s", "axial_rotation_deg", "flexion_deg", "lateral_flexion_deg"] if quantity == "thoracic-rotation" else trunk
    return {"angles.csv": b"# instrument: markers\n" + csv(names, t, turn_deg(t), 5 + 0 * t, 2 + 0 * t)}


BUILDERS: Mapping[str, Callable[[], Files]] = {
    "trc": trc,
    "c3d": c3d,
    "opensim-motion": opensim_motion,
    "opensim-motion-simm": simm_motion,
    "opensim-orientation": opensim_orientation,
    "neutral-sensor-csv": neutral_csv,
    "movella-dot-csv": dot,
    "mt-manager-txt": mt_manager,
    "apdm-csv": apdm,
    "sensor-logger": sensor_logger,
    "sensor-logger-json": sensor_logger_json,
    "phyphox": phyphox,
    "phone-trial-json": phone_trial,
    "mediapipe-landmarks": mediapipe_json,
    "mediapipe-landmarks-wide": mediapipe_wide_csv,
    "mediapipe-landmarks-long": mediapipe_long_csv,
    "kinect-v2": kinect,
    "joint-angle-csv": joint_angles,
}


def save(files: Files, folder: Path, *, zipped: bool = False) -> Path:
    """Put a builder's files on disk; returns what to read: the file, the folder, or the ZIP."""
    if zipped:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        path = folder / "recording.zip"
        path.write_bytes(buffer.getvalue())
        return path
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder / next(iter(files)) if len(files) == 1 else folder
