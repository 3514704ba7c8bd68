"""Golden values of OpenSim's inertial inverse kinematics for the orientation files in ``tests/data``.

Runs in its own environment (``pip install opensim==4.6``), where this package need not be installed:

    python benchmarks/opensim_reference.py            # writes tests/data/opensim/*.csv
    python benchmarks/opensim_reference.py --time 5   # prints seconds a recording, median of 5 runs, writes nothing

The model is built here: a pelvis free to turn against the ground and a torso on it, each joint with three axes in OpenSim's usual
order (Z, X, Y). The first row of every file is the placement pose, so it is zero. OpenSim measures the heading of the base
sensor's axis without levelling it, which puts its facing off by up to some degrees where that axis is tilted; so every file
is turned about the vertical beforehand until the level part of the pelvis sensor's z axis points to OpenSim's x.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import opensim

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
OUT = DATA / "opensim"
FILES = {
    "keraal-rtk": DATA / "keraal" / "RTK-vicon-orientations.sto",
    "keraal-ctk": DATA / "keraal" / "CTK-vicon-orientations.sto",
    "opensense-swinger": DATA / "opensense" / "MT_012005D6_009-quaternions_RHJCSwinger.sto",
}
ANGLES = ("lumbar_extension", "lumbar_bending", "lumbar_rotation")


def rotations(names):
    transform = opensim.SpatialTransform()
    for index, (name, axis) in enumerate(zip(names, ((0, 0, 1), (1, 0, 0), (0, 1, 0)), strict=True)):
        part = transform.updTransformAxis(index)
        part.setCoordinateNames(opensim.ArrayStr(name, 1))
        part.setAxis(opensim.Vec3(*axis))
        part.set_function(opensim.LinearFunction(1, 0))
    return transform


def joint(name, parent, child, coordinates):
    nowhere = opensim.Vec3(0)
    return opensim.CustomJoint(name, parent, nowhere, nowhere, child, nowhere, nowhere, rotations(coordinates))


def write_model(path):
    model = opensim.Model()
    model.setName("trunk")
    bodies = [opensim.Body(name, 10.0, opensim.Vec3(0), opensim.Inertia(1, 1, 1)) for name in ("pelvis", "torso")]
    for body in bodies:
        model.addBody(body)
    pelvis, torso = bodies
    model.addJoint(joint("ground_pelvis", model.getGround(), pelvis, ("pelvis_tilt", "pelvis_list", "pelvis_rotation")))
    model.addJoint(joint("back", pelvis, torso, ANGLES))
    model.finalizeConnections()
    model.printToXML(str(path))


def read_orientations(path):
    lines = path.read_text().splitlines()
    start = lines.index("endheader") + 1
    names = lines[start].split("\t")
    rows = [line.split("\t") for line in lines[start + 1 :] if line.strip()]
    columns = {name: np.array([[float(x) for x in row[names.index(name)].split(",")] for row in rows]) for name in names[1:]}
    return [float(row[0]) for row in rows], {name: columns[name] for name in ("torso_imu", "pelvis_imu")}


def write_facing_x(source, target):
    """The two sensors' orientations (w, x, y, z), turned about the vertical until the pelvis' z axis heads along x."""
    times, columns = read_orientations(source)
    w, x, y, z = columns["pelvis_imu"][0] / np.linalg.norm(columns["pelvis_imu"][0])
    half = -0.5 * np.arctan2(2 * (y * z - w * x), 2 * (x * z + w * y))
    c, s = np.cos(half), np.sin(half)
    lines = [
        f"DataRate={1 / np.median(np.diff(times)):.6f}",
        "DataType=Quaternion",
        "version=3",
        "OpenSimVersion=4.6",
        "endheader",
    ]
    lines.append("\t".join(["time", *columns]))
    turned = {
        n: np.column_stack(
            [c * q[:, 0] - s * q[:, 3], c * q[:, 1] - s * q[:, 2], c * q[:, 2] + s * q[:, 1], c * q[:, 3] + s * q[:, 0]]
        )
        for n, q in columns.items()
    }
    for row, moment in enumerate(times):
        lines.append("\t".join([f"{moment:.9f}", *(",".join(f"{v:.15f}" for v in q[row]) for q in turned.values())]))
    target.write_text("\n".join(lines) + "\n")
    return times


def solve(folder, model, orientations, times):
    z_up_to_y_up = opensim.Vec3(-np.pi / 2, 0, 0)
    placer = opensim.IMUPlacer()
    placer.set_model_file(str(model))
    placer.set_orientation_file_for_calibration(str(orientations))
    placer.set_sensor_to_opensim_rotations(z_up_to_y_up)
    placer.run(False)
    calibrated = folder / "calibrated.osim"
    placer.getCalibratedModel().printToXML(str(calibrated))
    tool = opensim.IMUInverseKinematicsTool()
    tool.set_model_file(str(calibrated))
    tool.set_orientations_file(str(orientations))
    tool.set_sensor_to_opensim_rotations(z_up_to_y_up)
    tool.set_results_directory(str(folder))
    tool.setOutputMotionFileName(str(folder / "angles.mot"))
    tool.set_time_range(0, times[0])
    tool.set_time_range(1, times[-1])
    tool.run(False)
    return folder / "angles.mot"


def read_motion(path):
    lines = path.read_text().splitlines()
    start = lines.index("endheader") + 1
    names = lines[start].split("\t")
    values = np.array([[float(x) for x in line.split("\t")] for line in lines[start + 1 :] if line.strip()])
    return np.column_stack([values[:, names.index(name)] for name in ("time", *ANGLES)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--time", type=int, default=0, metavar="RUNS")
    runs = parser.parse_args().time
    opensim.Logger.setLevelString("Off")
    for name, source in FILES.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_model(folder / "trunk.osim")
            times = write_facing_x(source, folder / "orientations.sto")
            spent = []
            for _ in range(max(runs, 1)):
                began = time.perf_counter()
                motion = solve(folder, folder / "trunk.osim", folder / "orientations.sto", times)
                spent.append(time.perf_counter() - began)
            if runs:
                print(f"{name},{len(times)},{statistics.median(spent):.6f}")
                continue
            OUT.mkdir(exist_ok=True)
            header = "time," + ",".join(f"{angle}_deg" for angle in ANGLES)
            np.savetxt(OUT / f"{name}.csv", read_motion(motion), fmt="%.6f", delimiter=",", header=header, comments="")


if __name__ == "__main__":
    main()
