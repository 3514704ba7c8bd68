/** The end: the result is kept on this device first, then sent; the page says which of the two it is. */

import { dropPages } from "../offline/pages.js";
import { add, pending, send } from "../offline/queue.js";
import { noteStop } from "../offline/stops.js";
import { renew } from "../offline/worker.js";
import { words } from "../words.js";
import { isStop, resultOf } from "./result.js";
import { fill } from "./screens.js";

/** @param {object} run ended and answered @param {object} page screens, zones, keeper, postUrl, person, key */
export async function hand(run, page) {
  const painful = isStop(run, page.zones);
  const screen = page.screens.show(painful ? "stop" : "done");
  const result = resultOf(run);
  const next = screen.querySelector("[data-next]");
  if (painful) page.senses.say(words("Stop here. That was the right thing to do."));
  delete screen.dataset.state;
  fill(screen, { state: words("Keeping it…"), message: "" });
  // Before the run goes, so that nothing in between opens the session again.
  if (painful) await Promise.all([noteStop(page.person, result.day), dropPages().catch(() => {})]);
  const kept = await add({ client_id: result.client_id, person: page.person, url: page.postUrl, day: result.day, body: result });
  if (kept) await page.keeper.forget(page.key);

  // Whatever sends it, here or the page's own outbox, says what became of it; what another page has sent is just gone.
  document.addEventListener("supple:outbox", async ({ detail }) => {
    if (screen.dataset.state === "sent") return;
    const answer = detail.get(result.client_id) ?? ((await waits()) ? null : { fate: "sent" });
    if (answer) show(answer);
  });

  async function waits() {
    return (await pending()).some((entry) => entry.client_id === result.client_id);
  }

  function show(answer) {
    screen.dataset.state = answer.fate;
    const state = answer.fate === "waiting" && !kept ? UNKEPT : WORDS[answer.fate];
    fill(screen, { state, message: answer.message ?? "" });
    if (answer.next) next.href = answer.next;
    if (answer.fate === "sent") renew(["/today", window.location.pathname]);
  }

  screen.querySelector("[data-again]").addEventListener("click", send);
  await send();
}

const WORDS = {
  sent: words("Saved."),
  waiting: words("Kept on this device. It is sent by itself as soon as there is a connection."),
  refused: words("The server could not take this session. It stays on this device until you delete it."),
  foreign: words("Somebody else is signed in on this device now, so it was not sent."),
  unsigned: words("Kept on this device. It is sent when you sign in again."),
};
const UNKEPT = words("This browser keeps nothing, so leave this page open until there is a connection.");
