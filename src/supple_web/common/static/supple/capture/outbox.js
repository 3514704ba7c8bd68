/** From a finished set to its answer: kept first, then sent, kept on where the network fails, deleted once the server has dealt with it. */

import { Fate, send } from "./send.js";
import { drop, keep, unsent } from "./store.js";

export class Outbox {
  #postUrl;
  #token;
  #recording = null;
  #survives = true;
  #sending = false;

  constructor(postUrl, token) {
    this.#postUrl = postUrl;
    this.#token = token;
  }

  /** The recording that waits, or null. */
  get waiting() {
    return this.#recording;
  }

  /** Whether what waits survives a reload of the page. */
  get survives() {
    return this.#survives;
  }

  /** Looks for what an earlier visit to this page could not send. */
  async find() {
    this.#recording = await unsent(this.#postUrl);
    return this.#recording;
  }

  /** @param {object} trial supple.phone-trial/1 with its `client_id`. */
  async add(trial) {
    this.#recording = {
      client_id: trial.client_id,
      post_url: this.#postUrl,
      body: JSON.stringify(trial),
      recorded_at: Date.now(),
    };
    this.#survives = await keep(this.#recording);
  }

  /** @returns {Promise<{fate: string}|null>} what `send` gives; null while another attempt is under way or nothing waits. */
  async send() {
    if (this.#sending || !this.#recording) return null;
    this.#sending = true;
    try {
      const answer = await send(this.#postUrl, this.#recording.body, this.#token);
      if ([Fate.SENT, Fate.PROBLEM, Fate.GONE].includes(answer.fate)) await this.discard();
      return answer;
    } finally {
      this.#sending = false;
    }
  }

  async discard() {
    const id = this.#recording?.client_id;
    this.#recording = null;
    if (id) await drop(id);
  }
}
