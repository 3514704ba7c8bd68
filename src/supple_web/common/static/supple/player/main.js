/** The page of a session: from the question of pain to the answer of the server. */

import { localDay } from "../offline/day.js";
import { whenNoPlan } from "../offline/noplan.js";
import { isStopped } from "../offline/stops.js";
import { whenWiped } from "../offline/wipe.js";
import { afterwards } from "./after.js";
import { Announcer } from "./announcer.js";
import { offerControls } from "./controls.js";
import { Keeper } from "./keeper.js";
import { claim } from "./onlyhere.js";
import { hand } from "./over.js";
import { Player } from "./player.js";
import { newId } from "./result.js";
import { begin, end, leaveOutHeld, timeline } from "./run.js";
import { choice, fill, layOutScales, Screens } from "./screens.js";
import { Senses } from "./senses.js";
import { offerSound } from "./sound.js";
import { Stage } from "./stage.js";
import { counted, words } from "../words.js";
import { awayTime, minutesLeft, minutesOf } from "./words.js";

const STALE_MS = 3 * 3600 * 1000;
const clock = { wall: () => Date.now(), steady: () => performance.now() };

class Page {
  constructor(root) {
    this.root = root;
    this.screens = new Screens(root);
    this.session = JSON.parse(document.getElementById("session").textContent);
    const { postUrl, backUrl, stopFrom, modifyFrom, painBefore } = root.dataset;
    this.postUrl = postUrl;
    this.backUrl = backUrl;
    this.zones = { stopFrom: Number.parseInt(stopFrom, 10), modifyFrom: Number.parseInt(modifyFrom, 10) };
    this.painBefore = /^\d+$/.test(painBefore ?? "") ? Number(painBefore) : null;
    this.person = document.documentElement.dataset.person ?? "";
    this.key = `${this.session.day} ${postUrl} ${this.person}`;
    this.keeper = new Keeper();
    this.senses = new Senses(root.querySelector("[data-live]"));
    this.player = null;
    this.over = false;
  }

  async open() {
    layOutScales(this.root);
    offerSound(this.root, this.senses);
    document.addEventListener("pointerdown", () => this.senses.unlock(), { once: true });
    document.addEventListener("keydown", () => this.senses.unlock(), { once: true });
    whenWiped(() => this.#gone("wiped"));
    whenNoPlan(() => this.over || this.#gone("closed"));
    // A page that comes back by the back button is as it was left: what happened meanwhile is looked up anew.
    window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
    if (!Number.isInteger(this.zones.stopFrom) || !Number.isInteger(this.zones.modifyFrom)) return this.screens.show("broken");
    return this.#claim(false);
  }

  async #claim(take) {
    this.letGo = await claim(this.key, { take, lost: () => this.#gone("elsewhere") });
    if (this.letGo) return this.#find();
    await this.#elsewhere();
    return this.#claim(true);
  }

  #elsewhere() {
    return choice(this.screens.show("elsewhere"));
  }

  /** Another page has it, the person signed out, or there is no exercise for now: nothing more is led, counted or kept here. */
  async #gone(why) {
    this.keeper.close();
    this.player?.close();
    for (const dialog of this.root.querySelectorAll("dialog[open]")) dialog.close();
    if (why !== "elsewhere") {
      this.screens.show(why);
      return;
    }
    await this.#elsewhere();
    this.keeper = new Keeper();
    await this.#claim(true);
  }

  async #find() {
    const run = await this.keeper.find(this.key);
    if (run?.ended) return this.#over(run);
    if (await isStopped([this.session.day, localDay(clock.wall())], this.person)) return this.#rest();
    if (!run) return this.#before();
    const stale = clock.wall() - run.anchor.wall_ms > STALE_MS;
    if (!run.begun) return stale || this.#changed(run) ? this.#anew() : this.#overview(run);
    if (stale) return this.#stale(run);
    return this.#play(run, (player) => player.takeUp());
  }

  /** Pain has ended a session of this day. */
  #rest() {
    this.letGo();
    fill(this.screens.show("stop"), { state: "", message: "" });
  }

  /** Whether this is a session of another day: a kept page, or one that stayed open past midnight. */
  #isPast() {
    return this.session.day !== localDay(clock.wall());
  }

  /** A plan that changed before anything was done of it is taken as it is now. */
  #changed(run) {
    return JSON.stringify(run.session) !== JSON.stringify(this.session);
  }

  async #anew() {
    await this.keeper.forget(this.key);
    return this.#before();
  }

  /** Pain first: its zone decides whether there is a session at all. */
  async #before() {
    if (this.session.steps.length === 0) return this.screens.show("empty");
    if (this.#isPast()) return this.screens.show("past");
    const pain_before = this.painBefore ?? Number(await choice(this.screens.show("before")));
    const run = begin({
      key: this.key,
      url: this.postUrl,
      person: this.person,
      session: this.session,
      pain_before,
      wall_ms: clock.wall(),
      client_id: newId(),
    });
    if (pain_before >= this.zones.stopFrom) {
      end(run, "pain", clock.wall());
      await this.keeper.save(run);
      return this.#over(run);
    }
    if (pain_before >= this.zones.modifyFrom) run.left_out_names = leaveOutHeld(run, clock.wall());
    await this.keeper.save(run);
    return this.#overview(run);
  }

  async #overview(run) {
    if (this.#isPast()) return this.screens.show("past");
    const line = timeline(run);
    const screen = this.screens.show("overview");
    const eased = run.pain_before >= this.zones.modifyFrom;
    const names = run.left_out_names ?? [];
    screen.querySelector("[data-eased]").hidden = !eased;
    screen.querySelector("[data-left-out]").hidden = names.length === 0;
    const exercises = new Set(line.steps.map((step) => step.exercise)).size;
    fill(screen, {
      exercises: counted(exercises, "{n} exercise", "{n} exercises"),
      minutes: words("about {time}", { time: minutesOf(Math.max(1, Math.round(line.total_ms / 60000))) }),
      left_out: names.join(", "),
    });
    for (const item of screen.querySelectorAll("[data-exercise]")) {
      const at = run.session.exercises.findIndex((one) => one.id === item.dataset.exercise);
      item.hidden = at < 0 || run.left_out.includes(at);
    }
    screen.querySelector("button[value=start]").hidden = exercises === 0;
    screen.querySelector("[data-insecure]").hidden = window.isSecureContext;
    await choice(screen);
    if (this.#isPast()) return this.screens.show("past");
    return this.#play(run, (player) => player.begin());
  }

  #play(run, start) {
    const stage = new Stage(this.screens.show("move"));
    const announcer = new Announcer(this.senses);
    this.player = new Player(run, clock, {
      stage,
      announcer,
      senses: this.senses,
      keeper: this.keeper,
      away: (ms, finished) => this.#away(ms, finished),
      over: (ended) => this.#over(ended),
    });
    this.controls ??= offerControls(this, () => this.player);
    return start(this.player);
  }

  async #away(ms, finished) {
    const screen = this.screens.show("away");
    fill(screen, { away: awayTime(ms) });
    screen.dataset.finished = String(finished);
    const answer = await choice(screen);
    this.screens.show("move");
    return answer;
  }

  async #stale(run) {
    const screen = this.screens.show("stale");
    fill(screen, { away: awayTime(clock.wall() - run.anchor.wall_ms), left: minutesLeft(timeline(run).total_ms - run.anchor.position_ms) });
    if ((await choice(screen)) === "finish") {
      end(run, "stopped", clock.wall());
      await this.keeper.save(run);
      return this.#over(run);
    }
    return this.#anew();
  }

  async #over(run) {
    this.over = true;
    this.senses.hush();
    if (run.ended === "finished") this.senses.cue("done");
    if (run.ended !== "pain") await afterwards(run, this);
    await hand(run, this);
    this.letGo();
  }
}

const root = document.getElementById("player");
if (root) new Page(root).open();
