/** Whose visit this is, by the server's word alone: a page may be an old copy, and the page shown without a network is nobody's. */

const WHO = "/offline/who";

/** @returns {Promise<{person: string, token: string} | null>} person: empty for nobody; null where the server did not say */
export async function whoIsIt() {
  try {
    const answer = await fetch(WHO, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
