/** The service worker as a page sees it: started, told whose page this is, and which files it needs to open again offline. */

import { saysNoPlan } from "./noplan.js";

/** Pages of the plan: the only ones with health data that are kept. `sw.js` has the same rule. */
const PLAN = /^\/(today|session\/\d{4}-\d{2}-\d{2})$/;

export async function startWorker() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ person: document.documentElement.dataset.person ?? "", files: files(), page: page() });
  } catch {
    // A browser that refuses (private window, no trusted certificate) works as long as it is connected.
  }
}

/** Something has happened to the plan: pages of it are asked for anew, and those that are no longer there let go. */
export async function renew(paths) {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  for (const path of paths) worker?.postMessage({ page: path });
}

/** What this page loaded of our own files. */
function files() {
  const urls = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  return urls.filter((url) => url.origin === location.origin && isFile(url.pathname)).map((url) => url.pathname);
}

function isFile(path) {
  return path.startsWith("/static/") || /^\/figure-\w+\.css$/.test(path);
}

/** The page of the plan that is to be kept as it is now. Where there is no exercise, /today says so without a network, too. */
function page() {
  if (saysNoPlan()) return "/today";
  return PLAN.test(location.pathname) && !document.documentElement.hasAttribute("data-wipe") ? location.pathname : null;
}
