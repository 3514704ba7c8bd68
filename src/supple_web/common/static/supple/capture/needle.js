/**
 * The live needle of a dial, for practice and training only: whoever sees the angle while being measured turns to the angle.
 *
 *     const needle = new LiveNeedle(document.getElementById("live-needle"));
 *     needle.start();      // in or after a tap that asked for permission
 *     needle.upright();    // standing or kneeling tall and still: gravity gives the trunk's axis and its head end
 *     needle.zero();       // in the starting position: the turn from here on
 *     needle.stop();
 *
 * The angle is the twist of the phone about the trunk's axis since `zero`, from quaternions: degrees, positive to the left. A compass
 * angle (alpha) would jump by tens of degrees whenever the screen stands upright.
 */

import { attitudeSensor } from "./sensors.js";

/** Of a phone worn with its top edge to the chin; in force until `upright` has seen gravity. */
const HEAD_END = Object.freeze([0, 1, 0]);

export class LiveNeedle {
  #group;
  #heard;
  #axis = HEAD_END;
  #zero = null;
  #latest = null;
  #frame = null;
  #stopped = () => {};

  /**
   * @param {SVGElement} group the element with the class `needle` of `supple.figure.live_dial`.
   * @param {(turnDeg: number) => void} [heard] told each new angle, for a target or a sound.
   */
  constructor(group, heard = () => {}) {
    this.#group = group;
    this.#heard = heard;
  }

  start() {
    this.stop();
    this.#stopped = watchAttitude((quaternion) => {
      this.#latest = quaternion;
      this.#zero ??= quaternion;
      this.#frame ??= requestAnimationFrame(() => this.#draw());
    });
  }

  stop() {
    this.#stopped();
    this.#stopped = () => {};
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#zero = null;
    this.#latest = null;
    this.#axis = HEAD_END;
    this.#group.setAttribute("transform", "rotate(0)");
  }

  upright() {
    if (this.#latest) this.#axis = upInDevice(this.#latest);
  }

  zero() {
    this.#zero = this.#latest;
  }

  /** Degrees to the left since `zero`; null before the first reading. */
  get turnDeg() {
    return this.#latest && this.#zero ? twistDeg(this.#latest, this.#zero, this.#axis) : null;
  }

  #draw() {
    this.#frame = null;
    const turn = this.turnDeg;
    if (turn === null) return;
    // SVG turns clockwise, this project counts to the left: hence the minus.
    this.#group.setAttribute("transform", `rotate(${(-turn).toFixed(1)})`);
    this.#heard(turn);
  }
}

/** Twist about `axis` (unit, in the device) from `from` to `to` (device to earth, [x, y, z, w]), in degrees from -180 to 180. */
export function twistDeg(to, from, axis) {
  const [x, y, z, w] = relative(to, from);
  const along = x * axis[0] + y * axis[1] + z * axis[2];
  const turn = (2 * Math.atan2(along, w) * 180) / Math.PI;
  return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
}

/** Where up is, in the device's axes. */
export function upInDevice([x, y, z, w]) {
  return [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)];
}

/** The attitude of a deviceorientation event: intrinsic turns about z, then x, then y (W3C). */
export function fromAngles(alphaDeg, betaDeg, gammaDeg) {
  const [a, b, c] = [alphaDeg, betaDeg, gammaDeg].map((angle) => (angle * Math.PI) / 360);
  const [ca, sa, cb, sb, cc, sc] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b), Math.cos(c), Math.sin(c)];
  return [ca * sb * cc - sa * cb * sc, ca * cb * sc + sa * sb * cc, sa * cb * cc + ca * sb * sc, ca * cb * cc - sa * sb * sc];
}

/** Calls `heard([x, y, z, w])` with each attitude, from the sensor where there is one, else from the events. Returns how to stop. */
export function watchAttitude(heard) {
  let fromSensor = false;
  const sensor = attitudeSensor((_, quaternion) => {
    fromSensor = true;
    heard(quaternion);
  });
  const onEvent = ({ alpha, beta, gamma }) => {
    if (!fromSensor && alpha !== null && beta !== null && gamma !== null) heard(fromAngles(alpha, beta, gamma));
  };
  window.addEventListener("deviceorientation", onEvent);
  return () => {
    sensor?.stop();
    window.removeEventListener("deviceorientation", onEvent);
  };
}

/** conj(from) * to: the turn in the device's own axes. */
function relative([x, y, z, w], [fx, fy, fz, fw]) {
  return [
    fw * x - fx * w - fy * z + fz * y,
    fw * y + fx * z - fy * w - fz * x,
    fw * z - fx * y + fy * x - fz * w,
    fw * w + fx * x + fy * y + fz * z,
  ];
}
