import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deployableOf, subjectOf } from '../../src/app/headless/explored-subject.ts';
import { fieldsOf } from '../../src/app/headless/fields.ts';
import { deployCheck } from '../../src/explore/deploy-check.ts';
import type { DeployPoint, DeploySummary } from '../../src/explore/deploy-report.ts';
import { explore } from '../../src/explore/explore.ts';
import type { ExploredRun } from '../../src/explore/report.ts';
import { formatPlace } from '../../src/trace/place-text.ts';
import { lineOf, wasm } from './run-lines.ts';

const ORDER = `export async function* order(ctx, o) {
  const stock = yield ctx.callActivity(reserve, o);
  const paid = yield ctx.callActivity(charge, o);
  yield ctx.waitForExternalEvent("packed");
  yield ctx.callActivity(ship, o);
  return "sent";
}
export async function reserve(_c, o) { return "r"; }
export async function charge(_c, o) { return "p"; }
export async function ship(_c, o) { return "s"; }
`;
const SHIP = '  yield ctx.callActivity(ship';
const AFTER_THE_WAIT = ORDER.replace(SHIP, `  yield ctx.callActivity(reserve, 1);\n${SHIP}`);

/** What a person has done by _Send packed now_ at the end of the run, which waits. */
const SENT = [{ do: 'raise', name: 'packed', at: { turn: 3, window: 'after-save' } }];

const documentOf = (source: string, rest: object = {}): object => ({
  replayscope: 1,
  program: { source, workflow: 'order', ...rest },
});

function checked(
  source: string,
  next: string,
  interventions: object[] = [],
): { points: DeployPoint[]; summary: DeploySummary } {
  return checkedLine({ ...documentOf(source, { next }), interventions });
}

function checkedLine(line: object): { points: DeployPoint[]; summary: DeploySummary } {
  const points: DeployPoint[] = [];
  for (const found of deployCheck(deployableOf(fieldsOf(line, ''), wasm))) {
    if (found.kind === 'summary') return { points, summary: found.summary };
    points.push(found.point);
  }
  throw new Error('The check did not come to its end.');
}

function crashed(source: string, interventions: object[]): ExploredRun[] {
  const subject = subjectOf(fieldsOf({ ...documentOf(source), interventions }, ''), wasm);
  const options = { victims: ['app', 'sidecar', 'both'] as const, pairs: 10, seed: 1 };
  return [...explore(subject, options)].flatMap((each) => (each.kind === 'run' ? [each.run] : []));
}

const UP_TO_PACKED =
  'Checked up to the wait for packed (line 4). What comes after was not reached: send packed first.';

describe('a deploy check of a run that does not come to its end', () => {
  test('says how far it was checked, and what to do', () => {
    const { points, summary } = checked(ORDER, AFTER_THE_WAIT);
    expect(points.map(({ verdict }) => verdict)).toEqual(points.map(() => 'safe'));
    expect(summary.text).toBe(
      `Version 2 is safe for instances at the points that were reached. ${UP_TO_PACKED} Tried with packed sent, without data: version 2 stops instances waiting for ship.`,
    );
  });

  test('tries nothing beyond the wait where version 1 fails with an event that has no data', () => {
    const wait = 'yield ctx.waitForExternalEvent("packed")';
    const v1 = ORDER.replace(wait, `(${wait}).by.length`);
    expect(checked(v1, v1).summary.upTo).toBe(UP_TO_PACKED);
  });

  test('says nothing of what it tried where nothing goes wrong', () => {
    const v1 = ORDER.replace(SHIP, `  yield ctx.waitForExternalEvent("paid");\n${SHIP}`);
    expect(checked(v1, v1).summary.upTo).toBe(UP_TO_PACKED);
  });

  test('says so behind bad news, too', () => {
    const { summary } = checked(ORDER, ORDER.replace('callActivity(charge', 'callActivity(ship'));
    expect(summary.text).toBe(
      `Version 2 stops instances between charge and the event packed; it is safe for those between the start and reserve. ${UP_TO_PACKED} Tried with packed sent, without data: version 2 stops instances waiting for ship.`,
    );
  });

  test.each([
    [
      'two waits at once',
      '"packed")',
      '"packed"), ctx.waitForExternalEvent("paid")',
      /packed \(line 4\) and paid \(line 4\)\. .* send them first\.$/,
    ],
  ])('names %s', (_of, wait, waits, words) => {
    const both = ORDER.replace(
      `ctx.waitForExternalEvent(${wait}`,
      `ctx.whenAll([ctx.waitForExternalEvent(${waits}])`,
    );
    expect(checked(both, both).summary.text).toMatch(words);
  });

  test.each([
    [
      'is suspended',
      [{ do: 'suspend', at: { turn: 2, window: 'after-save' } }],
      'Checked up to where order-1 is suspended. What comes after was not reached: resume it first.',
    ],
    [
      'ends with a dead app',
      [{ do: 'crash', target: 'app', at: { task: 2, window: 'before-effect' } }],
      'Checked up to the crash after which nothing was restarted. What comes after was not reached: restart first.',
    ],
  ])('that %s says so', (_how, acts, upTo) => {
    expect(checked(ORDER, AFTER_THE_WAIT, acts).summary.upTo).toBe(upTo);
  });

  test('of a `run` line whose event nobody raises says so', () => {
    const work =
      'async function* (ctx, n) { yield ctx.callActivity("a", n); yield ctx.waitForExternalEvent("ok"); return 1; }';
    const next = { orchestrators: { Work: work } };
    const { summary } = checkedLine({ ...lineOf(work, { a: '(_, n) => n' }), next });
    expect(summary.upTo).toContain('the wait for ok');
    expect(summary.text).not.toContain('every point');
  });
});

describe('an event that a person has sent', () => {
  test('is sent to version 2 all the same, wherever it arrives', () => {
    const { points, summary } = checked(ORDER, AFTER_THE_WAIT, SENT);
    expect(summary.text).toBe(
      'Version 2 stops instances waiting for ship; it is safe for those between the start and the event packed.',
    );
    expect(summary.upTo).toBeUndefined();
    const waiting = points.find(({ standing }) => standing.spot === 'the event packed');
    expect(waiting).toMatchObject({ name: 't3:saved', verdict: 'safe' });
    // The run that this place opens is the one that was judged.
    expect(waiting?.scenario?.interventions.map((act) => act.do)).toEqual([
      'crash',
      'restart',
      'raise',
    ]);
  });

  test('that version 2 does not hear leaves it waiting', () => {
    const { points } = checked(ORDER, ORDER.replace('"packed"', '"boxed"'), SENT);
    expect(points.map(({ verdict }) => verdict)).not.toContain('unknown');
    const waiting = points.find(({ standing }) => standing.spot === 'the event packed');
    expect(waiting).toMatchObject({
      verdict: 'hangs',
      reason: 'Version 1 waits for the event packed. Version 2 does not hear it.',
    });
  });

  const APPROVAL = ORDER.replace(
    'yield ctx.waitForExternalEvent("packed");',
    `const packed = ctx.waitForExternalEvent("packed");
  const winner = yield ctx.whenAny([packed, ctx.createTimer(60)]);
  if (winner !== packed) return "too late";`,
  );

  test.each([
    ['a wait', ORDER],
    ['a wait with a time limit', APPROVAL],
  ])('comes after every crash: %s is left by it', (_name, source) => {
    const runs = crashed(source, SENT);
    expect(runs.length).toBeGreaterThan(40);
    for (const { verdict, crashes } of runs)
      expect(
        [verdict.severity, verdict.reason, verdict.output],
        crashes.map(({ victim, name }) => `${victim} ${name}`).join(', '),
      ).toEqual(['holds', undefined, '"sent"']);
  });

  test('keeps its moment in the attempt that is made again', () => {
    const early = [
      { do: 'raise', name: 'packed', at: { task: 1, window: 'after-effect', beat: 'returned' } },
    ];
    const runs = crashed(ORDER, early).filter(({ crashes }) => crashes.length === 1);
    const placed = runs.flatMap(({ crashes, scenario }) =>
      (scenario?.interventions ?? []).flatMap((act) =>
        act.do === 'raise'
          ? [`${crashes[0]?.victim} ${crashes[0]?.name}: ${formatPlace(act.at)}`]
          : [],
      ),
    );
    expect(placed).toContain('app k1:end: k1.2:returned');
    expect(placed).toContain('app t1:saved: k1:returned');
    expect(runs.map(({ verdict }) => verdict.output)).toEqual(runs.map(() => '"sent"'));
  });

  test('hides no disagreement that comes before it', () => {
    const drawn = ORDER.replace(
      'yield ctx.callActivity(charge, o)',
      'yield ctx.callActivity(Math.random() < 0.5 ? charge : ship, o)',
    );
    const runs = crashed(drawn, SENT);
    const stopped = runs.filter(({ verdict }) =>
      verdict.findings.some(({ wrong }) => wrong === 'stops'),
    );
    expect(stopped.length).toBeGreaterThan(0);
    expect(runs.flatMap(({ verdict }) => verdict.reason ?? [])).toEqual([]);
  });
});

const STEPS = ['activity', 'wait', 'timer'] as const;
type Kind = (typeof STEPS)[number];

function lineOfStep(kind: Kind, index: number): string {
  switch (kind) {
    case 'activity':
      return `  yield ctx.callActivity(${index % 2 === 0 ? 'ship' : 'charge'}, ${index});`;
    case 'wait':
      return `  yield ctx.waitForExternalEvent("e${index}");`;
    case 'timer':
      return `  yield ctx.createTimer(${index + 1});`;
  }
}

const programOf = (kinds: readonly Kind[]): string =>
  [
    'export async function* order(ctx, o) {',
    ...kinds.map(lineOfStep),
    '  return "sent";\n}',
    'export async function charge(_c, o) { return "p"; }',
    'export async function ship(_c, o) { return "s"; }\n',
  ].join('\n');

describe('a deploy check of any run', () => {
  const kinds = fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 5 });

  test('speaks of every point only where the run came to its end', () => {
    fc.assert(
      fc.property(kinds, kinds, (before, after) => {
        const { summary } = checked(programOf(before), programOf(after));
        const waits = before.indexOf('wait');
        if (waits < 0) {
          expect(summary.upTo).toBeUndefined();
          return;
        }
        const where = `the wait for e${waits} (line ${waits + 2})`;
        expect(summary.text).not.toContain('every point');
        expect(summary.text).toContain(
          `Checked up to ${where}. What comes after was not reached: send e${waits} first.`,
        );
      }),
      { numRuns: 12 },
    );
  });

  test('knows what becomes of every instance to which a person sends what it waits for', () => {
    fc.assert(
      fc.property(kinds, kinds, (before, after) => {
        const acts: object[] = [];
        const place = (index: number) => ({ turn: index + 1, window: 'after-save' });
        before.forEach((kind, index) => {
          if (kind === 'wait') acts.push({ do: 'raise', name: `e${index}`, at: place(index) });
        });
        const { points, summary } = checked(programOf(before), programOf(after), acts);
        expect(summary.upTo).toBeUndefined();
        expect(points.map(({ reason = '' }) => reason).join()).not.toContain('found no place');
      }),
      { numRuns: 12 },
    );
  });
});
