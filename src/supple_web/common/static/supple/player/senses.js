/** Everything that leads without being looked at: tones, voice, vibration, a screen that stays on, and words for a screen reader. */

import { buzz } from "../cues/haptics.js";
import { read, remember } from "../cues/preferences.js";
import { Tones } from "../cues/tones.js";
import { Voice } from "../cues/voice.js";
import { WakeLock } from "../cues/wakelock.js";

/** Milliseconds on, off, on of each cue, as far apart in the hand as the tones are to the ear. */
const PATTERNS = {
  ready: 40,
  out: 80,
  hold: [60, 60, 60],
  back: 80,
  half: [60, 60, 60, 60, 120],
  rest: [140, 80, 140],
  switch: [80, 60, 80, 60, 80],
  done: [200, 100, 200],
};

export class Senses {
  #tones = new Tones(read().volume);
  #voice = new Voice({ on: read().voice });
  #wake = new WakeLock();
  #live;

  /** @param {HTMLElement} live a polite live region */
  constructor(live) {
    this.#live = live;
  }

  /** Inside a tap or a key press: opens what browsers open only there. */
  unlock() {
    this.#voice.unlock();
    return this.#tones.unlock();
  }

  cue(name) {
    this.#tones.play(name);
    if (PATTERNS[name]) buzz(PATTERNS[name]);
  }

  say(text) {
    if (text) this.#voice.say(text);
  }

  /** For those who read with a screen reader; what the eye sees changes too often to be read aloud. */
  tell(text) {
    if (text && this.#live.textContent !== text) this.#live.textContent = text;
  }

  hush() {
    this.#voice.cancel();
  }

  keepAwake(on) {
    return on ? this.#wake.acquire() : this.#wake.release();
  }

  get settings() {
    return read();
  }

  /** @param {{volume?: number, voice?: boolean, haptics?: boolean}} changes kept on this device */
  set(changes) {
    const now = remember(changes);
    this.#tones.volume = now.volume;
    this.#voice.on = now.voice;
  }
}
