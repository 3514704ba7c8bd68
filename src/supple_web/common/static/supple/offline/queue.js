/**
 * Results on their way to the server: kept on this device first, sent when there is a connection, deleted once the server has them.
 * Each carries an id made once, so that one that arrives twice is the same one, and the key of its person, so that it never goes
 * out under somebody else: who is signed in is asked of the server right before, not believed of a page that may be an old copy.
 */

import { all, drop, put } from "./database.js";
import { whoIsIt } from "./who.js";

/** @param {{client_id: string, person: string, url: string, day: string, body: object}} entry @returns whether it survives a reload */
export async function add(entry) {
  const kept = await put("outbox", entry);
  tell();
  return kept;
}

export function pending() {
  return all("outbox");
}

export async function discard(client_id) {
  await drop("outbox", client_id);
  tell();
}

/** Sends what waits, one after the other, in one page at a time. @returns {Promise<Map<string, object>>} what became of each, by id */
export function send() {
  return navigator.locks ? navigator.locks.request("supple.outbox", sendAll) : sendAll();
}

async function sendAll() {
  const waiting = await pending();
  const fates = new Map();
  const who = waiting.length ? await whoIsIt() : null;
  for (const entry of waiting) fates.set(entry.client_id, await sendOne(entry, who));
  tell(fates);
  return fates;
}

async function sendOne(entry, who) {
  if (!who) return { fate: "waiting" };
  if (!who.person) return { fate: "unsigned" };
  if (who.person !== entry.person) return { fate: "foreign" };
  try {
    return await settled(entry, await post(entry, who.token));
  } catch {
    return { fate: "waiting" };
  }
}

function post({ url, body, person }, token) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token, "X-Supple-Person": person },
    body: JSON.stringify(body),
    redirect: "error",
  });
}

/** A refusal is final for the same body, but only the person may throw it away. */
async function settled(entry, answer) {
  const said = await answer.json().catch(() => ({}));
  if (answer.ok && said.status) {
    await drop("outbox", entry.client_id);
    return { fate: "sent", message: said.message, next: said.next };
  }
  if (answer.status === 409) return { fate: "foreign" };
  if (said.problem) return { fate: "refused", message: said.problem };
  return { fate: "waiting" };
}

/** Tells this page, which may show what waits. */
function tell(fates = new Map()) {
  document.dispatchEvent(new CustomEvent("supple:outbox", { detail: fates }));
}
