// What moves a report's version, a save or an upload, goes one after another: two at once would run into each other, and
// the person would be told of a conflict with nobody.

let last: Promise<unknown> = Promise.resolve();
let under = 0;

/** Runs it when all before it have ended. */
export function inTurn(act: () => Promise<void>): Promise<void> {
  under++;
  const mine = last.then(act).finally(() => under--);
  last = mine.catch(() => undefined);
  return mine;
}

/** Whether something is on its way. */
export function isBusy(): boolean {
  return under > 0;
}

/** Ends when all that is on its way has ended. */
export async function whenIdle(): Promise<void> {
  while (under > 0) await last;
}
