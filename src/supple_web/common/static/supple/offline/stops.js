/** That pain ended a session is kept for the rest of the day: nothing more is led then, with or without a network. */

import { all, drop, put } from "./database.js";
import { localDay } from "./day.js";

const STORE = "stops";

/** @param {string} day of the session; one that went on past midnight stops the new day, too */
export async function noteStop(person, day) {
  const days = new Set([day, localDay()]);
  await Promise.all([...days].map((one) => put(STORE, { key: `${one} ${person}`, day: one, person })));
}

/** @param {string[]} days @param {string | null} person anybody's where it is null */
export async function isStopped(days, person = null) {
  return (await all(STORE)).some((one) => days.includes(one.day) && (person === null || one.person === person));
}

export async function forgetOldStops() {
  const old = (await all(STORE)).filter((one) => one.day < localDay());
  await Promise.all(old.map((one) => drop(STORE, one.key)));
}
