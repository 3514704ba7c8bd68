/**
 * Lets the plan be opened and a session be done without a network. It keeps
 *   - our own files (`CONFIG.shell`, and what a kept page says it loaded),
 *   - the page that is shown instead of one that cannot be reached,
 *   - the pages of the plan that the person opened: /today and /session/DAY. No other page that holds health data is kept.
 * The line above gives CONFIG: {version, shell, offline, language}. The version changes with the language, too, so that what is kept
 * is fetched anew in the one that was chosen.
 */

const SHELL = `supple-shell-${CONFIG.version}`;
const PAGES = "supple-pages";
const PERSON = "supple-person";
const PLAN = /^\/(today|session\/\d{4}-\d{2}-\d{2})$/;
const FILE = /^\/static\/|^\/figure-\w+\.css$/;
/** Files whose name holds their content's digest never change. */
const FOR_GOOD = /[.-][0-9a-f]{12,16}\.\w+$/;
/** A network that is there but does not answer; milliseconds. */
const PATIENCE_MS = 4000;
/** Sessions of this many days stay. */
const SESSIONS = 2;
const ANY = { ignoreVary: true, ignoreSearch: false };

self.addEventListener("install", (event) => event.waitUntil(fillShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data ?? {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (FILE.test(url.pathname)) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(PLAN.test(url.pathname) ? planPage(event, url) : otherPage(event));
});

// ---------------------------------------------------------------- our own files

async function fillShell() {
  const cache = await caches.open(SHELL);
  await cache.addAll(CONFIG.shell.map((url) => new Request(url, { cache: FOR_GOOD.test(url) ? "default" : "no-cache" })));
  // Fetched as nobody, so that the page kept for everybody shows nobody's name.
  const headers = { "Accept-Language": CONFIG.language };
  await cache.add(new Request(CONFIG.offline, { credentials: "omit", cache: "no-cache", headers }));
}

async function file(request, url) {
  const kept = await caches.match(request, ANY);
  if (kept && FOR_GOOD.test(url.pathname)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await (await caches.open(SHELL)).put(request, fresh.clone());
    return fresh;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}

/**
 * A new version takes over at once. A running session has all its modules already; kept pages are fetched anew, and only when
 * all of them are of this version do the files of older ones go: an older page needs the files it was made for.
 */
async function takeOver() {
  await self.clients.claim();
  if (!(await renewPages())) return;
  const old = (await caches.keys()).filter((name) => name.startsWith("supple-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function renewPages() {
  if (!(await caches.has(PAGES))) return true;
  const kept = await (await caches.open(PAGES)).keys();
  const renewed = await Promise.all(kept.map(({ url }) => fetchPage(new URL(url).pathname)));
  return renewed.every(Boolean);
}

// ---------------------------------------------------------------- pages

async function planPage(event, url) {
  const kept = await keptPage(url.pathname);
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((answer) => keep(url.pathname, answer.clone())).catch(() => {}));
  try {
    if (!kept) return await fresh;
    return await Promise.race([fresh, late(kept)]);
  } catch {
    return kept ?? offlinePage();
  }
}

function late(kept) {
  return new Promise((resolve) => setTimeout(() => resolve(kept.clone()), PATIENCE_MS));
}

async function otherPage(event) {
  try {
    return await fetch(event.request);
  } catch {
    return offlinePage();
  }
}

async function offlinePage() {
  return (await caches.match(CONFIG.offline, ANY)) ?? Response.error();
}

async function keptPage(path) {
  return (await caches.has(PAGES)) ? (await caches.open(PAGES)).match(path, ANY) : undefined;
}

async function fetchPage(path) {
  try {
    await keep(path, await fetch(path, { redirect: "manual", headers: { Accept: "text/html" } }));
    return true;
  } catch {
    return false;
  }
}

/** Keeps a page of the plan under its person; a page that is no longer there for this person (sent elsewhere, gone) is let go. */
async function keep(path, answer) {
  if (answer.status >= 500) return;
  if (!answer.ok || answer.redirected) {
    if (await caches.has(PAGES)) await (await caches.open(PAGES)).delete(path, ANY);
    return;
  }
  const text = await answer.clone().text();
  const person = /<html[^>]*\sdata-person="([^"]*)"/.exec(text)?.[1] ?? "";
  if (/<html[^>]*\sdata-wipe/.test(text)) return;
  if (!person) {
    await letGo();
    return;
  }
  await belongsTo(person);
  const cache = await caches.open(PAGES);
  await cache.put(path, new Response(text, { headers: answer.headers }));
  const sessions = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== "/today");
  // Where /today says that there is no exercise for now, none stays here either.
  const old = /<html[^>]*\sdata-no-plan/.test(text) ? sessions : sessions.slice(0, -SESSIONS);
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** The pages are of one person only: those of another are let go. */
async function belongsTo(person) {
  const cache = await caches.open(PERSON);
  const before = await (await cache.match("/"))?.text();
  if (before === person) return;
  await caches.delete(PAGES);
  await cache.put("/", new Response(person));
}

/** The plan is asked for and nobody is there: its person is gone, or not signed in any more. */
async function letGo() {
  await Promise.all([PAGES, PERSON].map((name) => caches.delete(name)));
}

/** What a page says when it opens. @param {{person?: string, files?: string[], page?: string | null}} message */
async function told({ person, files = [], page = null }) {
  if (!(await caches.has(SHELL))) await fillShell();
  if (person) await belongsTo(person);
  const cache = await caches.open(SHELL);
  const missing = [];
  for (const url of files) if (FILE.test(url) && !(await caches.match(url, ANY))) missing.push(url);
  await Promise.all(missing.map((url) => cache.add(url).catch(() => {})));
  if (page && PLAN.test(page)) await fetchPage(page);
}
