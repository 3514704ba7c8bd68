/** Leads a person without a screen: a tone, then the sentence, and a short buzz where it does no harm. */

import { buzz } from "../cues/haptics.js";

/** The first word must not drown in the tone. */
const VOICE_AFTER_MS = 280;
/** Only at moments of moving: a vibration within a still window or a hold would shake what is being measured. */
const BUZZES = Object.freeze({ out: 90, back: [60, 60, 60], ready: 40, done: [120, 80, 240] });

export class Leader {
  #tones;
  #voice;
  #timer = null;

  constructor(tones, voice) {
    this.#tones = tones;
    this.#voice = voice;
  }

  /** Opens sound for this page; call within a tap, before anything is awaited. */
  unlock() {
    this.#tones.unlock();
    this.#voice.unlock();
  }

  cue({ tone = null, say = null }) {
    this.quiet();
    if (tone) {
      this.#tones.play(tone);
      buzz(BUZZES[tone] ?? 0);
    }
    if (say) this.#timer = setTimeout(() => this.#voice.say(say), tone ? VOICE_AFTER_MS : 0);
  }

  /** A second counted down, without a word over what is being said. */
  tick() {
    this.#tones.play("ready");
  }

  quiet() {
    clearTimeout(this.#timer);
    this.#voice.cancel();
  }
}
