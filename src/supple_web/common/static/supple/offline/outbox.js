/** On every page: sends results that wait, says so where some do, keeps the service worker going, and wipes at sign-out. */

import { offerInstall } from "./install.js";
import { offerNotice } from "./notice.js";
import { obeyNoPlan } from "./noplan.js";
import { forgetOthers } from "./owner.js";
import { send } from "./queue.js";
import { rescue } from "./rescue.js";
import { forgetOldStops } from "./stops.js";
import { wipe } from "./wipe.js";
import { startWorker } from "./worker.js";

/** After a failure it is tried again, ever less often, as long as the page is open. */
const FIRST_MS = 15_000;
const LONGEST_MS = 10 * 60_000;
let wait_ms = FIRST_MS;

async function sendAll() {
  const fates = [...(await send()).values()];
  if (!fates.some(({ fate }) => fate === "waiting")) return;
  setTimeout(sendAll, wait_ms);
  wait_ms = Math.min(2 * wait_ms, LONGEST_MS);
}

if (document.documentElement.hasAttribute("data-wipe")) {
  wipe();
} else {
  offerInstall();
  offerNotice();
  obeyNoPlan()
    .catch(() => {})
    .then(startWorker);
  rescue()
    .then(forgetOldStops)
    .then(forgetOthers)
    .catch(() => {})
    .then(sendAll);
  window.addEventListener("online", () => send());
}
