/** What is asked after a session, one question a screen. Each answer is kept at once, so that a reload asks only what is left. */

import { words } from "../words.js";
import { moved } from "./result.js";
import { choice } from "./screens.js";

const QUESTIONS = ["pain_during", "pain_after", "controlled", "segments_moved"];
const SKIPPED = "skip";

/** @param {object} run ended; its answers are filled @param {object} page screens, keeper */
export async function afterwards(run, { screens, keeper }) {
  const asked = QUESTIONS.filter((name) => wanted(name, run));
  let at = asked.findIndex((name) => !(name in run.answers));
  while (at >= 0 && at < asked.length) {
    const name = asked[at];
    const screen = screens.show(name);
    screen.querySelector("[data-progress]").textContent = words("Question {n} of {total}", { n: at + 1, total: asked.length });
    screen.querySelector("button[value=back]").hidden = at === 0;
    const said = await choice(screen);
    if (said === "back") {
      at -= 1;
      continue;
    }
    run.answers[name] = valueOf(name, said);
    await keeper.save(run);
    at += 1;
  }
}

/** What nothing was done for is not asked. */
function wanted(name, run) {
  if (name === "segments_moved") return moved(run, true);
  return name === "pain_after" || moved(run);
}

function valueOf(name, said) {
  if (said === SKIPPED) return null;
  return name === "controlled" ? said === "yes" : Number(said);
}
