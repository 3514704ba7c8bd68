/** What is told to the server about a sitting: supple.session-result/1. What was not asked is null. */

import { isWork, setsDone } from "./timeline.js";

export const SCHEMA = "supple.session-result/1";

export function resultOf(run) {
  const { answers } = run;
  const rows = setsDone(run.session, run.completed);
  const done = run.session.exercises
    .map((one, index) => ({ exercise: one.id, ...rows[index] }))
    .filter((row) => row.sets_done > 0);
  const whole = new Set(done.filter((row) => row.sets_done === row.sets).map((row) => row.exercise));
  return {
    schema: SCHEMA,
    client_id: run.client_id,
    day: run.session.day,
    started_ms: Math.round(run.started_ms),
    finished_ms: Math.round(Math.max(run.started_ms, run.finished_ms)),
    pain_before: run.pain_before,
    pain_during: worst([...run.hurts, answers.pain_during]),
    pain_after: answers.pain_after ?? null,
    controlled: answers.controlled ?? null,
    segments_moved: answers.segments_moved ?? null,
    done,
    // What was skipped and done after all is done.
    skipped: run.skipped.filter((one) => !whole.has(one.exercise)),
    ended: run.ended,
  };
}

/** Whether pain before, during or after it was in the zone in which one stops, however it ended. */
export function isStop({ ended, pain_before, hurts, answers }, { stopFrom }) {
  const levels = [pain_before, ...hurts, answers.pain_during, answers.pain_after];
  return ended === "pain" || levels.some((level) => level >= stopFrom);
}

function worst(levels) {
  const known = levels.filter((level) => Number.isInteger(level));
  return known.length ? Math.max(...known) : null;
}

/** Whether anything was moved, or any linear exercise, so that it can be asked about. */
export function moved(run, linearOnly = false) {
  return run.completed.some((index) => {
    const step = run.session.steps[index];
    return isWork(step) && (!linearOnly || run.session.exercises[step.exercise].linear);
  });
}

/** An identifier nobody else makes; also where a page without HTTPS has no randomUUID. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
