/**
 * Lets go of what this device keeps of somebody who does not visit with it any more: erased on another device, expired, or followed
 * by somebody else. Results that wait stay: they are sent when their person signs in again, or deleted by hand.
 */

import { all, drop } from "./database.js";
import { disownPages, ownerOfPages } from "./pages.js";
import { whoIsIt } from "./who.js";

export async function forgetOthers() {
  const here = document.documentElement.dataset.person ?? "";
  const [owner, runs] = await Promise.all([ownerOfPages(), all("runs")]);
  // Asked only where something of somebody else seems to be here.
  if (![owner, ...runs.map((run) => run.person)].some((person) => person && person !== here)) return;
  const who = await whoIsIt();
  if (!who) return;
  if (owner !== who.person) await disownPages();
  await Promise.all(runs.filter((run) => run.person !== who.person).map((run) => drop("runs", run.key)));
}
