/** The end: the result is kept on this device first, then sent; the page says which of the two it is. */

import { add, send } from "../offline/queue.js";
import { resultOf } from "./result.js";
import { fill } from "./screens.js";

/** @param {object} run ended and answered @param {object} page screens, keeper, postUrl, person, key */
export async function hand(run, page) {
  const painful = run.ended === "pain";
  const screen = page.screens.show(painful ? "stop" : "done");
  const result = resultOf(run);
  const next = screen.querySelector("[data-next]");
  if (painful) page.senses.say("Stop here. That was the right thing to do.");
  fill(screen, { state: "Keeping it…", message: "" });
  const kept = await add({ client_id: result.client_id, person: page.person, url: page.postUrl, day: result.day, body: result });
  if (kept) await page.keeper.forget(page.key);

  async function attempt() {
    const answers = await send();
    const answer = answers.get(result.client_id);
    if (answer) show(answer);
  }

  function show(answer) {
    screen.dataset.state = answer.fate;
    fill(screen, { state: WORDS[answer.fate] ?? "", message: answer.message ?? "" });
    if (answer.next) next.href = answer.next;
    if (answer.fate !== "waiting") window.removeEventListener("online", attempt);
  }

  window.addEventListener("online", attempt);
  screen.querySelector("[data-again]")?.addEventListener("click", attempt);
  await attempt();
}

const WORDS = {
  sent: "Saved.",
  waiting: "Kept on this device. It is sent by itself as soon as there is a connection.",
  refused: "The server could not take it:",
  foreign: "Somebody else is signed in on this device now, so it was not sent.",
  unsigned: "Kept on this device. It is sent when you sign in again.",
};
