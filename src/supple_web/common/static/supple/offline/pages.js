/** The pages of the plan that the worker keeps, as every page sees them. The names are those of `sw.js`. */

const PAGES = "supple-pages";
const PERSON = "supple-person";

/** @returns {Promise<{path: string, title: string}[]>} oldest first */
export async function keptPages() {
  if (!window.caches || !(await caches.has(PAGES))) return [];
  const cache = await caches.open(PAGES);
  return Promise.all(
    (await cache.keys()).map(async ({ url }) => {
      const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
      return { path: new URL(url).pathname, title: page.title.split(" · ")[0] };
    }),
  );
}

export async function dropPages() {
  if (window.caches) await caches.delete(PAGES);
}

/** The key of the person whose pages they are; empty for nobody. */
export async function ownerOfPages() {
  if (!window.caches || !(await caches.has(PERSON))) return "";
  return (await (await (await caches.open(PERSON)).match("/"))?.text()) ?? "";
}

export async function disownPages() {
  if (!window.caches) return;
  await Promise.all([PAGES, PERSON].map((name) => caches.delete(name)));
}
