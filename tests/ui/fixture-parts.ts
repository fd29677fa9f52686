import type { HistoryEvent } from '../../src/engine/history.ts';
import type { CodePane, Counter, Frame, HistoryRow, StairRow } from '../../src/view/frame.ts';

/** Ten events that an order of four activities leaves behind, with the words of the screen. */
interface Told {
  event: HistoryEvent;
  title: string;
  detail: string;
  note?: string;
}

const at = (number: number) => ({ timestampMs: 1_767_225_600_000 + number * 40 });
const woken = (number: number): Told => ({
  event: { type: 'OrchestratorStarted', id: -1, ...at(number) },
  title: 'wake-up',
  detail: '',
});
const asked = (number: number, id: number, name: string, line: number): Told => ({
  event: { type: 'TaskScheduled', id, name, ...at(number) },
  title: `${name} asked for`,
  detail: `task ${id}`,
  note: `line ${line} asked`,
});
const answered = (
  number: number,
  id: number,
  name: string,
  line: number,
  result: string,
): Told => ({
  event: { type: 'TaskCompleted', id: -1, taskScheduledId: id, result, ...at(number) },
  title: `${name} answered`,
  detail: result,
  note: `answer to line ${line}`,
});

export const order: readonly Told[] = [
  woken(1),
  {
    event: {
      type: 'ExecutionStarted',
      id: -1,
      name: 'processOrder',
      instanceId: 'order-1',
      input: '{"id":"A-1042"}',
      ...at(2),
    },
    title: 'processOrder started',
    detail: '{"id":"A-1042","total":42}',
  },
  asked(3, 1, 'validate', 2),
  woken(4),
  answered(5, 1, 'validate', 2, '"ok"'),
  asked(6, 2, 'reserveStock', 3),
  woken(7),
  answered(8, 2, 'reserveStock', 3, '{"id":"res_1","items":["tea","cup"]}'),
  asked(9, 3, 'chargeCard', 4),
  woken(10),
  answered(11, 3, 'chargeCard', 4, '{"id":"ch_9","amount":42}'),
  asked(12, 4, 'sendParcel', 5),
  woken(13),
  answered(14, 4, 'sendParcel', 5, '{"tracking":"T-77"}'),
  {
    event: { type: 'ExecutionCompleted', id: 5, status: 'COMPLETED', ...at(15) },
    title: 'processOrder finished',
    detail: '{"tracking":"T-77","paid":42}',
  },
];

/** Rows `from` to `to` (event numbers, both ends included), each in the state that `stateOf` gives. */
export function rowsOf(
  events: readonly Told[],
  from: number,
  to: number,
  stateOf: (number: number) => HistoryRow['state'] = () => 'kept',
): HistoryRow[] {
  return events.slice(from - 1, to).map((told, index) => ({
    number: from + index,
    event: told.event,
    title: told.title,
    detail: told.detail,
    note: told.note,
    state: stateOf(from + index),
    process: 1,
  }));
}

/** A counter of the world with one entry for each run of the app that caused it. */
export function counter(label: string, detail: string, runs: readonly number[], task = 3): Counter {
  return {
    subject: label,
    label,
    detail,
    entries: runs.map((process, index) => ({
      owner: 'workflow' as const,
      service: 'payments.example',
      label,
      subject: label,
      detail,
      process,
      task,
      step: task * 100 + index,
    })),
  };
}

export function pane(part: Partial<CodePane> = {}): CodePane {
  return {
    kind: 'workflow',
    name: 'processOrder',
    mode: 'live',
    chips: [],
    verdicts: [],
    stack: [],
    isStale: false,
    changed: [],
    log: [],
    ...part,
  };
}

export function stack(values: Record<string, string>): CodePane['stack'] {
  const variables = Object.entries(values).map(([name, value]) => ({ name, value }));
  return [{ fn: 'processOrder', variables }];
}

export function frame(part: Partial<Frame>): Frame {
  return {
    index: 40,
    count: 92,
    atMs: 1_767_225_600_600,
    place: { subject: 'turn', number: 4, attempt: 1, moment: 'a4' },
    sentence: { lead: '', text: '' },
    app: { run: 1, status: 'running', mode: 'live' },
    panes: [pane()],
    history: rowsOf(order, 1, 9),
    inbox: [],
    isEngineDown: false,
    aliveRuns: [1],
    instances: [{ id: 'order-1', name: 'processOrder', isShown: true, isAtWork: true }],
    world: [
      counter('Card charged', '$42', [1], 3),
      counter('Stock reserved', '2 items', [1], 2),
      counter('Parcel sent', '', [], 4),
    ],
    requests: [],
    remarks: [],
    status: 'RUNNING',
    waitingFor: [],
    isUnwoken: false,
    isOver: false,
    ...part,
  };
}

/** A row of the staircase with a stop at every column it covers. */
export function stairRow(
  part: Partial<StairRow> & Pick<StairRow, 'label' | 'again' | 'live'>,
): StairRow {
  const from = Math.min(part.again[0], part.live[0]);
  const to = Math.max(part.again[1], part.live[1]);
  return {
    process: 1,
    end: 'saved',
    isAhead: false,
    step: 0,
    stops: Array.from({ length: to - from + 1 }, (_, index) => ({
      column: from + index,
      step: 10,
      beat: index,
    })),
    marks: [],
    ...part,
  };
}
