/** Times and places in words. */

import { counted, words } from "../words.js";

/** "2:10" for a minute or more, "10" below. Rounded up, so that the last second is seen as 1. */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  if (whole < 60) return String(whole);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "1 minute 20 seconds", to be said. */
export function spokenTime(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = [];
  if (minutes) parts.push(minutesOf(minutes));
  if (rest || !minutes) parts.push(secondsOf(rest));
  return parts.join(" ");
}

/** "6 minutes", "2 hours", roughly, of a time that somebody was away. */
export function awayTime(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return secondsOf(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? minutesOf(minutes) : counted(Math.round(minutes / 60), "{n} hour", "{n} hours");
}

export function minutesLeft(ms) {
  const minutes = Math.ceil(ms / 60000 - 1e-6);
  return minutes <= 1 ? words("under a minute left") : words("{n} min left", { n: minutes });
}

export function minutesOf(n) {
  return counted(n, "{n} minute", "{n} minutes");
}

function secondsOf(n) {
  return counted(n, "{n} second", "{n} seconds");
}

/** Where it goes, as the person has it; empty for what has no side. */
export function sideWords(side) {
  return { left: words("Turning left"), right: words("Turning right") }[side] ?? "";
}

/** The same within a sentence. */
export function sideWithin(side) {
  return { left: words("turning left"), right: words("turning right") }[side] ?? "";
}

/** What a step asks for, without what stands beside it anyway: the name of the exercise, the number of the repetition. */
export function phaseWords(step) {
  if (step.kind === "ready") return step.set > 1 && step.show ? step.show : words("Get ready");
  const number = words("{n} of {total}", { n: step.rep, total: step.reps });
  return step.kind === "out" && step.show === number ? words("Slowly out") : step.show;
}

/** "Open book, turning right, set 2 of 3". */
export function whereWords({ exercises }, step) {
  const parts = [exercises[step.exercise].name];
  if (sideWithin(step.side)) parts.push(sideWithin(step.side));
  if (step.sets > 1) parts.push(words("set {n} of {total}", { n: step.set, total: step.sets }));
  return parts.join(", ");
}
