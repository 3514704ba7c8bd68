/** Puts a button beside each value of a test, and fills in what the phone reads. Without sensors it says so, and one types. */

import { Without, askPermission, reasonWithout } from "../capture/sensors.js";
import { watchAttitude } from "../capture/needle.js";
import { Tones } from "../cues/tones.js";
import { TiltReading } from "./tilt.js";

/** How long nothing may come before it is said that nothing will. */
const SILENT_MS = 2500;
const EVERY_MS = 50;

const form = document.querySelector("form[data-tilt]");
const panel = document.getElementById("tilt");
const live = panel?.querySelector(".tilt-live");
const said = panel?.querySelector(".tilt-said");
const tones = new Tones();
let end = () => {};

if (form && panel) begin();

function begin() {
  panel.hidden = false;
  document.getElementById("tilt-without").hidden = true;
  for (const input of form.querySelectorAll(".running-readings input")) form.querySelector(`label[for="${input.id}"]`) && offer(input);
  panel.querySelector("[data-stop]").addEventListener("click", () => end());
}

function offer(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button tilt-read";
  button.textContent = panel.dataset.read;
  button.setAttribute("aria-describedby", input.id);
  button.setAttribute("aria-label", `${panel.dataset.read}: ${form.querySelector(`label[for="${input.id}"]`).textContent.trim()}`);
  button.addEventListener("click", () => read(input, button));
  input.closest(".field").append(button);
}

function read(input, button) {
  end();
  const asked = askPermission(); // before anything is awaited: an iPhone answers only within the tap
  tones.unlock();
  asked.then((granted) => (granted ? listen(input, button) : refuse(Without.DENIED)));
}

function listen(input, button) {
  say(form.dataset.tilt === "change" ? panel.dataset.zero : panel.dataset.place);
  live.hidden = false;
  input.closest(".running-readings").append(live); // below all three, so that nothing jumps
  live.scrollIntoView({ block: "nearest" });
  const reading = new TiltReading(form.dataset.tilt, performance.now(), {
    live: show,
    zeroed: () => (tones.play("still"), say(panel.dataset.now)),
    done: (degrees) => keep(input, degrees),
  });
  let latest = null;
  const stop = watchAttitude((quaternion) => (latest = quaternion));
  // A phone that lies still may send nothing more, so its last attitude is asked for by the clock.
  const clock = setInterval(() => latest && reading.heard(performance.now(), latest), EVERY_MS);
  const watch = setTimeout(async () => latest === null && (end(), refuse(await reasonWithout(true))), SILENT_MS);
  end = () => {
    stop();
    clearInterval(clock);
    clearTimeout(watch);
    live.hidden = true;
    panel.append(live);
    say("");
    end = () => {};
  };
}

function show(degrees) {
  live.querySelector(".needle").setAttribute("transform", `rotate(${degrees.toFixed(1)})`);
  live.querySelector("output").textContent = `${Math.round(degrees)}°`;
}

function keep(input, degrees) {
  end();
  const value = degrees.toFixed(1);
  if (degrees < Number(form.dataset.least) || degrees > Number(form.dataset.most)) return say(panel.dataset.outside.replace("{value}", value));
  input.value = value;
  tones.play("done");
  say(panel.dataset.kept.replace("{value}", value));
  input.focus({ preventScroll: true });
}

function refuse(why) {
  say(panel.dataset[why]);
}

function say(words) {
  said.textContent = words;
}
