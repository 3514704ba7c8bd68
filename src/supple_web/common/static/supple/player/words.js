/** Times and places in words. */

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
  const words = [];
  if (minutes) words.push(count(minutes, "minute"));
  if (rest || !minutes) words.push(count(rest, "second"));
  return words.join(" ");
}

/** "6 minutes", "2 hours", roughly, of a time that somebody was away. */
export function awayTime(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return count(seconds, "second");
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? count(minutes, "minute") : count(Math.round(minutes / 60), "hour");
}

export function minutesLeft(ms) {
  const minutes = Math.ceil(ms / 60000 - 1e-6);
  return minutes <= 1 ? "under a minute left" : `${minutes} min left`;
}

export function count(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** Where it goes, as the person has it; empty for what has no side. */
export function sideWords(side) {
  return { left: "Turning left", right: "Turning right" }[side] ?? "";
}

/** What a step asks for, without what stands beside it anyway: the name of the exercise, the number of the repetition. */
export function phaseWords(step) {
  if (step.kind === "ready") return step.set > 1 && step.show ? step.show : "Get ready";
  return step.kind === "out" && step.show === `${step.rep} of ${step.reps}` ? "Slowly out" : step.show;
}

/** "Open book, turning right, set 2 of 3". */
export function whereWords({ exercises }, step) {
  const parts = [exercises[step.exercise].name];
  if (sideWords(step.side)) parts.push(sideWords(step.side).toLowerCase());
  if (step.sets > 1) parts.push(`set ${step.set} of ${step.sets}`);
  return parts.join(", ");
}
