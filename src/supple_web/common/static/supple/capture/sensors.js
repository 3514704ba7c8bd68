/**
 * The phone's motion sensors: may we listen, is there anything to hear, and every raw event as docs/phone-trial.md keeps it.
 *
 * Nothing is computed here. Times are page-clock milliseconds (`event.timeStamp`, the clock of `performance.now()`).
 */

const CLOCKS_APART_MS = 10_000;

/** Why a device gives no readings; the page has one text for each. */
export const Without = Object.freeze({ INSECURE: "insecure", DENIED: "denied", MISSING: "missing" });

/**
 * Asks for motion and orientation. Must be the first thing in a tap's handler: both questions are put before anything is awaited,
 * since an iPhone answers only while the tap lasts. Anything but "granted", and any error, is a refusal.
 * @returns {Promise<boolean>}
 */
export function askPermission() {
  const questions = [window.DeviceMotionEvent, window.DeviceOrientationEvent]
    .filter((kind) => typeof kind?.requestPermission === "function")
    .map((kind) => asked(kind));
  return Promise.all(questions).then((answers) => answers.every((answer) => answer === "granted"));
}

function asked(kind) {
  try {
    return Promise.resolve(kind.requestPermission()).catch(() => "denied");
  } catch {
    return Promise.resolve("denied");
  }
}

/** Why nothing came. `granted` is the answer of askPermission. */
export async function reasonWithout(granted) {
  if (!window.isSecureContext) return Without.INSECURE;
  if (!granted) return Without.DENIED;
  return (await sensorsBlocked()) ? Without.DENIED : Without.MISSING;
}

/** Browsers without a question to ask have a setting for the site instead. */
async function sensorsBlocked() {
  const names = ["accelerometer", "gyroscope"];
  const states = await Promise.all(
    names.map((name) => navigator.permissions?.query({ name }).then((found) => found.state, () => "unknown") ?? "unknown"),
  );
  return states.includes("denied");
}

/** Listens to every motion and attitude event between `start` and `stop`, and keeps them as columns of equal length. */
export class SensorLog {
  #columns = null;
  #listening = null;
  #sensor = null;
  #waiting = [];
  #fakeClock = null;
  #lastAt = null;

  start() {
    this.stop();
    this.#columns = emptyColumns();
    this.#lastAt = null;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    window.addEventListener("devicemotion", (event) => this.#motion(event), { signal });
    window.addEventListener("deviceorientation", (event) => this.#orientation(event), { signal });
    this.#startAttitude();
  }

  stop() {
    this.#listening?.abort();
    this.#listening = null;
    this.#sensor?.stop();
    this.#sensor = null;
    this.#answer(false);
  }

  /** Whether a reading with a rotation rate comes within so many milliseconds: a computer sends one event, all of it null. */
  firstReading(within) {
    if (this.#lastAt !== null) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(() => resolve(false), within);
    });
  }

  /** Milliseconds since the last reading with a rotation rate arrived; Infinity before the first. */
  silentFor(now = performance.now()) {
    return this.#lastAt === null ? Infinity : now - this.#lastAt;
  }

  /** {motion, orientation, attitude} as in supple.phone-trial/1; a kind of event that never came is null. */
  columns() {
    const { motion, orientation, attitude } = this.#columns;
    return {
      motion: motion.time_ms.length ? motion : null,
      orientation: orientation.time_ms.length ? orientation : null,
      attitude: attitude.time_ms.length ? attitude : null,
    };
  }

  #motion(event) {
    const rate = triple(event.rotationRate, "alpha", "beta", "gamma");
    const kept = this.#columns.motion;
    kept.time_ms.push(this.#stamp(event));
    kept.rotation_rate_dps.push(rate);
    kept.acceleration_including_gravity_mps2.push(triple(event.accelerationIncludingGravity, "x", "y", "z"));
    kept.acceleration_mps2.push(triple(event.acceleration, "x", "y", "z"));
    kept.interval_ms.push(rounded(event.interval, 3));
    if (rate === null) return;
    this.#lastAt = performance.now();
    this.#answer(true);
  }

  #orientation(event) {
    const angles = triple(event, "alpha", "beta", "gamma");
    if (angles === null) return;
    const kept = this.#columns.orientation;
    kept.time_ms.push(this.#stamp(event));
    kept.angles_deg.push(angles);
    kept.absolute ||= event.absolute === true;
  }

  #startAttitude() {
    this.#sensor = attitudeSensor((stamp, quaternion) => {
      this.#columns.attitude.time_ms.push(rounded(stamp, 3));
      this.#columns.attitude.quaternion.push(quaternion.map((value) => rounded(value, 6)));
    });
  }

  /** Some engines stamped sensor events with the clock of the phone instead of the page's; then the arrival has to do. */
  #stamp(event) {
    const now = performance.now();
    this.#fakeClock ??= !(Math.abs(now - event.timeStamp) < CLOCKS_APART_MS);
    return rounded(this.#fakeClock ? now : event.timeStamp, 3);
  }

  #answer(found) {
    for (const resolve of this.#waiting.splice(0)) resolve(found);
  }
}

/**
 * The phone's own attitude without its magnetometer, where the browser has it: calls `heard(stampMs, [x, y, z, w])`.
 * @returns {{stop: () => void} | null}
 */
export function attitudeSensor(heard) {
  try {
    const sensor = new RelativeOrientationSensor({ frequency: 60, referenceFrame: "device" });
    sensor.addEventListener("reading", () => {
      if (sensor.quaternion) heard(sensor.timestamp ?? performance.now(), Array.from(sensor.quaternion));
    });
    // Not readable or not allowed: the events above are enough.
    sensor.addEventListener("error", () => sensor.stop());
    sensor.start();
    return sensor;
  } catch {
    return null;
  }
}

function emptyColumns() {
  return {
    motion: {
      time_ms: [],
      rotation_rate_dps: [],
      acceleration_including_gravity_mps2: [],
      acceleration_mps2: [],
      interval_ms: [],
    },
    orientation: { time_ms: [], angles_deg: [], absolute: false },
    attitude: { time_ms: [], quaternion: [] },
  };
}

/** Three members as numbers; null where the object or all of it is missing, and null inside where one is. */
function triple(from, ...names) {
  const values = names.map((name) => rounded(from?.[name], 4));
  return values.every((value) => value === null) ? null : values;
}

/** Sensors are rounded by their specification; what stands behind the fourth decimal is binary dust that doubles the file. */
function rounded(value, digits) {
  return typeof value === "number" && Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
}
