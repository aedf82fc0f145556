// The outbox as a file, for a phone that is about to be lost or changed: out with everything, in again without loss.
import { sha256 } from "./items.js";
import { all, ownItems, put } from "./store.js";

const FORMAT = "hoanhap-outbox/1";

export async function write(owner) {
  const items = (await ownItems(owner)).filter((item) => item.state !== "sent");
  for (const item of items) {
    item.files = await Promise.all(item.files.map(async ({ blob, ...file }) => ({ ...file, data: await address(blob) })));
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: FORMAT, items })], { type: "application/json" }));
  link.download = `cho-gui-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// How many were taken in; null when the file is none of ours, damaged, or somebody else's.
export async function read(file, owner) {
  try {
    const { format, items } = JSON.parse(await file.text());
    if (format !== FORMAT || !items.length || items.some((item) => item.owner !== owner)) return null;
    for (const item of items) item.files = await Promise.all(item.files.map(whole));
    const known = new Set((await all()).map((item) => item.id));
    const fresh = items.filter((item) => !known.has(item.id));
    for (const item of fresh) await put({ ...item, state: item.state === "refused" ? "refused" : "waiting" });
    return fresh.length;
  } catch {
    return null;
  }
}

async function whole({ data, ...file }) {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  if ((await sha256(bytes)) !== file.sha256) throw new Error("damaged");
  return { ...file, blob: new Blob([bytes], { type: file.type }) };
}

function address(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
