/** Vibration, where the phone has it and the person wants it. iPhones let no page vibrate. */

import { read } from "./preferences.js";

export function canBuzz() {
  return typeof navigator.vibrate === "function";
}

/** @param {number|number[]} pattern milliseconds on, or on, off, on, ... Nothing happens where it cannot; never throws. */
export function buzz(pattern) {
  if (!canBuzz() || !read().haptics) return;
  try {
    navigator.vibrate(pattern);
  } catch {
    // A page that was never touched may not vibrate.
  }
}
