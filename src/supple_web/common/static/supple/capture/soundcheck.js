/** The sound check: a tone and a sentence, how loud, and what is on; remembered on this device. */

import { canBuzz } from "../cues/haptics.js";
import { read, remember } from "../cues/preferences.js";
import { words } from "../words.js";

const USUAL_VOLUME = 0.8;

export class SoundCheck {
  #root;
  #tones;
  #voice;
  #lastVolume;

  constructor(root, tones, voice) {
    this.#root = root;
    this.#tones = tones;
    this.#voice = voice;
    this.#lastVolume = read().volume || USUAL_VOLUME;
    this.#root.querySelector("[data-haptics]").closest("label").hidden = !canBuzz();
    this.#input("sound").addEventListener("change", ({ target }) => this.#set({ volume: target.checked ? this.#lastVolume : 0 }));
    this.#input("volume").addEventListener("input", ({ target }) => this.#set({ volume: Number(target.value) / 100 }));
    this.#input("voice").addEventListener("change", ({ target }) => this.#set({ voice: target.checked }));
    this.#input("haptics").addEventListener("change", ({ target }) => this.#set({ haptics: target.checked }));
    this.#root.querySelector("[data-test]").addEventListener("click", () => this.#test());
    for (const button of this.#root.querySelectorAll("[data-tone]")) {
      button.addEventListener("click", () => this.#tones.unlock().then(() => this.#tones.play(button.dataset.tone)));
    }
    this.#apply(read());
  }

  #set(changes) {
    if (changes.volume) this.#lastVolume = changes.volume;
    this.#apply(remember(changes));
    this.#say(read().volume === 0 ? "silent" : "");
  }

  #apply({ volume, voice, haptics }) {
    this.#tones.volume = volume;
    this.#voice.volume = volume;
    this.#voice.on = voice;
    this.#input("sound").checked = volume > 0;
    this.#input("volume").value = String(Math.round(100 * volume));
    this.#input("volume").setAttribute("aria-valuetext", volume ? words("{n} per cent", { n: Math.round(100 * volume) }) : words("off"));
    this.#input("voice").checked = voice;
    this.#input("haptics").checked = haptics;
  }

  async #test() {
    if (read().volume === 0) return this.#say("silent");
    this.#voice.unlock();
    const audible = await this.#tones.unlock();
    this.#tones.play("out");
    const wanted = read().voice;
    const spoke = wanted && (await this.#voice.say(words("This is how loud I will be.")));
    this.#say(!audible ? "nothing" : wanted && !spoke ? "novoice" : "heard");
  }

  /** Shows the one line of the page's own that fits; the others stay hidden. */
  #say(which) {
    for (const line of this.#root.querySelectorAll("[data-heard]")) line.hidden = line.dataset.heard !== which;
  }

  #input(name) {
    return this.#root.querySelector(`[data-${name}]`);
  }
}
