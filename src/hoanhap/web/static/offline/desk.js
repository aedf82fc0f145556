// On the desk: how much waits on this machine; the form of an entry is kept first and sent then; nobody leaves unsent work unasked.
import { itemOf, keep } from "./items.js";
import { LEAVING, flushIfWaiting, sendWhenPossible } from "./send.js";
import { change, drop, fact, ownItems, setFact } from "./store.js";
import { base, word } from "./words.js";

const count = document.getElementById("outbox-count");
const owner = count.dataset.owner;
const idle = document.getElementById("idle");
const PATIENCE = 8_000;

async function tellCount() {
  const waiting = (await ownItems(owner)).filter((item) => item.state !== "sent" && !item.leaving).length;
  const link = count.querySelector("a");
  link.hidden = !waiting;
  if (link.textContent !== word("waits", { n: waiting })) link.textContent = word("waits", { n: waiting });
}

// A form that the browser has sent is done with when the next page names its entry. A sign-in in between lost the files: send them again.
async function settle() {
  for (const item of (await ownItems(owner)).filter((one) => one.leaving)) {
    const named = location.pathname.includes(item.id) || document.querySelector(`[value="${item.id}"], a[href*="${item.id}"]`);
    const straight = document.referrer && new URL(document.referrer).pathname === item.from;
    if (named && straight) await drop(item.id);
    else if (named || item.leaving < Date.now() - LEAVING) await change(item, { leaving: 0 });
  }
}

async function isServerThere() {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(idle.dataset.stillHere, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

function say(id, sentence) {
  const place = document.getElementById(id);
  place.querySelector("[data-said]").textContent = sentence;
  place.hidden = false;
  place.focus();
}

const form = document.querySelector("form[data-outbox]");
let busy = false;

// Null when there is no room for it: then the browser alone sends the form, as it does without JavaScript.
async function keptFirst() {
  const item = await itemOf(form, { channel: form.dataset.outbox, label: form.dataset.label, owner });
  Object.assign(item, { from: location.pathname, leaving: Date.now() });
  return (await keep(item)) ? item : null;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    const item = await keptFirst().catch(() => undefined);
    if (await isServerThere()) return form.submit();
    if (!item) return say("outbox-refused", word(item === null ? "noRoom" : "notKept"));
    await change(item, { leaving: 0 });
    form.hidden = true;
    say("outbox-kept", word("kept"));
    await tellCount();
  } finally {
    busy = false;
    delete form.dataset.sent;
  }
});

const leave = document.querySelector("form[data-leaves]");
leave?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const own = await ownItems(owner).catch(() => []);
  const unsent = own.filter((item) => item.state !== "sent").length;
  const asking = document.getElementById("outbox-leaving");
  if (unsent && asking.hidden) {
    document.getElementById("outbox-leaving-words").textContent = word("unsent", { n: unsent });
    asking.hidden = false;
    asking.querySelector("a").focus();
    delete leave.dataset.sent;
    return;
  }
  for (const item of own) if (item.state === "sent") await drop(item.id);
  if (own.length || (await fact("owner").catch(() => ""))) await setFact("owner", "");
  leave.submit();
});
document.getElementById("outbox-leave").addEventListener("click", () => leave.requestSubmit());

if (window.isSecureContext) {
  await setFact("owner", owner);
  await settle();
  await tellCount();
  document.addEventListener("outbox", tellCount);
  if (form || (await navigator.serviceWorker?.getRegistration(base))) navigator.serviceWorker?.register(`${base}nen.js`, { scope: base, updateViaCache: "none" });
  sendWhenPossible();
  await flushIfWaiting();
}
