/** One screen at a time, with the focus on its heading; and questions that stand in front of the session. */

import { words } from "../words.js";

export class Screens {
  #all;

  constructor(root) {
    this.#all = [...root.querySelectorAll("[data-screen]")];
  }

  /** @returns {HTMLElement} the screen that is shown now */
  show(name) {
    for (const one of this.#all) one.hidden = one.dataset.screen !== name;
    const shown = this.#all.find((one) => one.dataset.screen === name);
    window.scrollTo(0, 0);
    shown.querySelector("[data-focus]")?.focus({ preventScroll: true });
    return shown;
  }
}

/** Shows a screen and waits for one of its buttons with a value. @returns {Promise<string>} the value */
export function choice(screen) {
  return new Promise((resolve) => {
    const pressed = (event) => {
      const button = event.target.closest("button[value]");
      if (!button) return;
      screen.removeEventListener("click", pressed);
      resolve(button.value);
    };
    screen.addEventListener("click", pressed);
  });
}

/** Opens a dialog and waits until it is closed. @returns {Promise<string>} the value of the button, or "" for Escape */
export function ask(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

/** Eleven buttons, 0 to 10, into every [data-pain] of the page; inside a dialog they close it. */
export function layOutScales(root) {
  for (const scale of root.querySelectorAll("[data-pain]")) {
    scale.replaceChildren(
      ...Array.from({ length: 11 }, (_, level) => {
        const button = document.createElement("button");
        button.type = scale.closest("form[method=dialog]") ? "submit" : "button";
        button.value = String(level);
        button.textContent = String(level);
        const meaning = { 0: words("0, no pain"), 10: words("10, the worst pain") }[level];
        button.setAttribute("aria-label", meaning ?? String(level));
        return button;
      }),
    );
  }
}

/** Fills every [data-fill=name] of an element with text. */
export function fill(element, texts) {
  for (const [name, text] of Object.entries(texts)) {
    for (const one of element.querySelectorAll(`[data-fill="${name}"]`)) one.textContent = text;
  }
}
