/** What is heard, felt and read aloud at each moment of the session. */

import { words } from "../words.js";
import { placeAt } from "./timeline.js";
import { clock, spokenTime, whereWords } from "./words.js";

const LONG_S = 20;

export class Announcer {
  #senses;
  #told = "";

  constructor(senses) {
    this.#senses = senses;
  }

  /** @param {{kind: string, step: object}[]} moments in order; of several at once only the last step is said */
  moments(moments, session) {
    const steps = moments.filter((one) => one.kind === "step");
    for (const one of moments) {
      if (one.kind === "count") this.#senses.cue("ready");
      if (one.kind === "half") this.#half(one.step);
      if (one.kind === "step" && one === steps.at(-1)) this.step(one.step, session);
    }
  }

  step(step, session) {
    if (step.tone) this.#senses.cue(step.tone);
    this.#senses.say(step.say);
    const parts = tellable(step) ? [whereWords(session, step), step.show, long(step) ? clock(step.seconds) : ""] : [];
    const told = parts.filter(Boolean).join(". ");
    if (told && told !== this.#told) this.#senses.tell(told);
    this.#told = told || this.#told;
  }

  #half(step) {
    this.#senses.cue("half");
    this.#senses.say(step.half_say);
    this.#senses.tell(step.half_say);
  }

  /** Says where one is after a time without sound. */
  where(line, position_ms, before = "") {
    const here = placeAt(line, position_ms);
    if (!here) return;
    const left = spokenTime(here.left_ms / 1000);
    const place = `${whereWords(line, here.step)}. ${here.step.show}.`;
    const told = [before, place, words("{time} left.", { time: left })].filter(Boolean).join(" ");
    this.#senses.say(told);
    this.#senses.tell(told);
  }
}

function long(step) {
  return step.kind === "hold" && step.seconds > LONG_S;
}

/** Whether a screen reader says it: each exercise, side and set, rests and long holds, but not every breath of each repetition. */
function tellable(step) {
  return ["ready", "rest", "switch"].includes(step.kind) || long(step) || (step.kind === "out" && step.rep === 1);
}
