import type { Moment } from '../../sim/scenario.ts';
import { arrivalOf, keptBehind } from '../address.ts';
import type { CodeEditor } from '../own-code/editing.ts';
import { needsParts, whenReadable } from '../parts-needed.ts';
import type { Visit } from '../visit.ts';

/** The page does not keep a visitor waiting for a database that is slow. */
const PATIENCE_MS = 1500;

/**
 * Opens the page. A link always wins. After a reload, or after the end of a browser that was killed, the run goes on where it was;
 * so it does when the page is opened without a link. Who has done nothing here yet gets the opening scene.
 */
export async function startVisit(visit: Visit, editor: CodeEditor): Promise<void> {
  const { bar } = visit.around;
  const { href } = bar;
  if (needsParts(bar.hash)) {
    await whenReadable(visit, () => void startVisit(visit, editor));
    return;
  }
  const arrival = arrivalOf(bar.hash);
  const isBare = !arrival.isFromLink && arrival.notice === undefined;
  const isReload = bar.state !== null && !isBare;
  if (!isBare && !isReload) {
    visit.arrive(true);
    return;
  }
  // What a newcomer sees does not jump when there turns out to be nothing.
  if (isBare) visit.set({ isFirstMinute: true });
  const found = await soon(visit, lookFor(visit, isBare, arrival.moment));
  // The person was faster.
  if (bar.href !== href) return;
  if (!found) {
    visit.arrive(true);
    return;
  }
  found.goOn(visit, editor, found, isBare);
}

/** What the page goes on with. What makes it out is loaded by those who have something to go on with. */
async function lookFor(visit: Visit, isBare: boolean, addressed: Moment) {
  const { library, bar } = visit.around;
  const seat = isBare ? await library.lastSeat() : undefined;
  if (isBare && !seat) return undefined;
  const { goOn, lastOf, reloaded } = await import('./resume.ts');
  const mark = keptBehind(bar.state);
  const found = seat ? await lastOf(visit, seat) : await reloaded(visit, addressed, mark);
  return found && { ...found, goOn };
}

function soon<T>({ around }: Visit, asked: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stop = around.alarm.set(() => resolve(undefined), PATIENCE_MS);
    asked.then(resolve, () => resolve(undefined)).finally(stop);
  });
}
