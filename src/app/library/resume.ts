import { documentOfMoment } from '../../link/document.ts';
import type { Moment } from '../../sim/scenario.ts';
import type { KeptMark } from '../address.ts';
import type { CodeEditor } from '../own-code/editing.ts';
import { isSameProgram } from '../own-code/scenario-of-text.ts';
import { openingMoment, sampleIndex } from '../programs.ts';
import type { Visit } from '../visit.ts';
import type { Entry, Seat } from './entry.ts';
import { hasUnrun, momentIn, readMoment } from './look.ts';
import { resumedNotice } from './notices.ts';

export interface Found {
  moment: Moment;
  seat: Seat | undefined;
  entry?: Entry;
}

/** Goes on with what was found. `isSaid`: nobody asked for it, so the person is told, and can start again. */
export function goOn(
  visit: Visit,
  editor: CodeEditor,
  { moment, seat, entry }: Found,
  isSaid: boolean,
): void {
  const startAgain = () => visit.open(openingMoment(), { isFirstMinute: true });
  const notice = isSaid ? resumedNotice(entry?.name, startAgain) : undefined;
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
export async function lastOf({ around }: Visit, seat: Seat): Promise<Found | undefined> {
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
export async function reloaded(
  { around }: Visit,
  addressed: Moment,
  mark: KeptMark | undefined,
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
