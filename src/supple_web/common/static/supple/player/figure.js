/**
 * The moving picture of the exercise. A repetition of the picture takes the time of a repetition of the session, so the picture
 * goes along with the person: out, held as long as it is held, back. A button stops it.
 */

/** The picture is put right when it is further off than this; seconds. */
const OFF_S = 0.3;
/** What is drawn for coming into a hold that has no time of its own; seconds. */
const INTO_S = 3;
/** Who prefers less motion has the stills of the drawing instead, which need no leading. */
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Figure {
  #box;
  #svg = null;
  #key = "";
  #stopped = false;

  constructor(box) {
    this.#box = box;
  }

  get stopped() {
    return this.#stopped;
  }

  /** Shows the drawing of an exercise and side; its own template is not changed. */
  show(id, side) {
    const drawing = document.getElementById(`figure-${id}-${side}`) ?? document.getElementById(`figure-${id}`);
    const key = drawing?.id ?? "";
    if (key === this.#key) return;
    this.#key = key;
    this.#svg = drawing?.content.querySelector("svg")?.cloneNode(true) ?? null;
    this.#box.replaceChildren(...(this.#svg ? [this.#svg] : []));
    this.#box.hidden = !this.#svg;
  }

  /** @param {boolean} stopped by the person: the picture stands still until they let it move again */
  stop(stopped) {
    this.#stopped = stopped;
    if (stopped) this.#svg?.pauseAnimations();
  }

  /** Puts the picture where the person is. @param {{out_s: number, back_s: number}} tempo of this exercise */
  follow(here, tempo, running) {
    if (!this.#svg || this.#stopped || STILL.matches) return;
    if (!running) {
      this.#svg.pauseAnimations();
      return;
    }
    this.#svg.unpauseAnimations();
    const wanted = this.#time(here, tempo);
    if (wanted === null) return;
    const length = this.#length();
    if (Math.abs((this.#svg.getCurrentTime() % length) - wanted) > OFF_S) this.#svg.setCurrentTime(wanted);
  }

  /** Seconds into the picture's loop; null where it runs freely, as a preview. */
  #time({ step, into_ms }, tempo) {
    const length = this.#length();
    const out = tempo.out_s || INTO_S;
    const back = tempo.back_s || INTO_S;
    const held = length - out - back;
    if (!length || held < -0.01) return null;
    const into = into_ms / 1000;
    if (step.kind === "out") return Math.min(into, out);
    if (step.kind === "back") return Math.min(length - back + into, length - 0.01);
    if (step.kind === "hold") return held > 0.5 ? out + (into % held) : out;
    return null;
  }

  #length() {
    const animated = this.#svg.querySelector("[dur]");
    return animated ? Number.parseFloat(animated.getAttribute("dur")) : 0;
  }
}

/** Seconds that an exercise of the session takes out and back. */
export function tempoOf(session, exercise) {
  const seconds = (kind) => session.steps.find((step) => step.exercise === exercise && step.kind === kind)?.seconds ?? 0;
  return { out_s: seconds("out"), back_s: seconds("back") };
}
