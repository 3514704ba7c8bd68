/**
 * How this device leads a person: how loud, with a voice, with vibration. Kept in the browser, since it belongs to the device and
 * says nothing about health. A browser that keeps nothing (private window) starts from the defaults each time.
 */

const KEY = "supple.cues";
const DEFAULTS = Object.freeze({ volume: 0.8, voice: true, haptics: true });
let current = null;

/** @returns {{volume: number, voice: boolean, haptics: boolean}} volume from 0 (off) to 1. */
export function read() {
  current ??= { ...DEFAULTS, ...kept() };
  return { ...current };
}

/** Changes some of them, for this page and the next ones; what makes no sense is left as it was. */
export function remember(changes) {
  current = { ...read(), ...sensible(changes) };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Nothing may be kept here; it holds for this page.
  }
  return { ...current };
}

function kept() {
  try {
    return sensible(JSON.parse(localStorage.getItem(KEY)) ?? {});
  } catch {
    return {};
  }
}

function sensible({ volume, voice, haptics }) {
  const out = {};
  if (typeof volume === "number" && volume >= 0 && volume <= 1) out.volume = volume;
  if (typeof voice === "boolean") out.voice = voice;
  if (typeof haptics === "boolean") out.haptics = haptics;
  return out;
}
