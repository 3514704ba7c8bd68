/**
 * Where a session stands at a moment. Pure: nothing here knows of clocks or pages, so that it can be asked about any moment.
 * A position is milliseconds of session time, which runs only while the person is in it. Steps keep the index they have in the
 * session, also where exercises are left out.
 */

const WORK = new Set(["out", "hold", "back"]);
const WAITING = new Set(["ready", "rest", "switch"]);
/** The last seconds of a wait that are counted. */
const COUNTED_S = 3;

/**
 * @param {{steps: object[], exercises: object[]}} session supple.session/1
 * @param {number[]} leftOut indices of exercises that are not done today
 */
export function timelineOf(session, leftOut = []) {
  const out = new Set(leftOut);
  const steps = [];
  let end = 0;
  session.steps.forEach((step, index) => {
    if (out.has(step.exercise)) return;
    const start_ms = end;
    end += Math.round(step.seconds * 1000);
    steps.push({ ...step, index, start_ms, end_ms: end });
  });
  return { steps, total_ms: end, exercises: session.exercises };
}

/** Where one is: now − t0 − pauses, folded into the last moment at which the two were compared. */
export function positionAt(anchor, wall_ms) {
  return anchor.running ? anchor.position_ms + Math.max(0, wall_ms - anchor.wall_ms) : anchor.position_ms;
}

/** @returns the step at a position with what is over and left of it; null where the session is over. */
export function placeAt(timeline, position_ms) {
  const at = timeline.steps.findIndex((step) => position_ms < step.end_ms);
  if (at < 0) return null;
  const step = timeline.steps[at];
  return { at, step, into_ms: Math.max(0, position_ms - step.start_ms), left_ms: step.end_ms - position_ms };
}

/** What is to be heard in (from, to], in order: {kind: "step" | "half" | "count" | "end", at_ms, step}. */
export function momentsBetween(timeline, from_ms, to_ms) {
  const found = [];
  const note = (kind, at_ms, step) => {
    if (at_ms > from_ms && at_ms <= to_ms) found.push({ kind, at_ms, step });
  };
  for (const step of timeline.steps) {
    if (step.start_ms > to_ms) break;
    if (step.end_ms <= from_ms) continue;
    note("step", step.start_ms, step);
    if (step.half_say) note("half", (step.start_ms + step.end_ms) / 2, step);
    if (counts(step)) for (let s = COUNTED_S; s > 0; s -= 1) note("count", step.end_ms - s * 1000, step);
  }
  note("end", timeline.total_ms, timeline.steps.at(-1));
  return found;
}

/** Whether something is moved or held in it. */
export function isWork(step) {
  return WORK.has(step.kind);
}

/** Whether its last three seconds are counted: a wait that is long enough to be one. */
export function counts(step) {
  return WAITING.has(step.kind) && step.seconds > COUNTED_S + 1;
}

/** Indices of the steps that ended in (from, to]. */
export function endedBetween(timeline, from_ms, to_ms) {
  return timeline.steps.filter((step) => step.end_ms > from_ms && step.end_ms <= to_ms).map((step) => step.index);
}

/** First step of an exercise; undefined where it is left out. */
export function firstOf(timeline, exercise) {
  return timeline.steps.find((step) => step.exercise === exercise);
}

/** First step of the exercise after the one at a place; undefined after the last. */
export function afterExercise(timeline, place) {
  return timeline.steps.slice(place.at).find((step) => step.exercise !== place.step.exercise);
}

/** First step of the exercise before the one at a place; undefined before the first. */
export function beforeExercise(timeline, place) {
  const before = timeline.steps.slice(0, place.at).findLast((step) => step.exercise !== place.step.exercise);
  return before && firstOf(timeline, before.exercise);
}

/** The next step that is another exercise, side or set: what comes up. */
export function nextUp(timeline, place) {
  const { step } = place;
  const other = (one) =>
    one.exercise !== step.exercise || (isWork(one) && ((one.side ?? step.side) !== step.side || one.set !== step.set));
  return timeline.steps.slice(place.at + 1).find(other);
}

/**
 * Sets of each exercise that were done whole: on both sides, where it has two.
 * @param {Iterable<number>} completed indices of steps that were played to their end
 * @returns {{sets_done: number, sets: number}[]} one for each exercise of the session
 */
export function setsDone(session, completed) {
  const done = new Set(completed);
  return session.exercises.map((_, exercise) => {
    const work = session.steps.map((step, index) => ({ ...step, index })).filter((s) => s.exercise === exercise && isWork(s));
    const whole = (side, set) => work.filter((s) => s.side === side && s.set === set).every((s) => done.has(s.index));
    const perSide = [...new Set(work.map((s) => s.side))].map(
      (side) => [...new Set(work.filter((s) => s.side === side).map((s) => s.set))].filter((set) => whole(side, set)).length,
    );
    return { sets_done: perSide.length ? Math.min(...perSide) : 0, sets: Math.max(0, ...work.map((s) => s.sets)) };
  });
}

/** How far the chest is open in a breath, 0 to 1, and whether it comes in; follows the clock, not the frames. */
export function breathAt(breath, into_ms) {
  const cycle = (breath.in_s + breath.out_s) * 1000;
  const t = cycle > 0 ? into_ms % cycle : 0;
  const coming = t < breath.in_s * 1000;
  const share = coming ? t / (breath.in_s * 1000) : 1 - (t - breath.in_s * 1000) / (breath.out_s * 1000);
  return { coming, open: (1 - Math.cos(Math.PI * share)) / 2 };
}
