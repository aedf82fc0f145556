// Sending what waits: each file by itself, then the entry that names them. Sent again it is the same file and the same entry.
import { all, change, drop, fact, ownItems, setFact } from "./store.js";
import { base, word } from "./words.js";

const SMALL = 20_000, LARGE = 300_000; // how long an answer may take, in milliseconds
export const LEAVING = 120_000; // a form that the browser itself is sending is left alone so long
const SENT_SHOWN = 24 * 3_600_000;

class Away extends Error {} // not now; its message says why by the name of a word
class Refused extends Error {} // never like this; its message is the server's sentence

async function ask(path, { limit = SMALL, token = "", body = null } = {}) {
  let answer, said;
  try {
    answer = await fetch(base + path, {
      method: body ? "POST" : "GET", body, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(limit),
      headers: { Accept: "application/json", ...(token && { "X-CSRFToken": token }) },
    });
    said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
  } catch {
    throw new Away("away");
  }
  if (answer.type === "opaqueredirect" || (answer.status === 403 && !said)) throw new Away("comeIn");
  if (answer.status >= 500 || [408, 429].includes(answer.status) || said?.again || said?.code === "FORM_EXPIRED") throw new Away("away");
  if (answer.ok && said) return said;
  throw Object.assign(new Refused(said?.message ?? `${answer.status} ${answer.statusText}`), { seen: said?.seen });
}

// Who is signed in, as the server says; this machine remembers it until somebody signs out.
export async function whoIsHere() {
  const here = await ask("toi/");
  await setFact("owner", here.owner);
  return here;
}

export const tell = (detail = {}) => document.dispatchEvent(new CustomEvent("outbox", { detail }));

// Sends all that waits of whoever is signed in. One tab sends at a time.
export async function flush({ refusedToo = false } = {}) {
  if (!navigator.onLine) return tell();
  await navigator.locks.request("hoanhap-outbox", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    try {
      await forget();
      const here = await whoIsHere();
      for (const item of await ownItems(here.owner)) {
        const due = item.state !== "sent" && (item.state !== "refused" || refusedToo) && !(item.leaving > Date.now() - LEAVING);
        if (due) await send(item, here.token);
      }
      tell();
    } catch (fault) {
      if (!(fault instanceof Away)) throw fault;
      tell({ because: fault.message });
    }
  });
}

async function send(item, token) {
  await change(item, { state: "sending", note: "" });
  tell();
  try {
    await sendFiles(item, token);
    const body = new FormData();
    for (const [name, value] of item.fields) body.append(name, value);
    body.set("kept", [item.kept, ...item.files.map((file) => file.receipt)].join(" ").trim());
    body.set("owner", item.owner);
    const { entry } = await ask(`gui/${item.channel}/${item.id}/`, { token, body });
    await change(item, { state: "sent", note: "", address: entry, sentAt: Date.now(), fields: [], files: [] });
  } catch (fault) {
    if (fault instanceof Refused) await change(item, { state: "refused", note: fault.message, seen: fault.seen });
    else await change(item, { state: "waiting", note: receipts(item) });
    if (!(fault instanceof Refused)) throw fault;
  }
  tell();
}

async function sendFiles(item, token) {
  for (const file of item.files) {
    if (file.receipt) continue;
    const body = new FormData();
    body.set("photo", new File([file.blob], file.name, { type: file.type }));
    body.set("kind", file.kind);
    body.set("sha256", file.sha256);
    body.set("owner", item.owner);
    const { kept } = await ask(`tep/${item.channel}/${item.id}/`, { limit: LARGE, token, body });
    file.receipt = kept;
    await change(item, { files: item.files, note: receipts(item) });
    tell();
  }
}

function receipts(item) {
  const there = item.files.filter((file) => file.receipt).length;
  return there ? word("receipt", { n: there, all: item.files.length }) : "";
}

// What was sent is shown for a day.
async function forget() {
  for (const item of await all()) {
    if (item.state === "sent" && item.sentAt < Date.now() - SENT_SHOWN) await drop(item.id);
  }
}

// Whenever a network may be there again: now, when it comes, when somebody looks, and every minute while something waits.
export function sendWhenPossible() {
  window.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flushIfWaiting());
  setInterval(() => document.visibilityState === "visible" && flushIfWaiting(), 60_000);
}

export async function flushIfWaiting() {
  const waiting = (await ownItems(await fact("owner"))).some((item) => !["sent", "refused"].includes(item.state));
  if (waiting) await flush();
}
