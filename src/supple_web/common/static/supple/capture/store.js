/**
 * Recordings that were made but have not arrived yet, kept on this device only (IndexedDB) and deleted as soon as they have.
 *
 * They are health data: none is kept for longer than a week, and `forgetAll` wipes them when a person signs out or erases their
 * data. Where a browser keeps nothing (private windows of some), they last as long as the page.
 */

const DATABASE = "supple-capture";
const STORE = "unsent";
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** Some browsers now and then never answer when asked for the database; a person must not wait for that. */
const PATIENCE_MS = 3000;
const inPage = new Map();

/**
 * @param {{client_id: string, post_url: string, body: string, recorded_at: number}} recording
 * @returns {Promise<boolean>} whether it survives a reload.
 */
export async function keep(recording) {
  inPage.set(recording.client_id, recording);
  return (await within("readwrite", (store) => store.put(recording))) !== FAILED;
}

/** The newest recording that was made for this address and has not arrived, or null. */
export async function unsent(postUrl, now = Date.now()) {
  const kept = await within("readonly", (store) => store.getAll());
  const all = new Map(inPage);
  if (kept !== FAILED) for (const one of kept) all.set(one.client_id, one);
  const old = [...all.values()].filter((one) => now - one.recorded_at > KEPT_MS);
  await Promise.all(old.map((one) => drop(one.client_id)));
  return (
    [...all.values()]
      .filter((one) => one.post_url === postUrl && !old.includes(one))
      .sort((a, b) => b.recorded_at - a.recorded_at)[0] ?? null
  );
}

export async function drop(clientId) {
  inPage.delete(clientId);
  await within("readwrite", (store) => store.delete(clientId));
}

export async function forgetAll() {
  inPage.clear();
  await within("readwrite", (store) => store.clear());
}

const FAILED = Symbol("nothing can be kept here");

/** Does one thing with the store and gives its result once it is truly written; FAILED instead of an error. */
async function within(mode, work) {
  let database = null;
  try {
    database = await opened();
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    return FAILED;
  } finally {
    database?.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "client_id" });
    const patience = setTimeout(() => {
      // Should it answer after all, it must not stay open: an open database cannot be wiped.
      request.onsuccess = () => request.result.close();
      reject(new Error("no answer"));
    }, PATIENCE_MS);
    request.onsuccess = () => {
      clearTimeout(patience);
      resolve(request.result);
    };
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
