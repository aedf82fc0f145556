// The words that the page holds for the scripts, translated where the page is made. {n} and the like are filled in.

const held = document.getElementById("outbox-words").dataset;

export const base = held.base;

export function word(name, values = {}) {
  return held[name].replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
}
