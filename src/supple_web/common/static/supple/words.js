/**
 * What scripts say, in the language of the page. The catalogue is JSON in the page's head (`common/script_words.py`), by the English
 * sentence; a page in English has none, and what is missing is said in English. A page that is kept keeps its catalogue with it.
 */

const CATALOGUE = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** @param {string} english @param {Record<string, string | number>} slots what stands in its {braces} */
export function words(english, slots = {}) {
  return filled(CATALOGUE[english] ?? english, slots);
}

/** One thing or several: `counted(3, "{n} minute", "{n} minutes")`. @param {Record<string, string | number>} slots beside {n} */
export function counted(n, one, several, slots = {}) {
  const forms = CATALOGUE[one] ?? [one, several];
  return filled(n === 1 ? forms[0] : forms[1], { n, ...slots });
}

function filled(text, slots) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in slots ? String(slots[name]) : all));
}
