/**
 * A voice that says what to do next. It may be missing or fail at any time: nothing waits for it, nothing throws, and the tones
 * alone must carry whatever it accompanies.
 */

const SILENT_AFTER_MS = 2500;
const NONE_ON_DEVICE = Symbol("only voices that send the text elsewhere");

export class Voice {
  #current = null;
  #volume = 1;
  #on = true;

  constructor({ on = true, volume = 1 } = {}) {
    this.#on = on;
    this.volume = volume;
  }

  get on() {
    return this.#on;
  }

  set on(value) {
    this.#on = Boolean(value);
    if (!this.#on) this.cancel();
  }

  set volume(value) {
    const number = Number(value);
    this.#volume = Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 0;
  }

  /** Call inside a tap: an iPhone lets a page speak by itself only after it spoke (here: nothing, silently) within one. */
  unlock() {
    try {
      const nothing = new SpeechSynthesisUtterance(" ");
      nothing.volume = 0;
      window.speechSynthesis.speak(nothing);
    } catch {
      // No voice here.
    }
  }

  /**
   * Says a text at once, in place of what was being said. Returns at once; the promise it gives may be ignored.
   * @returns {Promise<boolean>} whether a voice began to speak.
   */
  say(text) {
    this.cancel();
    if (!text || !this.#on || this.#volume === 0) return Promise.resolve(false);
    try {
      const voice = chosenVoice();
      if (voice === NONE_ON_DEVICE) return Promise.resolve(false);
      return this.#speak(text, voice);
    } catch {
      return Promise.resolve(false);
    }
  }

  cancel() {
    this.#current = null;
    try {
      const synthesis = window.speechSynthesis;
      // Chrome on Android drops the next utterance after a needless cancel.
      if (synthesis.speaking || synthesis.pending) synthesis.cancel();
    } catch {
      // No voice here.
    }
  }

  #speak(text, voice) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = document.documentElement.lang || "en";
    if (voice) utterance.voice = voice;
    utterance.volume = this.#volume;
    utterance.rate = 0.95;
    // Chrome forgets utterances that nobody holds, and their events with them.
    this.#current = utterance;
    return new Promise((resolve) => {
      const patience = setTimeout(() => resolve(false), SILENT_AFTER_MS);
      const settle = (spoke) => {
        clearTimeout(patience);
        resolve(spoke);
      };
      utterance.onstart = () => settle(true);
      utterance.onend = () => settle(true);
      utterance.onerror = () => settle(false);
      try {
        window.speechSynthesis.speak(utterance);
      } catch {
        settle(false);
      }
    });
  }
}

/**
 * A voice on the device itself, since the others send each sentence to their maker.
 * Undefined where none is listed (yet): the system chooses.
 */
function chosenVoice() {
  const voices = window.speechSynthesis.getVoices();
  if (voices.length === 0) return undefined;
  const language = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
  const local = voices.filter((voice) => voice.localService);
  if (local.length === 0) return NONE_ON_DEVICE;
  const ours = local.filter((voice) => voice.lang.slice(0, 2).toLowerCase() === language);
  return ours.find((voice) => voice.default) ?? ours[0] ?? NONE_ON_DEVICE;
}
