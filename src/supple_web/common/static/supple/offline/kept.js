/** Lists the pages of the plan that this device kept, for whoever has no network now. */

const PAGES = "supple-pages";

async function keptPages() {
  if (!window.caches || !(await caches.has(PAGES))) return [];
  const cache = await caches.open(PAGES);
  return Promise.all(
    (await cache.keys()).map(async ({ url }) => {
      const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
      return { path: new URL(url).pathname, title: page.title.split(" · ")[0] };
    }),
  );
}

async function show() {
  const pages = (await keptPages()).reverse();
  document.querySelector("[data-none]").hidden = pages.length > 0;
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
