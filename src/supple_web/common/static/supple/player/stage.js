/** The running session on screen. Drawn a few times a second from where one is; what moves between is left to the style sheet. */

import { Figure, tempoOf } from "./figure.js";
import { breathAt, nextUp } from "./timeline.js";
import { words } from "../words.js";
import { clock, minutesLeft, phaseWords, sideWithin, sideWords } from "./words.js";

/** Length of the ring's outline; the circle's `pathLength` says the same. */
const RING = 100;
const SMALLEST = 0.55;
/** As many repetitions are shown as dots at most. */
const DOTS = 12;

export class Stage {
  #root;
  #at;
  #session = null;

  constructor(root) {
    this.#root = root;
    this.#at = Object.fromEntries([...root.querySelectorAll("[data-at]")].map((one) => [one.dataset.at, one]));
    this.figure = new Figure(this.#at.figure);
  }

  /** One bar an exercise, as long as it takes. */
  layOut(line) {
    this.#session = line;
    const exercises = [...new Set(line.steps.map((step) => step.exercise))];
    this.#at.bars.replaceChildren(
      ...exercises.map((exercise) => {
        const steps = line.steps.filter((step) => step.exercise === exercise);
        const bar = document.createElement("span");
        Object.assign(bar.dataset, { from: steps[0].start_ms, to: steps.at(-1).end_ms });
        bar.style.flexGrow = Math.max(1, steps.at(-1).end_ms - steps[0].start_ms);
        bar.append(document.createElement("i"));
        return bar;
      }),
    );
  }

  draw(session, line, here, position_ms, running) {
    if (!here) return;
    if (this.#session !== line) this.layOut(line);
    const { step } = here;
    const exercise = session.exercises[step.exercise];
    this.figure.show(exercise.id, step.side);
    this.figure.follow(here, tempoOf(session, step.exercise), running);
    this.#words(exercise, step, line, here);
    this.#count(step, here);
    this.#breath(exercise, step, here, running);
    this.#progress(line, position_ms);
    this.#root.dataset.state = running ? "running" : "paused";
    this.#root.dataset.kind = step.kind;
    write(this.#at.toggle, running ? words("Pause") : words("Continue"));
  }

  #words(exercise, step, line, here) {
    write(this.#at.name, exercise.name);
    write(this.#at.side, sideWords(step.side));
    write(this.#at.set, step.sets > 1 ? words("Set {n} of {total}", { n: step.set, total: step.sets }) : "");
    write(this.#at.phase, phaseWords(step));
    const next = nextUp(line, here);
    write(this.#at.next, next ? nextWords(line, step, next) : words("the end"));
  }

  #count(step, here) {
    const left = clock(here.left_ms / 1000);
    write(this.#at.number, left);
    this.#at.number.toggleAttribute("data-wide", left.length > 2);
    this.#at.ring.style.strokeDashoffset = String(RING * (here.into_ms / (step.end_ms - step.start_ms)));
    const counted = step.reps > 1 && ["out", "hold", "back"].includes(step.kind);
    write(this.#at.reps, counted ? words("{n} of {total}", { n: step.rep, total: step.reps }) : "");
    this.#at.dots.hidden = !counted || step.reps > DOTS;
    if (counted) this.#dots(step);
  }

  #dots({ rep, reps }) {
    const { dots } = this.#at;
    if (dots.childElementCount !== reps) dots.replaceChildren(...Array.from({ length: reps }, () => document.createElement("i")));
    [...dots.children].forEach((dot, index) => {
      dot.className = index + 1 < rep ? "done" : index + 1 === rep ? "now" : "";
    });
  }

  #breath(exercise, step, here, running) {
    const paced = step.breathe && exercise.breath && step.kind === "hold";
    const { coming, open } = paced ? breathAt(exercise.breath, here.into_ms) : { coming: false, open: 1 };
    this.#root.dataset.breathing = paced ? (coming ? "in" : "out") : "";
    write(this.#at.breath, paced && running ? (coming ? words("Breathe in") : words("Breathe out")) : "");
    this.#at.pacer.style.transform = paced ? `scale(${(SMALLEST + (1 - SMALLEST) * open).toFixed(3)})` : "";
  }

  #progress(line, position_ms) {
    for (const bar of this.#at.bars.children) {
      const [from, to] = [Number(bar.dataset.from), Number(bar.dataset.to)];
      const share = Math.min(1, Math.max(0, (position_ms - from) / Math.max(1, to - from)));
      bar.firstElementChild.style.transform = `scaleX(${share.toFixed(4)})`;
      bar.classList.toggle("now", position_ms >= from && position_ms < to);
    }
    const percent = String(Math.round((100 * position_ms) / Math.max(1, line.total_ms)));
    if (this.#at.bars.getAttribute("aria-valuenow") !== percent) this.#at.bars.setAttribute("aria-valuenow", percent);
    const left = minutesLeft(line.total_ms - position_ms);
    this.#at.bars.setAttribute("aria-valuetext", left);
    write(this.#at.left, left);
  }
}

function nextWords({ exercises }, step, next) {
  const same = next.exercise === step.exercise;
  if (same && next.side !== step.side) return sideWithin(next.side);
  if (same) return words("set {n} of {total}", { n: next.set, total: next.sets });
  return exercises[next.exercise].name;
}

/** Only what changed, so that nothing is announced or laid out again for nothing. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
