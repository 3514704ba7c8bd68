/** @returns {string} the day of this device at a moment, as "2026-11-25" */
export function localDay(ms = Date.now()) {
  const at = new Date(ms);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
