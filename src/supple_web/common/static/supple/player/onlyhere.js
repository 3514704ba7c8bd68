/** One page at a time plays a session: two would lead, and count, against each other. */

const PATIENCE_MS = 500;

/**
 * @param {string} key of the session
 * @param {{take?: boolean, lost: () => void}} how take it from whoever has it; what to do when another page takes it
 * @returns {Promise<(() => void) | null>} lets go of it again; null where another page has it
 */
export function claim(key, { take = false, lost }) {
  const name = `supple.session.${key}`;
  return navigator.locks ? claimLock(name, take, lost) : claimByAsking(name, take, lost);
}

/** Waits for the lock until whoever has it says that they are there; a page that just goes away lets go by itself. */
function claimLock(name, take, lost) {
  let ours = false;
  const channel = window.BroadcastChannel && new BroadcastChannel(name);
  const patience = new AbortController();
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data === "whose" && ours) channel.postMessage("mine");
      if (data === "mine" && !ours) patience.abort();
    };
  }
  return new Promise((resolve) => {
    const held = () => {
      ours = true;
      // Held until it is let go or the page goes; another page that takes it makes the request fail.
      return new Promise((release) => {
        resolve(() => {
          channel?.close();
          release();
        });
      });
    };
    const refused = () => {
      channel?.close();
      if (ours) lost();
      else resolve(null);
    };
    navigator.locks.request(name, take ? { steal: true } : { signal: patience.signal }, held).catch(refused);
    if (take) return;
    channel?.postMessage("whose");
    // A frozen page says nothing.
    setTimeout(() => !ours && patience.abort(), PATIENCE_MS);
  });
}

/** Without HTTPS there are no locks: pages of this browser ask each other instead. */
function claimByAsking(name, take, lost) {
  if (!window.BroadcastChannel) return Promise.resolve(() => {});
  const channel = new BroadcastChannel(name);
  let ours = false;
  const asked = new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data === "whose" && ours) channel.postMessage("mine");
      if (data === "mine" && !ours) resolve(false);
      if (data === "give" && ours) {
        channel.close();
        lost();
      }
    };
    setTimeout(() => resolve(true), PATIENCE_MS);
  });
  channel.postMessage(take ? "give" : "whose");
  const settle = take ? Promise.resolve(true) : asked;
  return settle.then((free) => {
    ours = free;
    if (!free) channel.close();
    return free ? () => channel.close() : null;
  });
}
