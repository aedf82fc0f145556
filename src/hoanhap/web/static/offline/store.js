// What this machine keeps, in IndexedDB: the items of the outbox by the id of their entry, and single facts.

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("hoanhap-outbox", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("items", { keyPath: "id" });
      asked.result.createObjectStore("facts");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// One transaction; settled only when the disk has it.
async function within(store, mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    database.close();
  }
}

export const all = () => within("items", "readonly", (items) => items.getAll());
export const put = (item) => within("items", "readwrite", (items) => items.put(item));
export const drop = (id) => within("items", "readwrite", (items) => items.delete(id));
export const fact = (name) => within("facts", "readonly", (facts) => facts.get(name));
export const setFact = (name, value) => within("facts", "readwrite", (facts) => facts.put(value, name));

// Changes an item as it was read: one that has been dropped stays dropped, one that was written anew stays as it is now.
export const change = (item, changes) =>
  within("items", "readwrite", (items) => {
    const asked = items.get(item.id);
    asked.onsuccess = () => {
      if (asked.result?.stamp === item.stamp) items.put({ ...asked.result, ...changes });
    };
    return asked;
  });

export const ownItems = async (owner) => (await all()).filter((item) => owner && item.owner === owner);
