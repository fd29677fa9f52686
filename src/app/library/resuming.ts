import { isSameProgram } from '../own-code/scenario-of-text.ts';
import { needsParts, whenReadable } from '../parts-needed.ts';
import type { CodeEditor } from '../own-code/editing.ts';
import { documentOfMoment } from '../../link/document.ts';
import { arrivalOf, keptBehind } from '../address.ts';
import { openingMoment, sampleIndex } from '../programs.ts';
import type { Moment } from '../../sim/scenario.ts';
import type { Visit } from '../visit.ts';
import type { Entry, Seat } from './entry.ts';
import { hasUnrun, momentIn, readMoment } from './look.ts';
import { resumedNotice } from './notices.ts';

/** The page does not keep a visitor waiting for a database that is slow. */
const PATIENCE_MS = 1500;

interface Found {
  moment: Moment;
  seat: Seat | undefined;
  entry?: Entry;
}

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
  const mark = keptBehind(bar.state);
  const isBare = !arrival.isFromLink && arrival.notice === undefined;
  const isReload = bar.state !== null && !isBare;
  if (!isBare && !isReload) {
    visit.arrive(true);
    return;
  }
  // What a newcomer sees does not jump when there turns out to be nothing.
  if (isBare) visit.set({ isFirstMinute: true });
  const found = await soon(visit, isBare ? lastOf(visit) : reloaded(visit, arrival.moment, mark));
  // The person was faster.
  if (bar.href !== href) return;
  if (!found) {
    visit.arrive(true);
    return;
  }
  const { moment, seat, entry } = found;
  const startAgain = () => visit.open(openingMoment(), { isFirstMinute: true });
  const notice = isBare ? resumedNotice(entry?.name, startAgain) : undefined;
  if (entry) visit.work.attach(entry, moment.scenario);
  visit.enter(
    { moment, isFromLink: false, ...(notice && { notice }) },
    { isFirstMinute: false },
    { isOpening: true, ...(entry && { kept: entry.id }) },
  );
  if (entry?.code) editor.resume(entry.code, isEditing(entry, moment, seat));
  else if (seat?.isEditing) editor.open();
}

/** The editor comes back when it was open, and when its text is not the one that runs. */
const isEditing = (entry: Entry, { scenario }: Moment, seat: Seat | undefined): boolean =>
  seat?.isEditing === true || hasUnrun(entry, scenario);

/** Where the person was in their last visit. */
async function lastOf({ around }: Visit): Promise<Found | undefined> {
  const seat = await around.library.lastSeat();
  if (!seat) return undefined;
  if (seat.entry === undefined) {
    const moment = await readMoment(around, seat.document, seat.place);
    return moment && { moment, seat };
  }
  const entry = await around.library.find(seat.entry);
  const moment = entry && (await momentIn(around, entry, seat));
  return moment && { moment, seat, entry };
}

/**
 * What a reload of this tab leads back to: its entry, as far as it belongs to the same program as the address and no other tab
 * has written it; for who has only looked around, their place.
 */
async function reloaded(
  { around }: Visit,
  addressed: Moment,
  mark: ReturnType<typeof keptBehind>,
): Promise<Found | undefined> {
  if (!mark) {
    const seat = await around.library.lastSeat();
    const moment = seat?.document && (await readMoment(around, seat.document, seat.place));
    return moment && isSame(moment, addressed) ? { moment, seat } : undefined;
  }
  const entry = await around.library.find(mark.entry);
  if (!entry || entry.writer !== mark.writer) return undefined;
  const seat = await around.library.seatIn(entry.id);
  const moment = await momentIn(around, entry, seat);
  const isHere = moment && isSameProgram(moment.scenario, addressed.scenario);
  return isHere ? { moment, seat, entry } : undefined;
}

const isSame = (a: Moment, b: Moment): boolean => textOf(a) === textOf(b);

const textOf = ({ scenario }: Moment): string =>
  JSON.stringify(documentOfMoment({ scenario }, sampleIndex));

function soon<T>({ around }: Visit, asked: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stop = around.alarm.set(() => resolve(undefined), PATIENCE_MS);
    asked.then(resolve, () => resolve(undefined)).finally(stop);
  });
}
