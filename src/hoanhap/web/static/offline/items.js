// From a form that was filled in to an item of the outbox, kept on this machine with its files.
import { put } from "./store.js";

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "entry_id", "kept"]);

// `before` is the item that is being corrected: its id, its files, and whatever this form does not ask.
export async function itemOf(form, { channel, label, owner, before = null }) {
  const data = new FormData(form);
  const asked = new Set([...form.elements].map((element) => element.name));
  const typed = [...data].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
  const untouched = (before?.fields ?? []).filter(([name]) => !asked.has(name));
  const files = [...(before?.files ?? [])];
  for (const file of data.getAll("photo")) {
    if (file.size) files.push(await kept(file, data.get("kind")));
  }
  return {
    id: data.get("entry_id") || before?.id || crypto.randomUUID(),
    stamp: crypto.randomUUID(),
    owner, channel, label,
    title: data.get("title"),
    day: data.get("day"),
    fields: [...untouched, ...typed],
    files: files.filter((file, at) => files.findIndex((other) => other.sha256 === file.sha256) === at),
    kept: (data.get("kept") || before?.kept || ""),
    keptAt: Date.now(),
    state: "waiting",
    note: "",
  };
}

// The bytes themselves: what a gallery lends may be gone tomorrow.
async function kept(file, kind) {
  const bytes = await file.arrayBuffer();
  const blob = new Blob([bytes], { type: file.type });
  return { name: file.name, type: file.type, kind: kind || "", sha256: await sha256(bytes), blob, receipt: "" };
}

export async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// False when there is no room for it: then nothing was kept.
export async function keep(item) {
  navigator.storage?.persist?.(); // some browsers ask the person, so nothing waits for the answer
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const size = item.files.reduce((sum, file) => sum + file.blob.size, 0);
  if (size > quota - usage) return false;
  try {
    await put(item);
    return true;
  } catch (fault) {
    if (fault?.name === "QuotaExceededError") return false;
    throw fault;
  }
}
