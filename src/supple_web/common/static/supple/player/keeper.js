/** Keeps the run on this device while it lasts, so that a reload, a full memory or an empty battery costs nothing. */

import { drop, get, put } from "../offline/database.js";

export class Keeper {
  #store = "runs";
  #writing = Promise.resolve();
  #waiting = null;
  #closed = false;

  /** The run of this key, which names the person, too; or null. */
  find(key) {
    return get(this.#store, key);
  }

  /** Writes the newest state; while one is being written, only the latest waits. */
  save(run) {
    if (this.#closed) return this.#writing;
    const first = this.#waiting === null;
    this.#waiting = structuredClone(run);
    if (first) {
      this.#writing = this.#writing.then(async () => {
        const next = this.#waiting;
        this.#waiting = null;
        if (!this.#closed) await put(this.#store, next);
      });
    }
    return this.#writing;
  }

  async forget(key) {
    await this.#writing;
    await drop(this.#store, key);
  }

  /** Nothing is written any more: the session went on elsewhere, or its person signed out. */
  close() {
    this.#closed = true;
  }
}
