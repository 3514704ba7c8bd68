/** Leaves nothing of a person on the device: when they sign out, here and in every other open page. */

import { NAME } from "./database.js";

const CHANNEL = "supple.wipe";
/** Where a browser does not list its databases. */
const KNOWN = [NAME, "supple-capture"];

/** Deletes all caches, databases and what a tab keeps; settings of the device (sound, voice) say nothing of a person and stay. */
export async function wipe() {
  announce();
  sessionStorage.clear();
  await Promise.all([wipeCaches(), wipeDatabases()]);
}

async function wipeCaches() {
  if (!window.caches) return;
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

async function wipeDatabases() {
  if (!window.indexedDB) return;
  const listed = indexedDB.databases ? (await indexedDB.databases()).map((one) => one.name) : [];
  await Promise.all([...new Set([...KNOWN, ...listed])].map(deleted));
}

/** An open page lets go as soon as it hears of it, so a blocked deletion only waits for that. */
function deleted(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function announce() {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("wiped");
  channel.close();
}

/** Calls back when another page signs out. */
export function whenWiped(callback) {
  if (window.BroadcastChannel) new BroadcastChannel(CHANNEL).addEventListener("message", callback, { once: true });
}
