/** One line at the top of a page where a session waits to be sent; the player says it on its own screens. */

import { words } from "../words.js";
import { discard, pending, send } from "./queue.js";

export function offerNotice() {
  if (document.getElementById("player")) return;
  document.addEventListener("supple:outbox", (event) => show(event.detail));
}

async function show(fates) {
  const waiting = await pending();
  document.querySelector("[data-outbox-notice]")?.remove();
  if (waiting.length === 0) return;
  const box = document.createElement("div");
  box.className = "notice outbox";
  box.dataset.outboxNotice = "";
  box.setAttribute("role", "status");
  box.append(...waiting.flatMap((entry) => lines(entry, fates.get(entry.client_id))));
  document.querySelector("main")?.prepend(box);
}

function lines(entry, answer = { fate: "waiting" }) {
  const line = document.createElement("p");
  line.textContent = sentence(entry, answer);
  const actions = document.createElement("p");
  actions.className = "actions";
  if (answer.fate === "waiting") actions.append(button(words("Send now"), () => send()));
  if (["foreign", "refused", "unsigned"].includes(answer.fate)) {
    actions.append(button(words("Delete it from this device"), () => discard(entry.client_id)));
  }
  return actions.childElementCount ? [line, actions] : [line];
}

function sentence({ day }, { fate, message }) {
  if (fate === "foreign") return words("A session of somebody else waits on this device. It is not sent under your name.");
  if (fate === "refused") return words("Your session of {day} could not be taken: {message}", { day, message });
  if (fate === "unsigned") return words("A session waits on this device. It is sent when its person signs in again.");
  return words("Your session of {day} is kept on this device and is sent as soon as there is a connection.", { day });
}

function button(text, action) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "button small";
  one.textContent = text;
  one.addEventListener("click", action);
  return one;
}
