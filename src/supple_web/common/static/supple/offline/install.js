/** A quiet offer to put Supple on the home screen, in every element with data-install; nothing where it is there already. */

export function offerInstall(root = document) {
  const places = () => root.querySelectorAll("[data-install]");
  if (isInstalled()) return;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    for (const place of places()) show(place, event);
  });
  window.addEventListener("appinstalled", () => {
    for (const place of places()) place.hidden = true;
  });
  if (isApple()) for (const place of places()) showWords(place);
}

function show(place, event) {
  place.hidden = false;
  const button = place.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    place.hidden = true;
    event.prompt();
  });
}

function showWords(place) {
  place.hidden = false;
  place.querySelector("[data-ios]").hidden = false;
}

function isInstalled() {
  return window.matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
}

/** iPhones and iPads (which call themselves a Mac with a touch screen) offer no prompt; only words help. */
function isApple() {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
}
