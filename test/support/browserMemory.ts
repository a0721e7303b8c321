import { onScreen } from './screen.ts';

/** Runs in the page: all of its local storage and of its databases, keys and values, as text. */
const readAll = `(async () => {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const kept = [JSON.stringify({ ...localStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const entries = database.transaction(store).objectStore(store);
      kept.push(JSON.stringify([name, await done(entries.getAllKeys()), await done(entries.getAll())]));
    }
    database.close();
  }
  return kept.join('\\n');
})()`;

/** All that the browser keeps for VS Code, where secrets and what extensions remember lie too, as text. */
export const browserMemory = (): Promise<string> =>
  onScreen(({ page }, script) => page.evaluate<string>(script), readAll);
