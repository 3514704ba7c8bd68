/** Buttons and keys of the running session, and the questions that they ask. A question stops the clock. */

import { ask, fill } from "./screens.js";

const TEXT_KEYS = "button, a, input, select, textarea, summary, [contenteditable]";

/** @param {object} page zones, root, senses @param {() => object} player the one that runs now */
export function offerControls(page, player) {
  const { root } = page;
  const move = root.querySelector("[data-screen=move]");
  const dialog = (name) => root.querySelector(`dialog[data-dialog=${name}]`);

  async function held(question) {
    const wasRunning = player().running;
    player().pause();
    const goesOn = await question();
    if (goesOn && wasRunning && !player().run.ended) player().resume();
  }

  const toggle = () => (player().running ? player().pause() : player().resume());

  const skip = () =>
    held(async () => {
      const reason = await ask(dialog("skip"));
      // How much it hurts comes before what follows: there is a pain with which nothing goes on.
      if (reason === "pain") return howMuch({ leaving: true });
      if (reason && reason !== "cancel") player().skip(reason);
      return !reason || reason === "cancel";
    });

  const leave = () =>
    held(async () => {
      if ((await ask(dialog("leave"))) !== "end") return true;
      player().end("stopped");
      return false;
    });

  const how = () =>
    held(async () => {
      const shown = dialog("how");
      const { exercises } = player().run.session;
      const id = exercises[player().here?.step.exercise]?.id;
      for (const one of shown.querySelectorAll("[data-exercise]")) one.hidden = one.dataset.exercise !== id;
      await ask(shown);
      return true;
    });

  const hurts = () => held(() => howMuch({ leaving: false }));

  /**
   * Stop means stop: in the stop zone nothing can go on. In the middle zone nothing is held at the end of the range.
   * @param {{leaving: boolean}} how whether the exercise is left in any case
   * @returns {Promise<boolean>} whether it goes on here
   */
  async function howMuch({ leaving }) {
    const said = await ask(dialog("hurts"));
    if (!/^\d+$/.test(said)) return true;
    const level = Number(said);
    const exercise = player().here?.step.exercise;
    player().hurts(level);
    if (level >= page.zones.stopFrom) {
      player().end("pain");
      return false;
    }
    const eased = level >= page.zones.modifyFrom;
    const names = eased ? player().ease() : [];
    const answer = leaving && !eased ? "on" : await afterPain(eased, names, leaving);
    if (answer === "end" || player().nothingLeft) player().end("stopped");
    // Easing may have left that exercise out already.
    else if (answer === "skip" || (leaving && player().here?.step.exercise === exercise)) player().skip("pain");
    else return true;
    return false;
  }

  function afterPain(eased, names, leaving) {
    const shown = dialog("eased");
    shown.querySelector("[data-eased]").hidden = !eased;
    shown.querySelector("[data-fine]").hidden = eased;
    shown.querySelector("[data-left-out]").hidden = names.length === 0;
    shown.querySelector("button[value=on]").hidden = player().nothingLeft;
    shown.querySelector("button[value=skip]").hidden = player().nothingLeft || leaving;
    shown.querySelector("[data-nothing-left]").hidden = !player().nothingLeft;
    fill(shown, { left_out: names.join(", ") });
    return ask(shown);
  }

  const actions = { toggle, skip, leave, how, hurts, back: () => player().back(), still: () => still(move, player) };
  move.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
  document.addEventListener("keydown", (event) => {
    if (move.hidden || root.querySelector("dialog[open]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = { " ": toggle, ArrowLeft: actions.back, ArrowRight: skip }[event.key];
    // Space on a button presses that button; arrows move a slider.
    if (!action || (event.key === " " ? event.target.closest(TEXT_KEYS) : event.target.closest("input, select, textarea"))) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  return actions;
}

function still(move, player) {
  const button = move.querySelector("[data-do=still]");
  const stopped = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(stopped));
  player().stopPicture(stopped);
}
