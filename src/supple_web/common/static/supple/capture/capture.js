/**
 * The page that measures with the phone: start, one tap, the set, sending. Without sensors it says why and shows the other ways.
 *
 * Everything a person reads stands in the template; this only decides what is seen when.
 */

import { read } from "../cues/preferences.js";
import { Tones } from "../cues/tones.js";
import { Voice } from "../cues/voice.js";
import { WakeLock } from "../cues/wakelock.js";
import { Leader } from "./leader.js";
import { LiveNeedle } from "./needle.js";
import { Outbox } from "./outbox.js";
import { RunView } from "./runview.js";
import { Screens } from "./screens.js";
import { Fate } from "./send.js";
import { SensorLog, askPermission, reasonWithout } from "./sensors.js";
import { Ending, GuidedSet } from "./set.js";
import { SoundCheck } from "./soundcheck.js";
import { phoneTrial } from "./trial.js";

const READINGS_WITHIN_MS = 1500;

class Capture {
  #root;
  #guidance = json("guidance");
  #practice = json("practice");
  #screens;
  #leader;
  #view;
  #outbox;
  #log = new SensorLog();
  #wakeLock = new WakeLock();
  #needle = null;
  #set = null;
  #starting = false;

  constructor(root) {
    this.#root = root;
    this.#screens = new Screens(root);
    const preferences = read();
    // Nothing but sound leads a set, so an iPhone's silent switch must not mute it.
    const tones = new Tones(preferences.volume, "playback");
    const voice = new Voice({ on: preferences.voice, volume: preferences.volume });
    this.#leader = new Leader(tones, voice);
    new SoundCheck(root.querySelector("[data-soundcheck]"), tones, voice);
    this.#view = new RunView(root.querySelector("dialog"), () => this.#set?.stop());
    const dial = root.querySelector("[data-dial] .needle");
    if (dial) this.#needle = new LiveNeedle(dial);
    this.#outbox = new Outbox(root.dataset.postUrl, root.querySelector("[name=csrfmiddlewaretoken]").value);
    this.#listen();
  }

  async open() {
    this.#screens.show("start", { focus: false });
    for (const part of this.#root.querySelectorAll("[data-needs-script]")) part.hidden = false;
    const waiting = await this.#outbox.find();
    if (waiting && !this.#starting) this.#offer(waiting);
  }

  #listen() {
    const on = (name, act) => {
      for (const button of this.#root.querySelectorAll(`[data-do="${name}"]`)) button.addEventListener("click", act);
    };
    on("measure", () => this.#begin(false));
    on("practise", () => this.#begin(true));
    on("send", () => this.#send());
    on("discard", () => this.#discard());
    on("reload", () => location.reload());
    window.addEventListener("online", () => this.#screens.shown === "unsent" && this.#send());
    // Back from the next page: the browser may have kept this one as it was left.
    window.addEventListener("pageshow", (event) => event.persisted && this.open());
  }

  /** The tap. Permission is asked before anything else, and sound is opened before anything is awaited. */
  async #begin(practising) {
    if (this.#starting || this.#set) return;
    this.#starting = true;
    const permission = askPermission();
    this.#leader.unlock();
    this.#wakeLock.acquire();
    this.#busy(true);
    try {
      const granted = await permission;
      this.#log.start();
      if (granted && (await this.#log.firstReading(READINGS_WITHIN_MS))) await this.#run(practising);
      else await this.#without(granted);
    } finally {
      this.#starting = false;
      this.#busy(false);
      this.#log.stop();
      this.#wakeLock.release();
    }
  }

  async #run(practising) {
    const steps = (practising ? this.#practice : this.#guidance).steps;
    const needle = practising ? this.#needle : null;
    this.#set = new GuidedSet(steps, {
      log: this.#log,
      leader: this.#leader,
      view: this.#view,
      over: needle ? zeroing(needle) : undefined,
    });
    needle?.start();
    this.#view.open(steps, { live: needle !== null });
    const ending = await this.#set.play();
    const trial = ending === Ending.DONE && !practising ? phoneTrial(this.#guidance, this.#log.columns(), this.#set.marks) : null;
    this.#set = null;
    this.#log.stop();
    needle?.stop();
    this.#view.close();
    if (trial) await this.#finish(trial);
    else this.#ended(ending, practising);
  }

  async #finish(trial) {
    this.#screens.show("sending");
    await this.#outbox.add(trial);
    await this.#send();
  }

  #ended(ending, practising) {
    const cut = ending === Ending.HIDDEN || ending === Ending.SILENT;
    if (cut && !practising) return this.#again(this.#text(ending));
    this.#screens.show("start", { text: this.#text(ending === Ending.DONE ? "practised" : ending), focus: false });
    this.#screens.get("start").querySelector('[data-do="measure"]').focus();
  }

  async #without(granted) {
    const reason = await reasonWithout(granted);
    const screen = this.#screens.get("nosensor");
    for (const part of screen.querySelectorAll("[data-reason]")) part.hidden = part.dataset.reason !== reason;
    this.#screens.show("nosensor");
  }

  async #send() {
    this.#screens.show("sending");
    const answer = await this.#outbox.send();
    if (answer === null) return;
    if (answer.fate === Fate.SENT) return location.assign(answer.next);
    if (answer.fate === Fate.PROBLEM) return this.#again(answer.problem);
    if (answer.fate === Fate.GONE) return this.#screens.show("gone", { text: answer.problem });
    const why = answer.fate === Fate.UNREACHED ? "unreached" : answer.status === 403 ? "expired" : "refused";
    this.#unsent(this.#text(why), why);
  }

  #offer({ recorded_at }) {
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(recorded_at);
    this.#unsent(this.#text("offered").replace("TIME", time), "offered");
  }

  #unsent(text, why) {
    const screen = this.#screens.get("unsent");
    screen.querySelector("[data-volatile]").hidden = this.#outbox.survives;
    screen.querySelector('[data-do="reload"]').hidden = why !== "expired";
    screen.querySelector('[data-do="send"]').hidden = why === "expired";
    this.#screens.show("unsent", { text });
    if (why === "unreached") this.#leader.cue({ tone: "rest", say: text });
  }

  /** Nobody may be looking at the screen now, so it is also said. */
  #again(text) {
    this.#screens.show("again", { text });
    this.#leader.cue({ tone: "rest", say: text });
  }

  async #discard() {
    await this.#outbox.discard();
    this.#screens.show("start", { text: "" });
  }

  #busy(busy) {
    for (const button of this.#root.querySelectorAll('[data-do="measure"], [data-do="practise"]')) {
      button.toggleAttribute("aria-busy", busy);
    }
  }

  /** A sentence of the page's own, by name. */
  #text(name) {
    return this.#root.querySelector(`template[data-sentence="${name}"]`).content.textContent.trim();
  }
}

/** In practice nothing is marked: one first keeps still standing or kneeling tall, then, before the turns, in the starting position. */
function zeroing(needle) {
  let stills = 0;
  return ({ kind }) => {
    if (kind !== "still") return;
    stills += 1;
    if (stills === 1) needle.upright();
    needle.zero();
  };
}

function json(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

const root = document.getElementById("capture");
if (root) new Capture(root).open();
