/**
 * The running session: at each beat it looks at the clock and says where one is. Nothing is counted up, so a beat that comes late
 * or not at all changes nothing but what was heard meanwhile.
 */

import { words } from "../words.js";
import { Pulse } from "./pulse.js";
import * as runs from "./run.js";
import { beforeExercise, momentsBetween, placeAt, positionAt } from "./timeline.js";

const BEAT_MS = 200;
/** Longer than this without a beat is having been away; milliseconds. */
export const AWAY_MS = 10_000;
/** How often the run is kept while nothing but time happens; milliseconds. */
const KEPT_EVERY_MS = 2000;
/** What passed in one beat is only said where it is not a heap of it; milliseconds. */
const HEAP_MS = 2500;

export class Player {
  #run;
  #line;
  #pulse;
  #clock;
  #parts;
  #timer = null;
  #held = false;
  #closed = false;
  #kept_ms = 0;

  /**
   * @param {object} run
   * @param {{wall: () => number, steady: () => number}} clock
   * @param {{stage: object, announcer: object, senses: object, keeper: object, away: Function, over: Function}} parts
   *   away(ms, finished) asks what happened meanwhile and gives "here" or "left"; over(run) is called once at the end
   */
  constructor(run, clock, parts) {
    this.#run = run;
    this.#line = runs.timeline(run);
    this.#clock = clock;
    this.#pulse = new Pulse(clock);
    this.#parts = parts;
    this.seen = this.seen.bind(this);
  }

  get run() {
    return this.#run;
  }

  get line() {
    return this.#line;
  }

  get running() {
    return this.#run.anchor.running;
  }

  get here() {
    return placeAt(this.#line, this.#run.anchor.position_ms);
  }

  /** The first start of a session. */
  begin() {
    const now = this.#clock.wall();
    this.#run.begun = true;
    this.#run.started_ms = now;
    this.#open();
    this.#enter(now, this.#line.steps[0]?.start_ms ?? 0);
  }

  /** Takes a kept run up again. */
  async takeUp() {
    this.#open();
    this.#parts.senses.keepAwake(this.running);
    if (this.running) await this.#beat();
    else this.#draw();
  }

  #open() {
    this.#pulse.restart();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    document.addEventListener("visibilitychange", this.seen);
    document.addEventListener("freeze", this.seen);
  }

  /** Ends for this page: no beat, no sound, no more writing by itself. */
  close() {
    clearInterval(this.#timer);
    this.#held = this.#closed = true;
    document.removeEventListener("visibilitychange", this.seen);
    document.removeEventListener("freeze", this.seen);
    this.#parts.senses.hush();
    this.#parts.senses.keepAwake(false);
  }

  seen() {
    if (document.visibilityState === "visible") this.#beat();
    else {
      this.#pulse.hidden();
      this.#keep();
    }
  }

  async #beat() {
    if (this.#held) return;
    const visible = document.visibilityState === "visible";
    const { wall_ms, set_ms } = this.#pulse.beat(visible);
    if (set_ms) runs.clockWasSet(this.#run, set_ms);
    if (!this.running) return;
    if (wall_ms - this.#run.anchor.wall_ms <= AWAY_MS) this.#goOn(wall_ms);
    else if (visible) await this.#cameBack(wall_ms);
  }

  #goOn(wall_ms) {
    const from = this.#run.anchor.position_ms;
    const to = runs.advance(this.#run, this.#line, wall_ms);
    const moments = momentsBetween(this.#line, from, to);
    this.#parts.announcer.moments(to - from > HEAP_MS ? moments.filter((one) => one.kind === "step") : moments, this.#line);
    if (to >= this.#line.total_ms) this.end("finished");
    else {
      this.#draw();
      if (wall_ms - this.#kept_ms > KEPT_EVERY_MS || wall_ms < this.#kept_ms) this.#keep();
    }
  }

  /** After a time without beats: inside one step it goes on; what lies between several was not seen, so it is asked for. */
  async #cameBack(wall_ms) {
    const { anchor } = this.#run;
    const left = placeAt(this.#line, anchor.position_ms);
    const now_ms = positionAt(anchor, wall_ms);
    const here = placeAt(this.#line, now_ms);
    if (here && here.step.index === left.step.index) {
      runs.advance(this.#run, this.#line, wall_ms);
      this.#draw();
      this.#parts.announcer.where(this.#line, now_ms, words("Welcome back."));
      this.#keep();
      return;
    }
    this.#held = true;
    const kept = structuredClone(anchor);
    const answer = await this.#parts.away(wall_ms - anchor.wall_ms, !here);
    this.#held = false;
    if (answer === "here") runs.advance(this.#run, this.#line, wall_ms);
    else runs.place(this.#run, leftAt(this.#line, left, kept.position_ms), wall_ms);
    if (this.#run.anchor.position_ms >= this.#line.total_ms) this.end("finished");
    else this.resume(this.#run.anchor.position_ms);
  }

  /** Goes on from where it stands, or from a position, and says what comes. */
  resume(position_ms = this.#run.anchor.position_ms) {
    if (this.#closed) return;
    this.#enter(this.#clock.wall(), position_ms);
  }

  #enter(wall_ms, position_ms) {
    runs.place(this.#run, position_ms, wall_ms);
    runs.setRunning(this.#run, true, wall_ms);
    this.#pulse.restart();
    this.#parts.senses.keepAwake(true);
    const here = this.here;
    if (here && here.into_ms < 1000) this.#parts.announcer.step(here.step, this.#line);
    else this.#parts.announcer.where(this.#line, position_ms);
    this.#draw();
    this.#keep();
  }

  pause() {
    if (!this.running || this.#held) return;
    this.#settle();
    this.#parts.senses.hush();
    this.#parts.senses.tell("Paused");
    this.#parts.senses.keepAwake(false);
    this.#draw();
    this.#keep();
  }

  /** Comes to where one is by now and stops there. */
  #settle() {
    const wall_ms = this.#clock.wall();
    if (this.running) runs.advance(this.#run, this.#line, wall_ms);
    runs.setRunning(this.#run, false, wall_ms);
  }

  back() {
    this.#settle();
    const here = this.here;
    if (here) this.resume(runs.backTarget(this.#line, here, beforeExercise(this.#line, here)));
  }

  /** @param {"pain" | "time" | "too-hard" | "equipment" | "other"} reason */
  skip(reason) {
    this.#settle();
    if (runs.skip(this.#run, this.#line, reason, this.#clock.wall())) this.resume();
    else this.end("finished");
  }

  hurts(level) {
    runs.hurts(this.#run, level);
    this.#keep();
  }

  stopPicture(stopped) {
    this.#parts.stage.figure.stop(stopped);
    this.#draw();
  }

  /** Pain in the middle zone. Returns the names of the exercises that are left out from now on. */
  ease() {
    const names = runs.leaveOutHeld(this.#run, this.#clock.wall());
    this.#line = runs.timeline(this.#run);
    this.#draw();
    this.#keep();
    return names;
  }

  get nothingLeft() {
    return this.#run.anchor.position_ms >= this.#line.total_ms;
  }

  /** @param {"finished" | "stopped" | "pain"} how */
  end(how) {
    this.#settle();
    runs.end(this.#run, how, this.#clock.wall());
    this.close();
    this.#keep();
    this.#parts.over(this.#run);
  }

  #keep() {
    this.#kept_ms = this.#clock.wall();
    return this.#parts.keeper.save(this.#run);
  }

  #draw() {
    const { position_ms, running } = this.#run.anchor;
    this.#parts.stage.draw(this.#run.session, this.#line, placeAt(this.#line, position_ms), position_ms, running);
  }
}

/** A long hold goes on where it was left; a repetition begins anew. */
function leftAt(line, { step }, position_ms) {
  if (step.half_say || step.kind === "rest") return position_ms;
  const same = (one) => ["exercise", "side", "set", "rep"].every((key) => one[key] === step[key]);
  const first = line.steps.find((one) => same(one) && one.kind !== "switch" && one.kind !== "rest") ?? step;
  return Math.min(first.start_ms, position_ms);
}
