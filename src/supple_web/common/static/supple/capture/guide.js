/**
 * Walks through the steps of a guidance by the clock and keeps the marks that they set.
 *
 * Where the set stands is always computed from the time that has passed since it began, never counted in ticks. What a step sets
 * off starts when the step is entered, so marks carry that moment and not the planned one.
 */

const TICK_MS = 100;
/** A page that was stopped for longer than this has not led the person: the steps since were neither said nor heard. */
const LOST_MS = 900;

export class Guide {
  #steps;
  #ends;
  #hooks;
  #running = false;
  #timer = null;
  #index = -1;
  #t0 = 0;
  #marks = [];
  #open = null;

  /**
   * @param {object[]} steps of supple.guidance/1, each with `seconds`.
   * @param {{step: (step, index) => void, tick: (leftS) => void, end: () => void, lost: () => void}} hooks
   *   `step` when one is entered, `tick` ten times a second, then either `end` or `lost` (the page stood still). None comes after `stop`.
   */
  constructor(steps, hooks) {
    this.#steps = steps;
    this.#hooks = hooks;
    let end = 0;
    this.#ends = steps.map((step) => (end += 1000 * step.seconds));
  }

  /** The marks set so far, as docs/phone-trial.md has them, in page-clock milliseconds. */
  get marks() {
    return this.#marks;
  }

  start() {
    this.#t0 = performance.now();
    this.#running = true;
    this.#advance();
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #advance() {
    const passed = performance.now() - this.#t0;
    const due = this.#ends.findIndex((end) => passed < end);
    const until = due === -1 ? this.#steps.length : due;
    while (this.#running && this.#index < until) this.#enter(this.#index + 1, passed);
    if (!this.#running) return;
    const left = this.#ends[this.#index] - passed;
    this.#hooks.tick(left / 1000);
    this.#timer = setTimeout(() => this.#advance(), Math.min(TICK_MS, left));
  }

  #enter(index, passed) {
    const began = index === 0 ? 0 : this.#ends[index - 1];
    if (passed - began > LOST_MS) return this.#finish(this.#hooks.lost);
    const now = performance.now();
    this.#closeMark(now);
    this.#index = index;
    const step = this.#steps[index];
    if (!step) return this.#finish(this.#hooks.end);
    if (step.mark) this.#openMark(step.mark, now);
    this.#hooks.step(step, index);
  }

  #openMark({ kind, direction, label }, now) {
    const mark = { kind, start_ms: ms(now) };
    if (direction) mark.direction = direction;
    if (label) mark.label = label;
    this.#marks.push(mark);
    // A cue is a moment; a still window and a hold last as long as their step.
    this.#open = kind === "cue" ? null : mark;
  }

  #closeMark(now) {
    if (this.#open) this.#open.end_ms = ms(now);
    this.#open = null;
  }

  #finish(hook) {
    this.stop();
    hook();
  }
}

function ms(now) {
  return Number(now.toFixed(3));
}
