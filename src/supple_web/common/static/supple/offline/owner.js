/**
 * Lets go of what this device keeps of somebody who does not visit with it any more: erased on another device, expired, or followed
 * by somebody else. Results that wait stay: they are sent when their person signs in again, or deleted by hand.
 */

import { all, drop } from "./database.js";
import { disownPages, ownerOfPages } from "./pages.js";
import { whoIsIt } from "./who.js";

export async function forgetOthers() {
  const here = document.documentElement.dataset.person ?? "";
  const [owner, runs, stops] = await Promise.all([ownerOfPages(), all("runs"), all("stops")]);
  // Asked only where something of somebody else seems to be here.
  if (![owner, ...[...runs, ...stops].map((one) => one.person)].some((person) => person && person !== here)) return;
  const who = await whoIsIt();
  if (!who) return;
  if (owner !== who.person) await disownPages();
  await Promise.all([dropOthers("runs", runs, who.person), dropOthers("stops", stops, who.person)]);
}

function dropOthers(store, kept, person) {
  return Promise.all(kept.filter((one) => one.person !== person).map((one) => drop(store, one.key)));
}
