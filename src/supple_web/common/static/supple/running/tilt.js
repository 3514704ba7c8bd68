/**
 * The phone as an inclinometer: its tilt against gravity, and the mean of the first still moment.
 *
 * Gravity is blind to turns about the vertical, so only where up lies in the device counts; a compass never does. Kinds of tilt:
 *   upright  degrees between the phone's long edge and the vertical (a shin)
 *   level    degrees that the top edge lies below level; above it is minus (a thigh)
 *   change   degrees between two still moments of one edge (a foot, flat and with the heel up)
 */

import { upInDevice } from "../capture/needle.js";

/** Conventions: how long it must be still, how still, how long one has to put it in place, and the least change that is one. */
export const STILL_MS = 1500;
export const STILL_DEG = 1.5;
export const PLACE_MS = 2000;
export const LEAST_CHANGE_DEG = 5;

/** Degrees of an attitude [x, y, z, w] (device to earth). */
export function tiltDeg(kind, quaternion) {
  const up = Math.max(-1, Math.min(1, upInDevice(quaternion)[1]));
  const belowLevel = (-Math.asin(up) * 180) / Math.PI;
  return kind === "upright" ? 90 - Math.abs(belowLevel) : belowLevel;
}

/** Hears tilts with their times, and tells the mean once they have been still for long enough. */
export class StillMoment {
  #from;
  #kept = [];

  /** @param {number} from page-clock milliseconds before which nothing counts: the time to put the phone in place. */
  constructor(from) {
    this.#from = from;
  }

  /** @returns {number | null} the mean of the still moment, once. */
  hear(atMs, degrees) {
    if (atMs < this.#from) return null;
    this.#kept.push([atMs, degrees]);
    while (this.#kept.length && atMs - this.#kept[0][0] > STILL_MS) {
      const first = this.#kept.shift();
      if (this.#spread() <= STILL_DEG && Math.abs(first[1] - degrees) <= STILL_DEG) return this.#mean();
    }
    return null;
  }

  #spread() {
    const values = this.#kept.map(([, value]) => value);
    return Math.max(...values) - Math.min(...values);
  }

  #mean() {
    return this.#kept.reduce((sum, [, value]) => sum + value, 0) / this.#kept.length;
  }
}

/**
 * One reading from start to end. `heard(atMs, quaternion)` with each attitude; tells `live` each tilt, `zeroed` once the first of
 * two still moments is over, `done` with the value.
 */
export class TiltReading {
  #kind;
  #told;
  #still;
  #zero = null;

  constructor(kind, fromMs, told) {
    this.#kind = kind;
    this.#told = told;
    this.#still = new StillMoment(fromMs + PLACE_MS);
  }

  heard(atMs, quaternion) {
    const tilt = tiltDeg(this.#kind, quaternion);
    this.#told.live(this.#zero === null ? tilt : Math.abs(tilt - this.#zero));
    const mean = this.#still.hear(atMs, tilt);
    if (mean === null) return;
    if (this.#kind !== "change") return this.#told.done(mean);
    if (this.#zero === null) {
      this.#zero = mean;
      this.#told.zeroed();
    } else if (Math.abs(mean - this.#zero) >= LEAST_CHANGE_DEG) {
      return this.#told.done(Math.abs(mean - this.#zero));
    }
    this.#still = new StillMoment(atMs);
  }
}
