// The page for phones without a network: write down, keep, see what waits, send.
import { read, write } from "./file.js";
import { empty, show } from "./fields.js";
import { itemOf, keep } from "./items.js";
import { draw, made } from "./rows.js";
import { flush, sendWhenPossible } from "./send.js";
import { all, drop, fact, ownItems, put } from "./store.js";
import { base, word } from "./words.js";

const by = (id) => document.getElementById(id);
const form = by("entry");
let chosen = null; // the channel whose form is open
let before = null; // the item that is being corrected
let busy = false;

async function refresh({ because = "" } = {}) {
  by("network").textContent = navigator.onLine ? word("online") : word("offline");
  const owner = await fact("owner");
  const items = await ownItems(owner);
  const others = (await all()).filter((item) => item.owner !== owner && item.state !== "sent").length;
  by("outbox").hidden = !owner;
  by("who").hidden = Boolean(owner) && because !== "comeIn";
  by("who").querySelector("[data-said]").textContent = word(owner ? "comeIn" : "nobody");
  by("others").hidden = !others;
  by("others").textContent = word("others", { n: others });
  const sent = items.filter((item) => item.state === "sent").length;
  const waits = items.some((item) => ["waiting", "sending"].includes(item.state)) && (because === "away" ? word("away") : !navigator.onLine && word("kept"));
  say([waits, items.length && word("told", { sent, all: items.length })].filter(Boolean).join(" "));
  draw(by("rows"), items);
}

function say(sentence) {
  if (by("told").textContent !== sentence) by("told").textContent = sentence;
}

function openForm(channel, item = null) {
  const template = by(`form-${channel}`);
  if (!template) return;
  [chosen, before] = [channel, item];
  by("entry-channel").textContent = template.dataset.label;
  show(by("entry-fields"), template, item?.fields ?? [["day", today()]]);
  for (const name of ["title", "day"]) form.elements[name].dataset.needed = "";
  for (const number of form.querySelectorAll('#entry-fields > .field [inputmode="numeric"]')) number.dataset.needed = "";
  wrong("");
  drawFiles();
  [form.hidden, by("doors").hidden] = [false, true];
  by("entry-channel").focus();
}

function closeForm() {
  [chosen, before] = [null, null];
  by("entry-fields").replaceChildren();
  [form.hidden, by("doors").hidden] = [true, false];
}

function drawFiles() {
  by("entry-files").hidden = !before?.files.length;
  by("entry-files").replaceChildren(...(before?.files ?? []).map((file, at) => {
    const line = made("li", "");
    const button = made("button", "quiet-btn", word("dropFile"));
    button.type = "button";
    button.setAttribute("aria-label", `${word("dropFile")}: ${file.name}`);
    button.addEventListener("click", () => {
      before.files.splice(at, 1);
      drawFiles();
      by("entry-channel").focus();
    });
    line.append(made("span", "", file.name), button);
    return line;
  }));
}

function wrong(sentence) {
  by("entry-wrong").hidden = !sentence;
  by("entry-wrong").classList.toggle("error", Boolean(sentence));
  by("entry-wrong").querySelector("span").textContent = sentence;
}

const today = () => new Date().toLocaleDateString("en-GB");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const missing = empty(form);
  if (missing.length) {
    wrong(`${word("missing")} ${missing.map((element) => element.labels[0].textContent.trim()).join("; ")}.`);
    missing[0].focus();
    return;
  }
  if (busy) return;
  busy = true;
  try {
    const label = by(`form-${chosen}`).dataset.label;
    const item = await itemOf(form, { channel: chosen, label, owner: await fact("owner"), before });
    if (!(await keep(item))) return wrong(word("noRoom"));
  } catch {
    return wrong(word("notKept"));
  } finally {
    busy = false;
  }
  closeForm();
  await refresh();
  by("waiting").tabIndex = -1;
  by("waiting").focus();
  await flush();
});

by("entry-off").addEventListener("click", closeForm);
by("doors").addEventListener("click", (event) => {
  const door = event.target.closest("[data-channel]");
  if (!door) return;
  event.preventDefault();
  openForm(door.dataset.channel);
});

by("rows").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-act]");
  const item = button && (await all()).find((one) => one.id === button.dataset.id);
  if (!item) return;
  if (button.dataset.act === "edit") openForm(item.channel, item);
  if (button.dataset.act === "drop" && confirm(word("askDrop", item))) await drop(item.id);
  if (button.dataset.act === "sendAnyway") {
    const fields = [...item.fields.filter(([name]) => name !== "seen"), ["seen", item.seen]];
    await put({ ...item, fields, seen: "", state: "waiting", note: "" });
    await flush();
  }
  await refresh();
});

by("send-now").addEventListener("click", () => flush({ refusedToo: true }));
by("export").addEventListener("click", async () => write(await fact("owner")));
by("import").addEventListener("change", async (event) => {
  const taken = await read(event.target.files[0], await fact("owner"));
  event.target.value = "";
  await refresh();
  say(taken === null ? word("noKey") : word("takenIn", { n: taken }));
});

document.addEventListener("outbox", (event) => refresh(event.detail));
for (const change of ["online", "offline"]) window.addEventListener(change, () => refresh());
const able = window.isSecureContext && (await refresh().then(() => true, () => false));
by("no-script").hidden = able;
if (able) {
  navigator.serviceWorker?.register(`${base}nen.js`, { scope: base, updateViaCache: "none" });
  sendWhenPossible();
  await flush();
}
