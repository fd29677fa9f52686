import type { ScreenProps } from '../../src/ui/screen.tsx';
import coinToss from '../../src/samples/programs/coin-toss.js?raw';
import orderSource from '../../src/samples/programs/order.js?raw';
import saga from '../../src/samples/programs/order-that-can-fail.js?raw';
import plainSource from '../../src/samples/programs/without-durability.js?raw';
import type { RequestRow, Staircase } from '../../src/view/frame.ts';
import { RunScreen } from '../../src/ui/run-screen.tsx';
import { counter, frame, order, pane, rowsOf, stack, stairRow } from './fixture-parts.ts';

type Drawn = Omit<ScreenProps, keyof typeof silent>;

const nothing = () => undefined;
/** Callbacks that do nothing: the pictures are looked at, not played with. */
export const silent = {
  RunScreen,
  onPlay: nothing,
  onPause: nothing,
  onStep: nothing,
  onStepBack: nothing,
  onToStart: nothing,
  onSeek: nothing,
  onSeekIndex: nothing,
  onSpeed: nothing,
  onCrash: nothing,
  onRestart: nothing,
  onRestartWithNext: nothing,
  share: {
    take: {
      moment: nothing,
      start: nothing,
      embed: nothing,
      file: nothing,
      svg: nothing,
      png: nothing,
      markdown: nothing,
      mermaid: nothing,
      test: nothing,
    },
    linkLength: () => 120,
  },
  onSample: nothing,
  onSeed: nothing,
  onToggleBoth: nothing,
  onEdit: nothing,
  onOwnCode: nothing,
  onLibrary: nothing,
  onAnswer: nothing,
  onUndo: nothing,
  onRedo: nothing,
  onTheme: nothing,
  onNames: nothing,
  onRaise: nothing,
  onWake: nothing,
  onInstance: nothing,
  onPane: nothing,
  onFoldToggle: nothing,
  onExplore: nothing,
  ways: { draw: () => null },
  pins: [],
};

const columns = [
  [2, 'order started'],
  [3, 'validate?'],
  [5, 'answer'],
  [6, 'reserveStock?'],
  [8, 'answer'],
  [9, 'chargeCard?'],
  [11, 'answer'],
  [12, 'sendParcel?'],
  [14, 'answer'],
  [15, 'finished'],
].map(([number, label]) => ({ number: Number(number), label: String(label) }));

const effects = [
  { column: 3, kind: 'effect' as const, label: 'Stock reserved', isAhead: false },
  { column: 5, kind: 'effect' as const, label: 'Card charged', isAhead: false },
];
const crash = (column: number, label = 'crash while sendParcel was running') => ({
  column,
  kind: 'crash' as const,
  label,
  isAhead: false,
});

const firstRun = stairRow({
  label: 'App run 1',
  again: [0, 0],
  live: [0, 7],
  end: 'torn',
  marks: [...effects, crash(7)],
});

const folded = (playheadColumn: number): Staircase => ({
  columns,
  rows: [
    firstRun,
    stairRow({ label: 'App run 2', process: 2, again: [0, 7], live: [7, 10], end: 'running' }),
  ],
  playhead: { row: 1, column: playheadColumn },
});

const unfolded: Staircase = {
  columns,
  rows: [
    stairRow({ label: 'App run 1 · order started', again: [0, 0], live: [0, 2] }),
    stairRow({ label: 'woken by answer 1', again: [0, 2], live: [2, 4] }),
    stairRow({
      label: 'woken by answer 2',
      again: [0, 4],
      live: [4, 6],
      marks: [effects[0] ?? crash(0)],
    }),
    stairRow({
      label: 'woken by answer 3',
      again: [0, 6],
      live: [6, 8],
      end: 'torn',
      marks: [{ column: 5, kind: 'effect', label: 'Card charged', isAhead: false }, crash(8)],
    }),
    stairRow({
      label: 'App run 2 · sent again',
      process: 2,
      again: [0, 8],
      live: [8, 10],
      end: 'running',
      marks: [
        {
          column: 5,
          kind: 'effect',
          label: 'Card charged again',
          isAhead: false,
          isDuplicate: true,
        },
      ],
    }),
  ],
  playhead: { row: 4, column: 5.4 },
};

const charge: RequestRow = {
  step: 60,
  request: {
    method: 'POST',
    url: 'https://payments.example/charges',
    headers: { 'Idempotency-Key': 'charge-order-1' },
    body: '{"order":"A-1042","amount":42}',
  },
  response: { status: 201, headers: {}, body: '{"id":"ch_9","amount":42}' },
  process: 1,
  task: 3,
  by: 'task 3',
};

const base = {
  standing: { kind: 'ready' },
  isFolded: true,
  source: orderSource,
  ranges: { workflow: { from: 1, to: 7 } },
  samples: [
    {
      id: 'order',
      group: 'Crashes',
      name: 'Order processing',
      question: 'The app is about to die. Will the card be charged twice?',
    },
    {
      id: 'plain',
      group: 'Crashes',
      name: 'Without durability',
      question: 'The same order as plain code. What is left after a crash?',
    },
    {
      id: 'saga',
      group: 'Crashes',
      name: 'An order that can fail',
      question: 'The parcel can’t be sent. What must be undone?',
    },
    {
      id: 'coin',
      group: 'Code that breaks a replay',
      name: 'The coin toss',
      question: 'The workflow tosses a coin. What does a replay draw?',
    },
  ],
  sampleId: 'order',
  isPlaying: false,
  speed: 1,
  isFirstMinute: false,
  isBothShown: false,
  canShowBoth: false,
  canUndo: true,
  canRedo: false,
  canChangeSeed: false,
  theme: 'system',
  names: 'plain',
  staircase: folded(7),
} satisfies Drawn;

const done = [2, 3, 4].map((line) => ({ line, text: 'done', tone: 'live' as const }));
const fromHistory = (events: readonly number[]) =>
  events.map((event, index) => ({
    line: index + 2,
    text: `answer from event ${event}`,
    tone: 'again' as const,
    event,
  }));

const coinWorld = [counter('Voucher mailed', 'to ada', [1], 1), counter('Gift mailed', '', [], 1)];
const coinMessage =
  "A previous execution called callActivity with ID=1 and name 'mailGift', but the current execution is instead trying to call callActivity with name 'mailVoucher'. This kind of mismatch can happen if this workflow has non-deterministic logic or if the code was changed after an instance of this workflow already started running.";

const opening = frame({
  sentence: {
    lead: 'New work.',
    text: 'Line 5 asks for sendParcel. This wake-up is not saved yet.',
  },
  panes: [
    pane({
      line: 5,
      chips: [...done, { line: 5, text: 'next', tone: 'live' }],
      stack: stack({
        order: '{"id":"A-1042","total":42}',
        stock: '{"id":"res_1"}',
        payment: '{"id":"ch_9","amount":42}',
      }),
      changed: ['payment'],
    }),
  ],
  history: rowsOf(order, 1, 9),
  inbox: rowsOf(order, 10, 11),
});
const answersRead = (number: number) =>
  number <= 9 ? 'read-again' : number === 11 ? 'reading' : 'ahead';

/** One screen for each state that a person can meet. */
export const fixtures: Record<string, Drawn> = {
  'first minute': {
    ...base,
    isFirstMinute: true,
    staircase: {
      ...folded(7),
      rows: [{ ...firstRun, end: 'running', marks: effects }],
      playhead: { row: 0, column: 7 },
    },
    frame: opening,
  },
  'first minute dead': {
    ...base,
    isFirstMinute: true,
    frame: {
      ...opening,
      sentence: {
        lead: 'Crash.',
        text: 'The app is gone, and its variables with it. The history and the world stay.',
      },
      app: { run: 1, status: 'dead', mode: 'none' },
      panes: [pane()],
    },
  },
  'first minute replaying': {
    ...base,
    isFirstMinute: true,
    frame: {
      ...opening,
      sentence: {
        lead: 'Replay.',
        text: 'App run 2 starts at line 1 and reads three answers from the history. Nothing runs twice.',
      },
      app: { run: 2, status: 'running', mode: 'again' },
      panes: [
        pane({
          line: 4,
          mode: 'again',
          chips: fromHistory([5, 8]),
          stack: stack({ order: '{"id":"A-1042","total":42}', stock: '{"id":"res_1"}' }),
          changed: ['stock'],
        }),
      ],
      history: rowsOf(order, 1, 9, answersRead),
      inbox: rowsOf(order, 10, 11, answersRead),
    },
  },
  dead: {
    ...base,
    staircase: { ...folded(7), rows: [firstRun], playhead: { row: 0, column: 7 } },
    frame: frame({
      sentence: {
        lead: 'Crash.',
        text: 'The app died while sendParcel was running. Its variables are gone. The history and the world stay.',
      },
      app: { run: 1, status: 'dead', mode: 'none' },
      history: rowsOf(order, 1, 12),
      requests: [charge],
    }),
  },
  replaying: {
    ...base,
    isPlaying: true,
    isFolded: false,
    staircase: unfolded,
    frame: frame({
      sentence: {
        lead: 'Replay.',
        text: 'App run 2 asked for chargeCard again. Event 11 holds the answer, so it does not run again.',
      },
      app: { run: 2, status: 'running', mode: 'again' },
      panes: [
        pane({
          line: 4,
          mode: 'again',
          chips: fromHistory([5, 8, 11]),
          stack: stack({
            order: '{"id":"A-1042","items":["tea","cup"],"total":42}',
            stock: '{"id":"res_1","items":["tea","cup"]}',
          }),
          changed: ['stock'],
          log: [{ text: 'stock is held', mode: 'again' }],
        }),
      ],
      history: rowsOf(order, 1, 12, (number) =>
        number < 9 ? 'read-again' : number === 9 ? 'reading' : 'ahead',
      ),
      inbox: rowsOf(order, 13, 14, () => 'ahead'),
      requests: [charge],
    }),
  },
  'live with an activity': {
    ...base,
    staircase: folded(8),
    frame: frame({
      sentence: {
        lead: 'New work.',
        text: 'The service charged the card. The answer is not kept yet.',
      },
      app: { run: 2, status: 'running', mode: 'live' },
      panes: [
        pane({
          line: 4,
          chips: [
            ...fromHistory([5, 8]),
            { line: 4, text: 'waiting for chargeCard', tone: 'waiting' },
          ],
          stack: stack({ order: '{"id":"A-1042","total":42}', stock: '{"id":"res_1"}' }),
          isStale: true,
          activity: { name: 'chargeCard', task: 3, line: 4 },
        }),
      ],
      requests: [{ ...charge, process: 2 }],
    }),
  },
  'charged twice': {
    ...base,
    isFolded: false,
    staircase: unfolded,
    frame: frame({
      sentence: {
        lead: 'Twice.',
        text: 'The card is charged a second time. Nobody had kept the first answer.',
      },
      app: { run: 2, status: 'running', mode: 'live' },
      panes: [
        pane({
          line: 4,
          chips: [...fromHistory([5, 8]), { line: 4, text: 'running', tone: 'live' }],
          activity: { name: 'chargeCard', task: 3, line: 4 },
        }),
      ],
      world: [
        counter('Card charged', '$42', [1, 2], 3),
        counter('Stock reserved', '2 items', [1], 2),
        counter('Parcel sent', '', [], 4),
      ],
      requests: [charge, { ...charge, step: 80, process: 2 }],
    }),
  },
  'nothing has woken it': {
    ...base,
    source: saga,
    ranges: { workflow: { from: 1, to: 22 } },
    sampleId: 'saga',
    eventChoices: [
      { event: 'approval', label: 'Approve', data: { approved: true } },
      { event: 'approval', label: 'Reject', data: { approved: false } },
    ],
    frame: frame({
      sentence: {
        lead: 'Nothing has woken it yet.',
        text: 'App run 2 is up, but no message is there, so no code runs and nothing replays.',
      },
      app: { run: 2, status: 'idle', mode: 'none' },
      panes: [pane({ name: 'carefulOrder' })],
      history: rowsOf(order, 1, 6),
      isUnwoken: true,
      waitingFor: [
        { kind: 'event', name: 'approval' },
        { kind: 'timer', id: 2, fireAtMs: 1_767_225_600_600 + 3 * 86_400_000 },
      ],
      world: [
        'Stock reserved',
        'Card charged',
        'Parcel sent',
        'Money returned',
        'Stock released',
      ].map((label, index) => counter(label, '', index === 0 ? [1] : [])),
    }),
  },
  'coin toss disagrees': {
    ...base,
    source: coinToss,
    ranges: { workflow: { from: 1, to: 8 } },
    sampleId: 'coin',
    canChangeSeed: true,
    staircase: {
      columns: columns.slice(0, 4).map((column, index) => ({
        ...column,
        label: ['started', 'mailGift?', 'answer', 'closeOrder?'][index] ?? '',
      })),
      rows: [
        stairRow({
          label: 'App run 1',
          again: [0, 0],
          live: [0, 4],
          end: 'torn',
          marks: [crash(4, 'crash')],
        }),
        stairRow({
          label: 'App run 2',
          process: 2,
          again: [0, 1],
          live: [1, 1],
          end: 'disagrees',
          asked: { column: 1, recorded: 'mailGift', asked: 'mailVoucher' },
        }),
      ],
      playhead: { row: 1, column: 1 },
    },
    frame: frame({
      sentence: {
        lead: 'Code and history disagree.',
        text: 'Event 3 (task ID 1) says mailGift, but this replay asks for mailVoucher. The history can’t change, so Dapr stops here: this workflow has failed.',
      },
      app: { run: 2, status: 'idle', mode: 'again' },
      status: 'FAILED',
      panes: [
        pane({
          name: 'thankCustomer',
          line: 3,
          mode: 'again',
          chips: [
            { line: 2, text: '0.27 at wake-up 1, 0.81 now', tone: 'disagree' },
            { line: 3, text: 'asks for mailVoucher', tone: 'disagree' },
            { line: 5, text: 'wake-up 1 came here', tone: 'again' },
          ],
          outcome: { status: 'FAILED', text: 'The workflow has failed' },
        }),
      ],
      history: rowsOf(order, 1, 6),
      world: coinWorld,
      disagreement: {
        divergence: {
          eventNumber: 3,
          id: 1,
          check: 'other-name',
          recorded: { method: 'callActivity', name: 'mailGift' },
          asked: { method: 'callActivity', name: 'mailVoucher' },
          message: coinMessage,
        },
        rows: [
          {
            number: 2,
            recorded: 'thankCustomer started',
            asked: 'thankCustomer starts',
            verdict: 'same',
          },
          {
            number: 3,
            recorded: 'mailGift asked for',
            asked: 'mailVoucher asked for',
            verdict: 'different',
          },
          { number: 5, recorded: 'mailGift answered', verdict: 'never-reached' },
          { number: 6, recorded: 'closeOrder asked for', verdict: 'never-reached' },
        ],
        why: [
          { text: 'Line 2 read Math.random(): 0.27 at wake-up 1, 0.81 now.', line: 2 },
          { text: 'So the code took the other branch and asked for mailVoucher.', line: 3 },
          { text: 'Event 3 (task ID 1) in the history says mailGift.' },
        ],
        draws: [
          {
            wakeUp: 'wake-up 1',
            process: 1,
            line: 2,
            api: 'Math.random()',
            value: '0.2716',
            isNow: false,
          },
          {
            wakeUp: 'wake-up 2',
            process: 1,
            line: 2,
            api: 'Math.random()',
            value: '0.1174',
            isNow: false,
          },
          {
            wakeUp: 'wake-up 2, again',
            process: 2,
            line: 2,
            api: 'Math.random()',
            value: '0.8103',
            isNow: true,
          },
        ],
      },
    }),
  },
  'side by side': {
    ...base,
    source: plainSource,
    ranges: { workflow: { from: 9, to: 15 }, plain: { from: 1, to: 7 } },
    sampleId: 'plain',
    canShowBoth: true,
    isBothShown: true,
    frame: frame({
      sentence: {
        lead: 'Crash.',
        text: 'Both ran in the same app. The plain order is lost. The workflow has a history.',
      },
      app: { run: 2, status: 'running', mode: 'again' },
      panes: [
        pane({
          name: 'durableOrder',
          line: 12,
          mode: 'again',
          chips: [
            { line: 10, text: 'answer from event 5', tone: 'again' },
            { line: 11, text: 'answer from event 8', tone: 'again' },
          ],
          stack: stack({ stock: '{"id":"res_1"}' }),
        }),
        pane({
          kind: 'plain',
          name: 'plainOrder',
          outcome: {
            status: 'LOST',
            text: 'Lost in the crash. A restart does not bring it back.',
          },
        }),
      ],
    }),
  },
  finished: {
    ...base,
    nextQuestion: 'The card is charged, but the answer is not kept yet. And now a crash?',
    staircase: folded(10),
    frame: frame({
      index: 91,
      sentence: {
        lead: 'Finished.',
        text: 'The order is complete. App run 2 read three answers from the history and did only the last step.',
      },
      app: { run: 2, status: 'idle', mode: 'none' },
      panes: [
        pane({
          chips: [...fromHistory([5, 8, 11]), { line: 5, text: 'done', tone: 'live' }],
          stack: stack({ order: '{"id":"A-1042"}', parcel: '{"tracking":"T-77"}' }),
          isStale: true,
          outcome: { status: 'COMPLETED', text: 'The order is complete' },
        }),
      ],
      history: rowsOf(order, 1, 15),
      world: [
        counter('Card charged', '$42', [1], 3),
        counter('Stock reserved', '2 items', [1], 2),
        counter('Parcel sent', 'T-77', [2], 4),
      ],
      status: 'COMPLETED',
      requests: [charge],
      isOver: true,
    }),
  },
  'damaged link': {
    ...base,
    notice: {
      tone: 'error',
      text: 'This link is damaged. Here is the sample it names, from its start.',
      action: { label: 'Copy the link', onPress: nothing },
    },
    toast: 'Link copied',
    frame: frame({
      index: 0,
      sentence: { lead: 'Start.', text: 'An order came in. The app is not running yet.' },
      app: { run: 0, status: 'idle', mode: 'none' },
      history: [],
      world: [
        counter('Card charged', '', []),
        counter('Stock reserved', '', []),
        counter('Parcel sent', '', []),
      ],
    }),
    staircase: { columns, rows: [], playhead: { row: 0, column: 0 } },
  },
  loading: { ...base, standing: { kind: 'loading' }, frame: undefined, staircase: undefined },
  'does not compile': {
    ...base,
    sampleId: undefined,
    frame: undefined,
    staircase: undefined,
    standing: {
      kind: 'problem',
      title: 'This program can’t run yet',
      problems: [
        { line: 4, text: 'There is a bracket too few. Close it before the end of the line.' },
      ],
    },
  },
};
