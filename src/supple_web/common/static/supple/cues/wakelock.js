/** Keeps the screen on while something runs. Where a browser cannot, nothing happens: whoever needs to know reads `held`. */

export class WakeLock {
  #wanted = false;
  #lock = null;
  #asking = false;

  constructor() {
    // The browser lets go whenever the page is hidden, and does not take hold again by itself.
    document.addEventListener("visibilitychange", () => {
      if (this.#wanted && document.visibilityState === "visible") this.acquire();
    });
  }

  get held() {
    return this.#lock !== null && !this.#lock.released;
  }

  /** Resolves to whether the screen stays on; never rejects (battery saver, no support, page hidden). */
  async acquire() {
    this.#wanted = true;
    if (this.held || this.#asking || !("wakeLock" in navigator)) return this.held;
    this.#asking = true;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
    } catch {
      this.#lock = null;
    } finally {
      this.#asking = false;
    }
    if (!this.#wanted) await this.release();
    return this.held;
  }

  async release() {
    this.#wanted = false;
    const lock = this.#lock;
    this.#lock = null;
    try {
      await lock?.release();
    } catch {
      // It was gone already.
    }
  }
}
