/** What is seen during a set: one large line, the sentence, a quiet ring for the step's time, dots for the turns, and Stop. */

import { words } from "../words.js";

/** Steps whose seconds are worth reading; elsewhere the ring is enough. */
const COUNTED = new Set(["place", "rest"]);

export class RunView {
  #dialog;
  #turns = [];
  #seconds = 1;
  #counts = false;

  /** @param {HTMLDialogElement} dialog with the elements marked `data-run`. `stopped` is called by Stop and by Escape. */
  constructor(dialog, stopped) {
    this.#dialog = dialog;
    this.#part("stop").addEventListener("click", stopped);
    this.#part("dim").addEventListener("click", () => this.#dim(!dialog.classList.contains("dimmed")));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      stopped();
    });
  }

  open(steps, { live = false } = {}) {
    // With a push from the floor one turn has two steps.
    this.#turns = steps.flatMap(({ kind }, index) => (kind === "turn" && steps[index - 1]?.kind !== "turn" ? [index] : []));
    this.#part("dots").replaceChildren(...this.#turns.map(() => document.createElement("i")));
    this.#part("count").textContent = "";
    this.#dialog.classList.toggle("live", live);
    this.#dim(false);
    this.#dialog.showModal();
    this.#part("stop").focus({ preventScroll: true });
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
    this.#part("spoken").textContent = "";
  }

  step(step, index) {
    this.#dialog.dataset.kind = step.kind;
    this.#part("show").textContent = (step.show ?? "").replace(": ", ":\n");
    this.#part("say").textContent = plain(step.say) === plain(step.show) ? "" : (step.say ?? "");
    // One announcement a step; the ring and the seconds are for the eye only.
    this.#part("spoken").textContent = step.say || step.show || "";
    this.#seconds = step.seconds || 1;
    this.#counts = COUNTED.has(step.kind);
    this.#count(index);
  }

  /** @param {number} left seconds of the step. */
  left(left) {
    const share = Math.min(1, Math.max(0, left / this.#seconds));
    this.#part("ring").setAttribute("stroke-dashoffset", (1 - share).toFixed(3));
    this.#part("seconds").textContent = this.#counts ? String(Math.ceil(left)) : "";
  }

  #count(index) {
    const begun = this.#turns.filter((turn) => turn <= index).length;
    const dots = this.#part("dots").children;
    for (const [number, dot] of [...dots].entries()) dot.className = number < begun - 1 ? "done" : number < begun ? "now" : "";
    this.#part("count").textContent = begun ? words("Turn {n} of {total}", { n: begun, total: this.#turns.length }) : "";
  }

  #dim(dimmed) {
    this.#dialog.classList.toggle("dimmed", dimmed);
    this.#part("dim").setAttribute("aria-pressed", String(dimmed));
  }

  #part(name) {
    return this.#dialog.querySelector(`[data-run="${name}"]`);
  }
}

/** The line and the sentence often differ in the full stop only. */
function plain(text) {
  return (text ?? "").replace(/[.!]$/, "").trim().toLowerCase();
}
