/** One set: the guidance is played, the sensors are heard, and it ends in one of four ways. Only DONE leaves a recording. */

import { Guide } from "./guide.js";

export const Ending = Object.freeze({
  DONE: "done",
  STOPPED: "stopped",
  /** The screen was locked or another app came to the front: a phone then stops its sensors. */
  HIDDEN: "hidden",
  /** No readings, or a page that stood still, for longer than a set can bear. */
  SILENT: "silent",
});

const SILENT_MS = 1000;
/** The last seconds of getting into place are counted with tones. */
const COUNTED_S = 3;

export class GuidedSet {
  #guide;
  #log;
  #leader;
  #view;
  #stepOver;
  #step = null;
  #silentTicks = 0;
  #counted = 0;
  #finished = null;
  #over = new AbortController();

  /**
   * @param {object[]} steps of the guidance.
   * @param {{log: SensorLog, leader: Leader, view: RunView, over?: (step: object) => void}} parts `over` is told each step that is over.
   */
  constructor(steps, { log, leader, view, over = () => {} }) {
    this.#log = log;
    this.#leader = leader;
    this.#view = view;
    this.#stepOver = over;
    this.#guide = new Guide(steps, {
      step: (step, index) => this.#enter(step, index),
      tick: (left) => this.#tick(left),
      end: () => this.#end(Ending.DONE),
      lost: () => this.#end(Ending.SILENT),
    });
  }

  get marks() {
    return this.#guide.marks;
  }

  /** @returns {Promise<string>} an Ending. */
  play() {
    return new Promise((resolve) => {
      this.#finished = resolve;
      const { signal } = this.#over;
      const hidden = () => document.visibilityState === "hidden" && this.#end(Ending.HIDDEN);
      document.addEventListener("visibilitychange", hidden, { signal });
      window.addEventListener("pagehide", () => this.#end(Ending.HIDDEN), { signal });
      this.#guide.start();
    });
  }

  stop() {
    this.#end(Ending.STOPPED);
  }

  #enter(step, index) {
    if (this.#step) this.#stepOver(this.#step);
    this.#step = step;
    this.#counted = Math.min(COUNTED_S + 1, Math.ceil(step.seconds));
    this.#leader.cue(step);
    this.#view.step(step, index);
  }

  #tick(left) {
    this.#view.left(left);
    this.#count(Math.ceil(left));
    // Two ticks in a row: events that waited behind a busy page are delivered between them.
    this.#silentTicks = this.#log.silentFor() > SILENT_MS ? this.#silentTicks + 1 : 0;
    if (this.#silentTicks > 1) this.#end(Ending.SILENT);
  }

  #count(second) {
    if (this.#step.kind !== "place" || second >= this.#counted || second < 1) return;
    this.#counted = second;
    if (second <= COUNTED_S) this.#leader.tick();
  }

  #end(how) {
    if (!this.#finished) return;
    this.#guide.stop();
    this.#over.abort();
    // What ends by itself is said to its end; what is stopped falls silent.
    if (how !== Ending.DONE) this.#leader.quiet();
    this.#finished(how);
    this.#finished = null;
  }
}
