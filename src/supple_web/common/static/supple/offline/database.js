/**
 * What is kept on this device: the run of a session while it lasts, results that have not arrived yet, and that pain ended a
 * session of the day. All are health data:
 * `wipe.js` deletes the whole database when the person signs out. Where a browser keeps nothing, it lasts as long as the page.
 */

export const NAME = "supple";
const VERSION = 2;
const STORES = { runs: "key", outbox: "client_id", stops: "key" };
const inPage = { runs: new Map(), outbox: new Map(), stops: new Map() };

export async function get(store, key) {
  return (await within(store, "readonly", (one) => one.get(key))) ?? inPage[store].get(key) ?? null;
}

export async function all(store) {
  const kept = (await within(store, "readonly", (one) => one.getAll())) ?? [];
  const known = new Set(kept.map((one) => one[STORES[store]]));
  return [...kept, ...[...inPage[store].values()].filter((one) => !known.has(one[STORES[store]]))];
}

/** @returns {Promise<boolean>} whether it survives a reload; if not, it is kept in the page. */
export async function put(store, value) {
  const key = await within(store, "readwrite", (one) => one.put(value));
  if (key === undefined) inPage[store].set(value[STORES[store]], value);
  else inPage[store].delete(value[STORES[store]]);
  return key !== undefined;
}

export async function drop(store, key) {
  inPage[store].delete(key);
  await within(store, "readwrite", (one) => one.delete(key));
}

/** Does one thing in one store and gives its result once it is written; undefined where nothing can be kept. */
async function within(store, mode, work) {
  let database = null;
  try {
    database = await opened();
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const known = request.result.objectStoreNames;
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!known.contains(store)) request.result.createObjectStore(store, { keyPath });
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
