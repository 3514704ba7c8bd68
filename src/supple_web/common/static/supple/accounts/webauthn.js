// Passkeys: every form with data-passkey asks the browser for a credential and sends it.
// data-passkey says what is asked: "create" or "signup" a new one, "get" one for the second step, "login" without a name.
import { words } from "../words.js";

const PROBLEMS = {
  NotAllowedError: words("Nothing was done: it was cancelled, it took too long, or this device has no passkey for here."),
  InvalidStateError: words("This device has a passkey for this account already."),
  SecurityError: words(
    "Passkeys need an address with a name over trusted HTTPS, or http://localhost; an address of numbers cannot have them.",
  ),
  NotSupportedError: words("This device cannot make such a passkey."),
};

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);

function prepare(form) {
  const button = form.querySelector("[data-passkey-go]");
  if (!window.PublicKeyCredential) {
    say(form, words("This browser, or this address, has no passkeys: they need HTTPS or http://localhost."));
    return;
  }
  button.disabled = false;
  button.addEventListener("click", () => ask(form, button));
}

async function ask(form, button) {
  button.disabled = true;
  say(form, "");
  try {
    const options = await optionsFor(form);
    const made = form.dataset.passkey === "create" || form.dataset.passkey === "signup";
    const credential = made ? await navigator.credentials.create(options) : await navigator.credentials.get(options);
    form.elements.credential.value = JSON.stringify(asText(credential));
    form.submit();
  } catch (error) {
    say(form, PROBLEMS[error.name] ?? words("That did not work ({name}). Try again.", { name: error.name }));
    button.disabled = false;
  }
}

async function optionsFor(form) {
  if (form.dataset.passkey === "login") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error("no options");
    return toGet((await answer.json()).request_options);
  }
  const told = JSON.parse(document.getElementById("passkey-options").textContent);
  if (form.dataset.passkey === "get") return toGet(told.request_options);
  return toCreate(told.creation_options, form.querySelector("[data-passwordless]")?.checked ?? true);
}

function toCreate({ publicKey }, alone) {
  const selection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return {
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(withBytes),
      authenticatorSelection: selection,
    },
  };
}

function toGet({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: (publicKey.allowCredentials ?? []).map(withBytes),
    },
  };
}

function withBytes(credential) {
  return { ...credential, id: bytes(credential.id) };
}

// What the server reads: the parts of a credential, bytes as base64url without padding.
function asText(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = Object.fromEntries(parts.filter((part) => credential.response[part]).map((part) => [part, text(credential.response[part])]));
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function say(form, words) {
  const place = form.querySelector("[data-passkey-problem]");
  place.textContent = words;
  place.hidden = !words;
}
