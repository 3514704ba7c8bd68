/** The service worker as a page sees it: started, told whose page this is, and which files it needs to open again offline. */

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

/** What this page loaded of our own files. */
function files() {
  const urls = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  return urls.filter((url) => url.origin === location.origin && isFile(url.pathname)).map((url) => url.pathname);
}

function isFile(path) {
  return path.startsWith("/static/") || /^\/figure-\w+\.css$/.test(path);
}

function page() {
  return PLAN.test(location.pathname) && !document.documentElement.hasAttribute("data-wipe") ? location.pathname : null;
}
