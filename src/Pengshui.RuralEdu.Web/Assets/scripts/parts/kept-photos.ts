// Photos that wait for the network stay on the device when their page is closed: in IndexedDB, under the form's address and
// the signed-in user's name, until the server has them or the person takes them out.

const NAME = "rural-edu";
const STORE = "photos";
const BY_FORM = "form";

type Row = { id?: number; form: string; file: File };

const formOf = (address: string): string => `${document.body.dataset.user ?? ""}:${address}`;

/** Keeps a photo; undefined where the browser keeps nothing. */
export async function keepPhoto(address: string, file: File): Promise<number | undefined> {
  return await run("readwrite", (photos) => photos.add({ form: formOf(address), file } satisfies Row) as IDBRequest<number>);
}

/** What is kept of a form, in the order in which it was chosen. */
export async function keptPhotos(address: string): Promise<{ id: number; file: File }[]> {
  const rows = await run("readonly", (photos) => photos.index(BY_FORM).getAll(formOf(address)) as IDBRequest<Row[]>);
  return (rows ?? []).flatMap(({ id, file }) => (id === undefined ? [] : [{ id, file }]));
}

/** Forgets a photo. */
export async function forgetPhoto(id: number | undefined): Promise<void> {
  if (id !== undefined) await run("readwrite", (photos) => photos.delete(id));
}

/** Which photos of the signed-in user this browser keeps, on whatever form. */
export async function photosLeft(): Promise<IDBValidKey[]> {
  const mine = IDBKeyRange.bound(formOf(""), `${formOf("")}\uffff`);
  return (await run("readonly", (photos) => photos.index(BY_FORM).getAllKeys(mine))) ?? [];
}

/** Forgets these photos. */
export async function forgetPhotos(ids: IDBValidKey[]): Promise<void> {
  for (const id of ids) await run("readwrite", (photos) => photos.delete(id));
}

async function run<T>(mode: IDBTransactionMode, act: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const database = await open();
    const result = await answer(act(database.transaction(STORE, mode).objectStore(STORE)));
    database.close();
    return result;
  } catch {
    // Full or forbidden: the photo waits in the open page only.
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true }).createIndex(BY_FORM, "form");
  return answer(opening);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}
