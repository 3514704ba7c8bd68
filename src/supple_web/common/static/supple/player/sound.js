/** The panel for sound, voice and vibration. Each has its own switch, and the tones their own volume; kept on this device. */

import { canBuzz } from "../cues/haptics.js";
import { words } from "../words.js";
import { ask } from "./screens.js";

export function offerSound(root, senses) {
  const panel = root.querySelector("dialog[data-dialog=sound]");
  const [tones, volume, voice, haptics] = ["tones", "volume", "voice", "haptics"].map((name) => panel.querySelector(`[name=${name}]`));
  let loud = senses.settings.volume || 0.8;

  function show() {
    const now = senses.settings;
    tones.checked = now.volume > 0;
    volume.value = String(Math.round(100 * now.volume));
    voice.checked = now.voice;
    haptics.checked = now.haptics;
    panel.querySelector("[data-haptics]").hidden = !canBuzz();
    for (const button of root.querySelectorAll("[data-opens=sound]")) button.dataset.silent = String(now.volume === 0 && !now.voice);
  }

  function change(changes) {
    senses.set(changes);
    if (senses.settings.volume > 0) loud = senses.settings.volume;
    show();
  }

  tones.addEventListener("change", () => change({ volume: tones.checked ? loud : 0 }));
  volume.addEventListener("input", () => change({ volume: Number(volume.value) / 100 }));
  volume.addEventListener("change", () => senses.cue("ready"));
  voice.addEventListener("change", () => {
    change({ voice: voice.checked });
    senses.say(words("This is the voice."));
  });
  haptics.addEventListener("change", () => {
    change({ haptics: haptics.checked });
    senses.cue("ready");
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens=sound]")) ask(panel);
  });
  show();
}
