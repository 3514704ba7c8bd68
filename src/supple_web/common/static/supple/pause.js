// A button to stop and start the moving drawings inside every element with data-moving.
export function offerPause(root) {
  for (const box of root.querySelectorAll("[data-moving]")) {
    const drawing = box.querySelector("svg");
    if (!drawing || box.querySelector("button[data-pause]")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.dataset.pause = "";
    button.textContent = "Pause the drawing";
    button.addEventListener("click", () => {
      const stopped = drawing.animationsPaused();
      if (stopped) drawing.unpauseAnimations(); else drawing.pauseAnimations();
      button.textContent = stopped ? "Pause the drawing" : "Move the drawing";
    });
    box.append(button);
  }
}
