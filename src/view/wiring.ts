import type { Cursor, Trace } from '../trace/trace.ts';
import { countersAt } from './counters.ts';
import { eventTitle, namesIn } from './event-words.ts';
import type { Frame } from './frame.ts';
import type { PartyName } from './message.ts';
import type { ProgramView } from './program-view.ts';
import { stateAfter } from './state-after.ts';
import type { RunState } from './run-state.ts';
import { shortTime, shorten } from './short-text.ts';
import { timesText } from './times-text.ts';
import { storeAt, type StoreOf, type StoreRow } from './store-at.ts';

/** One thing that a party holds. */
export interface WiringRow {
  text: string;
  /** What there is to say of it, where there is room. */
  detail: string;
  /** The same as a sign, where there is no room for the words: it is never left out. */
  brief?: string;
  /** A key of the store, or a name in the code. */
  isCode: boolean;
  /** The step at the cursor has put it there, or has changed it. */
  isNew: boolean;
  /** A duplicate in the world, or a row of a torn save that nobody reads. */
  isWrong?: boolean;
}

/** One party, and what it holds at this moment. */
export interface WiringBox {
  party: PartyName;
  title: string;
  /** What a crash does to it: `lost in a crash`, `kept`. */
  note: string;
  /** `dead`: torn and empty. `absent`: this run has none. */
  standing: 'alive' | 'dead' | 'absent';
  groups: { heading: string; rows: WiringRow[] }[];
  /** Said where there is nothing to list. */
  empty: string;
}

/**
 * App, engine, state store, world and client, with what each of them holds at a cursor. A pure function of (trace, cursor); `frame`
 * is the frame of the same cursor.
 */
export function wiringAt(
  trace: Trace,
  cursor: Cursor,
  program: ProgramView,
  frame: Frame,
): WiringBox[] {
  const state = stateAfter(trace, cursor.step + 1, program.focus);
  const stores = storeAt(trace, cursor);
  const hasEngine = program.workflow !== undefined || state.instances.size > 0;
  const own = stores.find(({ instance }) => instance === state.instance);
  return [
    appBox(state, frame),
    hasEngine ? engineBox(state, frame, own) : absent('engine', 'Engine', 'Plain code has none.'),
    hasEngine
      ? storeBox(trace, cursor, stores, own)
      : absent('store', 'State store', 'Nothing is kept.'),
    worldBox(state, program),
    ...(hasEngine ? [clientBox(frame)] : []),
  ];
}

const absent = (party: PartyName, title: string, empty: string): WiringBox => ({
  party,
  title,
  note: '',
  standing: 'absent',
  groups: [],
  empty,
});

const codeRow = (text: string, detail: string): WiringRow => ({
  text,
  detail,
  isCode: true,
  isNew: false,
});

function appBox(state: RunState, frame: Frame): WiringBox {
  const { app } = frame;
  const isDead = app.status === 'dead';
  const runs = state.aliveRuns;
  const title = runs.length > 1 ? `App runs ${runs.join(' and ')}` : `App run ${app.run}`;
  const version = app.version === undefined ? '' : ', version 2';
  return {
    party: 'app',
    title: app.run === 0 ? 'App' : `${title}${version}`,
    note: 'lost in a crash',
    standing: isDead ? 'dead' : 'alive',
    groups: isDead || app.run === 0 ? [] : appGroups(state, frame),
    empty: isDead ? 'Its memory is gone.' : 'Not started yet.',
  };
}

function appGroups(state: RunState, frame: Frame): WiringBox['groups'] {
  const code = frame.panes.map((pane) => codeRow(pane.name, codeText(state, frame, pane)));
  const running = [...(state.task ? [state.task] : []), ...state.slowTasks].map((task) =>
    codeRow(task.name, `task ${task.id}`),
  );
  return [
    { heading: 'Code', rows: code },
    ...(running.length > 0 ? [{ heading: 'Activities under way', rows: running }] : []),
  ];
}

function codeText(state: RunState, frame: Frame, pane: Frame['panes'][number]): string {
  if (pane.kind === 'plain') return pane.line === undefined ? 'not running' : `line ${pane.line}`;
  if (frame.app.mode === 'none') {
    const isWoken = state.flight !== undefined && state.flight.actions === undefined;
    return isWoken ? 'starts at its first line' : 'not running, holds nothing';
  }
  const where = pane.line === undefined ? '' : `line ${pane.line}, `;
  return `${where}${frame.app.mode === 'again' ? 'reads again' : 'new work'}`;
}

function engineBox(state: RunState, frame: Frame, own: StoreOf | undefined): WiringBox {
  const isDead = frame.isEngineDown;
  const items = isDead ? [] : workItems(state);
  const timers = isDead ? [] : timersOf(own, frame.atMs);
  const groups = [
    { heading: 'Work items under way', rows: items },
    { heading: 'Timers', rows: timers },
  ];
  return {
    party: 'engine',
    title: 'Engine (sidecar)',
    note: 'lost in a crash',
    standing: isDead ? 'dead' : 'alive',
    groups: groups.filter(({ rows }) => rows.length > 0),
    empty: isDead ? 'It reads the store when it starts again.' : 'Nothing under way.',
  };
}

function workItems(state: RunState): WiringRow[] {
  const { flight, task } = state;
  const rows: WiringRow[] = [];
  if (flight) {
    const where = flight.actions === undefined ? 'with the app' : 'answered, not saved';
    rows.push({ text: `wake-up ${flight.turn}`, detail: where, isCode: false, isNew: false });
  }
  const tasks = [...(task ? [task] : []), ...state.slowTasks];
  for (const each of tasks)
    rows.push(codeRow(each.name, each.hasAnswered ? 'answered, not kept' : 'with the app'));
  return rows;
}

function timersOf(own: StoreOf | undefined, nowMs: number): WiringRow[] {
  return (own?.reminders ?? []).flatMap(({ name, dueMs }) =>
    dueMs === undefined
      ? []
      : [codeRow(name, dueMs > nowMs ? `in ${shortTime(dueMs - nowMs)}` : 'due')],
  );
}

function storeBox(
  trace: Trace,
  cursor: Cursor,
  stores: readonly StoreOf[],
  own: StoreOf | undefined,
): WiringBox {
  const before = storeAt(trace, { ...cursor, step: cursor.step - 1 });
  const ownBefore = before.find(({ instance }) => instance === own?.instance);
  const others = stores.filter((each) => each !== own);
  const rows = own ? keyRows(own, ownBefore) : [];
  const those = (name: string): WiringRow[] => rows.filter(({ text }) => text.startsWith(name));
  const groups = [
    { heading: own?.instance ?? '', rows: [...those('metadata'), ...those('customStatus')] },
    { heading: '', rows: those('history-') },
    { heading: '', rows: those('inbox-') },
    { heading: 'Reminders', rows: own ? reminderRows(own, ownBefore) : [] },
    {
      heading: 'Other instances',
      rows: others.map((each) => codeRow(each.instance, keysText(each.rows.length))),
    },
  ];
  return {
    party: 'store',
    title: 'State store',
    note: 'kept',
    standing: 'alive',
    groups: groups.filter(({ rows }) => rows.length > 0),
    empty: 'Nothing is kept yet.',
  };
}

const keysText = (count: number): string => (count === 1 ? '1 key' : `${count} keys`);

function keyRows(own: StoreOf, before: StoreOf | undefined): WiringRow[] {
  const known = new Map(before?.rows.map((row) => [row.key, row]));
  const names = namesIn(own.rows.flatMap(({ event }) => event ?? []));
  const nameOf = (task: number): string => names.get(task) ?? `task ${task}`;
  return own.rows.map((row) => ({
    text: row.key,
    detail: row.event ? eventTitle(row.event, nameOf) : shorten(row.text ?? '', 80),
    isCode: true,
    isNew: !isSameRow(row, known.get(row.key)),
    ...(row.isUnseen && { isWrong: true }),
  }));
}

/** Both come from the same steps, so an event that has not changed is the same object, but for the first. */
const isSameRow = (a: StoreRow, b: StoreRow | undefined): boolean =>
  b !== undefined &&
  a.text === b.text &&
  (a.event === b.event || JSON.stringify(a.event) === JSON.stringify(b.event));

/** Timers stand with the engine as well: it watches them, and the store keeps them. */
function reminderRows(own: StoreOf, before: StoreOf | undefined): WiringRow[] {
  const known = new Set(before?.reminders.map(({ name, actor }) => `${name} ${actor}`));
  return own.reminders.map(({ name, actor }) => ({
    text: name,
    detail: actor === own.instance ? '' : actor,
    isCode: true,
    isNew: !known.has(`${name} ${actor}`),
  }));
}

function worldBox(state: RunState, program: ProgramView): WiringBox {
  const rows = countersAt(state, program).map(({ label, entries }): WiringRow => ({
    text: label,
    detail: timesText(entries.length),
    brief: `×${entries.length}`,
    isCode: false,
    isNew: false,
    ...(entries.length > 1 && { isWrong: true }),
  }));
  return {
    party: 'world',
    title: 'World',
    note: 'can’t be undone',
    standing: 'alive',
    groups: rows.length > 0 ? [{ heading: '', rows }] : [],
    empty: 'Nothing has happened.',
  };
}

function clientBox({ client }: Frame): WiringBox {
  const rows = (client?.lines ?? []).map(({ text }) => codeRow(text, ''));
  return {
    party: 'client',
    title: client?.isOver ? 'Client (has ended)' : 'Client',
    note: 'outside',
    standing: 'alive',
    groups: rows.length > 0 ? [{ heading: 'Prints', rows }] : [],
    empty: client ? 'Has printed nothing yet.' : 'Starts workflows and sends events.',
  };
}
