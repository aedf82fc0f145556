// The outbox as a list that people read: what, when, how many files, what became of it, and what can be done.
import { word } from "./words.js";

const STATES = { waiting: ["go", "clock"], sending: ["go", "run"], sent: ["ok", "check"], refused: ["warn", "alert"] };

export function draw(list, items) {
  const focused = document.activeElement?.closest?.("[data-act]");
  const at = focused && [focused.dataset.act, focused.dataset.id];
  list.replaceChildren(...items.sort((one, other) => one.keptAt - other.keptAt).map(row));
  if (!items.length) list.append(made("li", "", word("nothing")));
  if (at) list.querySelector(`[data-act="${at[0]}"][data-id="${at[1]}"]`)?.focus();
}

function row(item) {
  const line = made("li", "");
  const what = made("div", "");
  const files = item.files.length ? [word("files", { n: item.files.length })] : [];
  const facts = [item.label, word("day", { day: item.day }), ...files, word("keptAt", { time: time(item.keptAt) })];
  what.append(made("b", "", item.title), made("p", "", facts.join(" · ")));
  if (item.note) what.append(made("p", "note", item.note));
  line.append(what, mark(item.state), acts(item));
  return line;
}

function acts(item) {
  const found = made("div", "row");
  const name = { sent: [], sending: ["drop"], waiting: ["edit", "drop"], refused: [...(item.seen ? ["sendAnyway"] : []), "edit", "drop"] };
  if (item.address) found.append(Object.assign(made("a", "", word("see")), { href: item.address, ariaLabel: `${word("see")}: ${item.title}` }));
  for (const act of name[item.state]) {
    const button = made("button", "quiet-btn", word(act));
    button.type = "button";
    button.dataset.act = act;
    button.dataset.id = item.id;
    button.setAttribute("aria-label", `${word(act)}: ${item.title}`);
    found.append(button);
  }
  return found;
}

function mark(state) {
  const [kind, icon] = STATES[state];
  const found = made("span", `state ${kind}`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  svg.firstChild.setAttribute("href", `${word("icons")}#${icon}`);
  found.append(svg, word(state));
  return found;
}

const time = (moment) => new Date(moment).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });

export function made(tag, classes, text = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.textContent = text;
  return element;
}
