/** On every page: sends results that wait, says so where some do, keeps the service worker going, and wipes at sign-out. */

import { offerInstall } from "./install.js";
import { offerNotice } from "./notice.js";
import { send } from "./queue.js";
import { rescue } from "./rescue.js";
import { wipe } from "./wipe.js";
import { startWorker } from "./worker.js";

if (document.documentElement.hasAttribute("data-wipe")) {
  wipe();
} else {
  offerInstall();
  offerNotice();
  startWorker();
  rescue().then(send);
  window.addEventListener("online", () => send());
}
