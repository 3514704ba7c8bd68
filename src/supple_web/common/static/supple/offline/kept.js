/** Lists the pages of the plan that this device kept, for whoever has no network now. */

import { localDay } from "./day.js";
import { keptPages } from "./pages.js";
import { isStopped } from "./stops.js";

async function show() {
  const today = localDay();
  const stopped = await isStopped([today]);
  // A session is of its day.
  const open = ({ path }) => path === "/today" || (path === `/session/${today}` && !stopped);
  const pages = (await keptPages()).filter(open).reverse();
  document.querySelector("[data-stopped]").hidden = !stopped;
  document.querySelector("[data-none]").hidden = pages.length > 0 || stopped;
  document.querySelector("[data-kept]").hidden = pages.length === 0;
  document.querySelector("[data-list]").replaceChildren(
    ...pages.map(({ path, title }) => {
      const link = Object.assign(document.createElement("a"), { href: path, textContent: title, className: "button fill" });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}

/** This page stands in the place of another: back to that as soon as the server answers. */
async function comeBack() {
  if (location.pathname === "/offline" || !navigator.onLine) return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

document.querySelector("[data-retry]").addEventListener("click", () => location.reload());
window.addEventListener("online", comeBack);
comeBack();
show();
