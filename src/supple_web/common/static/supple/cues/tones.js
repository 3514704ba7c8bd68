/**
 * Short tones that lead without a screen, made by WebAudio: no sound files, and they mix with the person's own music.
 *
 * Each name has its own shape, so that it is known without words: rising is "out", falling is "back", two equal notes are "hold",
 * one long low note is "still". Nothing here throws: a page without sound goes on in silence.
 */

/** Notes of each cue: [frequency in Hz, start in s, length in s]. Above 390 Hz, since a phone's speaker swallows what is lower. */
const CUES = {
  ready: [[523, 0, 0.16]],
  still: [[392, 0, 0.55]],
  out: [[523, 0, 0.14], [784, 0.13, 0.28]],
  hold: [[659, 0, 0.12], [659, 0.17, 0.22]],
  back: [[784, 0, 0.14], [523, 0.13, 0.28]],
  half: [[880, 0, 0.1], [880, 0.14, 0.1], [880, 0.28, 0.16]],
  rest: [[523, 0, 0.22], [392, 0.2, 0.4]],
  switch: [[523, 0, 0.12], [784, 0.13, 0.12], [523, 0.26, 0.22]],
  done: [[523, 0, 0.14], [659, 0.14, 0.14], [784, 0.28, 0.14], [1047, 0.42, 0.5]],
};

const LOUDEST = 0.5;
const ATTACK_S = 0.012;

export class Tones {
  #context = null;
  #master = null;
  #volume = 1;
  #session;

  /**
   * @param {number} volume 0 (off) to 1.
   * @param {"ambient"|"playback"} session How an iPhone treats the tones: "ambient" lets music play on and obeys the silent
   *   switch; "playback" is heard in silent mode too, for a set that nothing but sound leads.
   */
  constructor(volume = 1, session = "ambient") {
    this.volume = volume;
    this.#session = session;
  }

  get volume() {
    return this.#volume;
  }

  set volume(value) {
    const number = Number(value);
    this.#volume = Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 0;
    if (this.#master) this.#master.gain.value = this.#loudness();
  }

  /** Call inside a tap: browsers open audio for a page only there. Resolves to whether sound can be heard; never rejects. */
  async unlock() {
    try {
      this.#open();
      if (this.#context.state !== "running") await this.#context.resume();
      return this.#context.state === "running";
    } catch {
      return false;
    }
  }

  /** Plays one cue by name at once; an unknown name, no audio and volume 0 are silence. */
  play(name) {
    const notes = CUES[name];
    if (!notes || this.#volume === 0 || !this.#context) return;
    try {
      // A call or another app may have interrupted the audio since; it comes back when asked.
      if (this.#context.state !== "running") this.#context.resume().catch(() => {});
      const now = this.#context.currentTime + 0.01;
      for (const [frequency, start, length] of notes) this.#note(frequency, now + start, length);
    } catch {
      // Silence: the voice, the vibration and the screen say the same.
    }
  }

  #open() {
    if (this.#context) return;
    if (navigator.audioSession) navigator.audioSession.type = this.#session;
    this.#context = new (window.AudioContext || window.webkitAudioContext)();
    this.#master = this.#context.createGain();
    this.#master.gain.value = this.#loudness();
    this.#master.connect(this.#context.destination);
  }

  /** The ear hears in ratios: half of the slider should sound like half, which is about a quarter of the amplitude. */
  #loudness() {
    return LOUDEST * this.#volume ** 2;
  }

  #note(frequency, start, length) {
    const oscillator = this.#context.createOscillator();
    const envelope = this.#context.createGain();
    oscillator.type = "triangle";
    oscillator.frequency.value = frequency;
    envelope.gain.setValueAtTime(0.0001, start);
    envelope.gain.exponentialRampToValueAtTime(1, start + ATTACK_S);
    envelope.gain.exponentialRampToValueAtTime(0.0001, start + length);
    oscillator.connect(envelope).connect(this.#master);
    oscillator.start(start);
    oscillator.stop(start + length + 0.02);
  }
}
