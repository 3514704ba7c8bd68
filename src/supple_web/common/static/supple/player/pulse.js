/**
 * Compares the two clocks of a page at each beat. Session time follows the wall clock, which goes on while a phone sleeps; the
 * steady clock may stop then, but nobody can set it. While the page is in sight and beating, a jump of one against the other
 * means that somebody set the clock: then the steady one is believed.
 */

/** More than this between two clocks is a clock that was set; milliseconds. */
const SET_MS = 5000;

export class Pulse {
  #clock;
  #wall;
  #steady;
  #unseen = false;

  /** @param {{wall: () => number, steady: () => number}} clock milliseconds; Date.now and performance.now in a page */
  constructor(clock) {
    this.#clock = clock;
    this.restart();
  }

  restart() {
    this.#wall = this.#clock.wall();
    this.#steady = this.#clock.steady();
    this.#unseen = false;
  }

  /** The page was hidden or frozen since the last beat: the steady clock may have stood still. */
  hidden() {
    this.#unseen = true;
  }

  /**
   * @param {boolean} visible whether the page is in sight now
   * @returns {{wall_ms: number, gap_ms: number, set_ms: number}} now; time since the last beat; by how much the clock was set
   */
  beat(visible) {
    const wall_ms = this.#clock.wall();
    const steady = this.#clock.steady();
    const passed = wall_ms - this.#wall;
    const passedSteadily = Math.max(0, steady - this.#steady);
    const drift = passed - passedSteadily;
    const wasSet = passed < 0 || (!this.#unseen && Math.abs(drift) > SET_MS);
    this.#wall = wall_ms;
    this.#steady = steady;
    if (visible) this.#unseen = false;
    return { wall_ms, gap_ms: wasSet ? passedSteadily : passed, set_ms: wasSet ? drift : 0 };
  }
}
