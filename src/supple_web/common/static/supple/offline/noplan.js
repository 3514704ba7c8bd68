/**
 * A page that says that there is no exercise for now (`<html data-no-plan>`) takes those that this device keeps with it: the pages
 * of the plan go, and a session that is open in another tab closes. While a check is under way (`data-no-plan="yet"`) only the
 * pages go: they are of a plan that the check may change.
 */

import { dropPages } from "./pages.js";

const CHANNEL = "supple.no-plan";

export function saysNoPlan() {
  return document.documentElement.dataset.noPlan === "";
}

export async function obeyNoPlan() {
  if (!("noPlan" in document.documentElement.dataset)) return;
  if (saysNoPlan()) announce();
  await dropPages();
}

function announce() {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("closed");
  channel.close();
}

/** Calls back when another page says that there is no exercise for now. */
export function whenNoPlan(callback) {
  if (window.BroadcastChannel) new BroadcastChannel(CHANNEL).addEventListener("message", callback, { once: true });
}
