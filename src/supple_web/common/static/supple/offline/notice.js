/** One line at the top of a page where a session waits to be sent; the player says it on its own screens. */

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
  line.textContent = words(entry, answer);
  const actions = document.createElement("p");
  actions.className = "actions";
  if (answer.fate === "waiting") actions.append(button("Send now", () => send()));
  if (["foreign", "refused", "unsigned"].includes(answer.fate)) {
    actions.append(button("Delete it from this device", () => discard(entry.client_id)));
  }
  return actions.childElementCount ? [line, actions] : [line];
}

function words({ day }, { fate, message }) {
  const session = `Your session of ${day}`;
  if (fate === "foreign") return "A session of somebody else waits on this device. It is not sent under your name.";
  if (fate === "refused") return `${session} could not be taken: ${message}`;
  if (fate === "unsigned") return "A session waits on this device. It is sent when its person signs in again.";
  return `${session} is kept on this device and is sent as soon as there is a connection.`;
}

function button(text, action) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "button small";
  one.textContent = text;
  one.addEventListener("click", action);
  return one;
}
