/** The page's screens: exactly one is seen, and the focus and a screen reader go where it begins. */

export class Screens {
  #all;

  /** @param {HTMLElement} root whose children marked `data-screen` are the screens. */
  constructor(root) {
    this.#all = [...root.querySelectorAll("[data-screen]")];
  }

  /** @param {string} name of the screen. @param {{text?: string, focus?: boolean}} how `text` fills its `data-text`. */
  show(name, { text = null, focus = true } = {}) {
    for (const screen of this.#all) screen.hidden = screen.dataset.screen !== name;
    const shown = this.get(name);
    if (text !== null) shown.querySelector("[data-text]").textContent = text;
    if (!focus) return;
    window.scrollTo({ top: 0 });
    shown.querySelector("[data-focus]")?.focus({ preventScroll: true });
  }

  get(name) {
    return this.#all.find((screen) => screen.dataset.screen === name);
  }

  get shown() {
    return this.#all.find((screen) => !screen.hidden)?.dataset.screen;
  }
}
