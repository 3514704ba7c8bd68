// A button to stop and start the moving drawings inside every element with data-moving.
import { words } from "./words.js";

export function offerPause(root) {
  for (const box of root.querySelectorAll("[data-moving]")) {
    const drawing = box.querySelector("svg");
    if (!drawing || box.querySelector("button[data-pause]")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.dataset.pause = "";
    button.textContent = words("Pause the drawing");
    button.addEventListener("click", () => {
      const stopped = drawing.animationsPaused();
      if (stopped) drawing.unpauseAnimations(); else drawing.pauseAnimations();
      button.textContent = stopped ? words("Pause the drawing") : words("Move the drawing");
    });
    box.append(button);
  }
}
