/** Sends a recording and says plainly what became of it. The server knows a `client_id` it has seen, so sending twice is safe. */

const PATIENCE_MS = 45_000;

/** What became of it; only `SENT` and `PROBLEM` mean that the server has dealt with it. */
export const Fate = Object.freeze({ SENT: "sent", PROBLEM: "problem", REFUSED: "refused", UNREACHED: "unreached" });

/**
 * @returns {Promise<{fate: string, next?: string, problem?: string, status?: number}>} never rejects. PROBLEM: the set cannot be used
 *   (422) and why. REFUSED: signed out, gone, too large. UNREACHED: no network or the server is down; worth trying again.
 */
export async function send(url, body, token) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body,
      credentials: "same-origin",
      // A redirect is a sign-in page or the like, never an answer.
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
  } catch {
    return { fate: Fate.UNREACHED };
  }
  return judged(response, await answerOf(response));
}

function judged(response, answer) {
  if (response.ok && sameOrigin(answer.next)) return { fate: Fate.SENT, next: answer.next };
  if (response.status === 422 && answer.problem) return { fate: Fate.PROBLEM, problem: String(answer.problem) };
  if (response.ok || response.status >= 500 || [408, 425, 429].includes(response.status)) return { fate: Fate.UNREACHED };
  return { fate: Fate.REFUSED, status: response.status };
}

async function answerOf(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {};
  }
}

function sameOrigin(next) {
  try {
    return typeof next === "string" && new URL(next, location.href).origin === location.origin;
  } catch {
    return false;
  }
}
