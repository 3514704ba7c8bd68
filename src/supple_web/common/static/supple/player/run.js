/**
 * One sitting: what has happened so far, as plain data that can be kept and taken up again, and every way in which it changes.
 * Each function changes the run it is given and returns nothing unless it says so.
 */

import { afterExercise, endedBetween, firstOf, placeAt, positionAt, timelineOf } from "./timeline.js";

export const SCHEMA = "supple.run/1";

/** @param {{key: string, url: string, person: string, session: object, pain_before: number, wall_ms: number, client_id: string}} given */
export function begin({ key, url, person, session, pain_before, wall_ms, client_id }) {
  return {
    schema: SCHEMA,
    key,
    url,
    person,
    client_id,
    session,
    pain_before,
    started_ms: wall_ms,
    finished_ms: null,
    anchor: { position_ms: 0, wall_ms, running: false },
    completed: [],
    skipped: [],
    left_out: [],
    hurts: [],
    ended: null,
    answers: {},
  };
}

export function timeline(run) {
  return timelineOf(run.session, run.left_out);
}

/** Goes on to where one is by the wall clock; steps that ended on the way count as done. Returns the new position. */
export function advance(run, line, wall_ms) {
  const from = run.anchor.position_ms;
  const to = Math.min(positionAt(run.anchor, wall_ms), line.total_ms);
  const ended = endedBetween(line, from, to).filter((index) => !run.completed.includes(index));
  run.completed.push(...ended);
  place(run, to, wall_ms);
  return to;
}

/** Says where one is without having done what lies between. */
export function place(run, position_ms, wall_ms) {
  run.anchor = { ...run.anchor, position_ms, wall_ms };
}

export function setRunning(run, running, wall_ms) {
  run.anchor = { ...run.anchor, wall_ms, running };
}

/** Somebody set the device's clock: what was noted in the old time is carried over, and nothing else changes. */
export function clockWasSet(run, set_ms) {
  run.started_ms += set_ms;
  run.anchor = { ...run.anchor, wall_ms: run.anchor.wall_ms + set_ms };
}

/** Leaves the exercise one is in, for a reason. Returns false after the last one: the session is over. */
export function skip(run, line, reason, wall_ms) {
  const here = placeAt(line, run.anchor.position_ms);
  const next = here && afterExercise(line, here);
  if (here) noteSkipped(run, here.step.exercise, reason);
  place(run, next ? next.start_ms : line.total_ms, wall_ms);
  return Boolean(next);
}

function noteSkipped(run, exercise, reason) {
  const { id } = run.session.exercises[exercise];
  run.skipped = [...run.skipped.filter((one) => one.exercise !== id), { exercise: id, reason }];
}

/**
 * With pain in the middle zone nothing is held at the end of the range: such exercises that are not over yet are left out.
 * Returns the names of those that were.
 */
export function leaveOutHeld(run, wall_ms) {
  const line = timeline(run);
  const here = placeAt(line, run.anchor.position_ms);
  const left = run.session.exercises.flatMap((one, index) => {
    const last = line.steps.findLast((step) => step.exercise === index);
    return one.held && last && last.end_ms > run.anchor.position_ms ? [index] : [];
  });
  if (!left.length) return [];
  const stays = here && line.steps.slice(here.at).find((step) => !left.includes(step.exercise));
  const inside = here && stays === here.step ? here.into_ms : 0;
  run.left_out = [...run.left_out, ...left];
  for (const exercise of left) noteSkipped(run, exercise, "pain");
  const after = timeline(run);
  const again = stays && after.steps.find((step) => step.index === stays.index);
  place(run, again ? again.start_ms + inside : after.total_ms, wall_ms);
  return left.map((index) => run.session.exercises[index].name);
}

export function hurts(run, level) {
  run.hurts.push(level);
}

/** @param {"finished" | "stopped" | "pain"} how */
export function end(run, how, wall_ms) {
  run.ended = how;
  run.finished_ms = wall_ms;
  setRunning(run, false, wall_ms);
}

/** Where "back" leads: to the beginning of this exercise, or, in its first seconds, to the one before. Returns a position. */
export function backTarget(line, here, before) {
  const first = firstOf(line, here.step.exercise);
  const into = here.step.start_ms + here.into_ms - first.start_ms;
  return into > 5000 || !before ? first.start_ms : before.start_ms;
}
