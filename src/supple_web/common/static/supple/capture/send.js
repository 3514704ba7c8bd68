/** Sends a recording and says plainly what became of it. The server knows a `client_id` it has seen, so sending twice is safe. */

const PATIENCE_MS = 45_000;

/** What became of it. With SENT, PROBLEM and GONE the server has dealt with it, and sending it again would change nothing. */
export const Fate = Object.freeze({ SENT: "sent", PROBLEM: "problem", GONE: "gone", REFUSED: "refused", UNREACHED: "unreached" });

const LATER = [408, 425, 429];

/**
 * @returns {Promise<{fate: string, next?: string, problem?: string, status?: number}>} never rejects. SENT: where to go on. PROBLEM:
 *   why the set cannot be used. GONE: the check went on without it. REFUSED: signed out, or somebody else's. UNREACHED: no network,
 *   or the server is down; worth trying again.
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

function judged({ ok, status }, answer) {
  if (ok && sameOrigin(answer.next)) return { fate: Fate.SENT, next: answer.next };
  if (ok || status >= 500 || LATER.includes(status)) return { fate: Fate.UNREACHED };
  if (!answer.problem) return { fate: Fate.REFUSED, status };
  return { fate: status === 409 ? Fate.GONE : Fate.PROBLEM, problem: String(answer.problem) };
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
