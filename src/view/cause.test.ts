import { describe, expect, it } from 'vitest';
import type { Sample } from '../samples/sample.ts';
import type { Scenario } from '../sim/scenario.ts';
import { frameAt } from './frame-at.ts';
import type { CauseLink } from './frame.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const ACTIVITIES = `
export async function one(ctx, x) { return 1; }
export async function two(ctx, x) { return 2; }
export async function three(ctx, x) { return 3; }
`;

/** Every program's wake-ups draw other numbers, so one seed of these brings the planted cause to light. */
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

async function brokenRun(sample: Sample, change: Partial<Scenario>): Promise<CauseLink[]> {
  for (const seed of SEEDS) {
    const { trace, program } = await runOf(sample, [], { ...change, seed });
    const over = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
    const found = frameAt(trace, over, program).disagreement;
    if (found) return found.why;
  }
  throw new Error('No seed breaks it.');
}

const AT_REST: Partial<Scenario> = {};
/** The app dies in wake-up 2 and starts again. */
const CRASHED: Partial<Scenario> = {
  interventions: [
    {
      do: 'crash',
      target: 'app',
      at: { subject: 'turn', number: 2, attempt: 1, moment: 'returned' },
    },
    { do: 'restart', variables: { MODE: 'b', EXTRA: '1' } },
  ],
};

const PLANTED: [name: string, source: string, expected: RegExp, change?: Partial<Scenario>][] = [
  [
    'a random branch, after a clock that is only logged',
    `export async function* flow(ctx) {
  console.log(Date.now());
  const coin = Math.random();
  const id = crypto.randomUUID();
  if (coin > 0.5) {
    yield ctx.callActivity(one, id);
  } else {
    yield ctx.callActivity(two, id);
  }
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Math\.random\(\)/,
  ],
  [
    'a random branch on one line',
    `export async function* flow(ctx) {
  const started = Date.now();
  yield Math.random() > 0.5 ? ctx.callActivity(one, started) : ctx.callActivity(two, started);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Math\.random\(\)/,
  ],
  [
    'an answer of a service, by time, after a draw that is only logged',
    `export async function* flow(ctx) {
  console.log(Math.random());
  const answer = await fetch('https://rates.example/rates/EUR');
  const { rate } = await answer.json();
  if (rate < 1.1) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  yield ctx.createTimer(8 * 3600);
  yield ctx.callActivity(three);
}`,
    /^Line 3 fetched rates\.example\/rates\/EUR: 1\.09 at wake-up 1, 1\.11 now\.$/,
  ],
  [
    'an answer of a service in a helper, one of two',
    `async function ask(what) {
  const answer = await fetch('https://' + what);
  return answer.json();
}
export async function* flow(ctx) {
  const [same, other] = await Promise.all([ask('parcels.example/now'), ask('rates.example/rates/USD')]);
  yield ctx.callActivity(other.rate < 1.1 && same.ok ? one : two);
  yield ctx.createTimer(8 * 3600);
  yield ctx.callActivity(three);
}`,
    /^Line 2 fetched rates\.example\/rates\/USD: 1\.09 at wake-up 1, 1\.11 now\.$/,
  ],
  [
    'the id that a service gives out anew',
    `export async function* flow(ctx) {
  const answer = await fetch('https://payments.example/charges', { method: 'POST', body: '{}' });
  const { id } = await answer.json();
  yield ctx.callActivity(id === 'ch_1' ? one : two);
  yield ctx.callActivity(three);
}`,
    /^Line 2 fetched POST payments\.example\/charges: ch_1 at wake-up 1, ch_2 now\.$/,
  ],
  [
    'a draw in a helper, used later',
    `const pick = () => {
  const number = Math.random();
  return number > 0.5;
};
export async function* flow(ctx) {
  const now = new Date();
  console.log('started', now);
  const isLucky = pick();
  const step = isLucky ? one : two;
  yield ctx.callActivity(step);
  yield ctx.callActivity(three);
}`,
    /^Line 2 read Math\.random\(\)/,
  ],
  [
    'a clock branch',
    `export async function* flow(ctx) {
  const luck = Math.random();
  const even = Date.now() % 2 === 0;
  console.log(luck);
  switch (even) {
    case true:
      yield ctx.callActivity(one);
      break;
    default:
      yield ctx.callActivity(two);
  }
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Date\.now\(\)/,
  ],
  [
    'a uuid in a name',
    `export async function* flow(ctx) {
  const draw = Math.random();
  const suffix = crypto.randomUUID().slice(0, 1) > '7' ? 'one' : 'two';
  console.log(draw);
  yield ctx.callActivity(suffix);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read crypto\.randomUUID\(\)/,
  ],
  [
    'the number of rounds of a loop',
    `export async function* flow(ctx) {
  const started = Date.now();
  const count = Math.floor(Math.random() * 3);
  for (let index = 0; index < count; index += 1) {
    yield ctx.callActivity(one, started);
  }
  yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Math\.random\(\)/,
  ],
  [
    'a list of a drawn length',
    `export async function* flow(ctx) {
  const list = [];
  list.push(Date.now());
  if (Math.random() > 0.5) list.push(2);
  console.log('ready');
  for (const each of list) {
    yield ctx.callActivity(one, each);
  }
  yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    /^Line 4 read Math\.random\(\)/,
  ],
  [
    'a counter in module scope',
    `let runs = 0;
export async function* flow(ctx) {
  runs += 1;
  console.log(Math.random());
  const isFirst = runs === 1;
  if (isFirst) {
    yield ctx.callActivity(one);
  }
  yield ctx.callActivity(two);
}`,
    /^Line [35] used runs, which lives outside/,
  ],
  [
    'a counter behind a function',
    `let next = 0;
const newId = () => ++next;
export async function* flow(ctx) {
  const at = Date.now();
  const id = newId();
  yield ctx.callActivity(id % 2 ? one : two, at);
  yield ctx.callActivity(three);
}`,
    /^Line 2 used next, which lives outside/,
  ],
  [
    'a cache in module scope',
    `const seen = new Map();
export async function* flow(ctx) {
  if (!seen.has('a')) {
    seen.set('a', 1);
    yield ctx.callActivity(one);
  }
  yield ctx.callActivity(two);
}`,
    /^Line 3 used seen, which lives outside/,
  ],
  [
    'what only the first run of the code does',
    `export async function* flow(ctx) {
  const now = Date.now();
  if (!ctx.isReplaying()) {
    yield ctx.callActivity(one, now);
  }
  yield ctx.callActivity(two);
}`,
    /^Line 3 asks isReplaying: false at wake-up 1, true now\.$/,
  ],
  [
    'a variable of the environment',
    `export async function* flow(ctx) {
  const at = Math.random();
  const mode = process.env.MODE ?? 'a';
  yield ctx.callActivity(mode === 'a' ? one : two, at);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read process\.env\.MODE: undefined at wake-up 1, b now\.$/,
    CRASHED,
  ],
  [
    'a variable of the environment, read when the module is loaded',
    `const MODE = process.env.MODE ?? 'a';
export async function* flow(ctx) {
  const at = Math.random();
  yield ctx.callActivity(MODE === 'a' ? one : two, at);
  yield ctx.callActivity(three);
}`,
    /^Line 4 used MODE, which lives outside of the workflow: a at wake-up 1, b now\.$/,
    CRASHED,
  ],
  [
    'the order in which the environment gives its variables',
    `export async function* flow(ctx) {
  const at = Math.random();
  const names = new Map(Object.entries(process.env));
  let count = 0;
  for (const [name] of names) count += name.length;
  yield ctx.callActivity(count > 0 ? one : two, at);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Object\.keys\(process\.env\): \[\] at wake-up 1/,
    CRASHED,
  ],
  [
    'bytes',
    `export async function* flow(ctx) {
  const [byte] = crypto.getRandomValues(new Uint8Array(1));
  let step = one;
  if (byte > 127) step = two;
  yield ctx.callActivity(step);
  yield ctx.callActivity(three);
}`,
    /^Line 2 read crypto\.getRandomValues\(\)/,
  ],
];

/** Found by made-up programs (tests/properties/causes.test.ts): the text alone does not tell how the value got there. */
const FOUND: typeof PLANTED = [
  [
    'a table of functions, after a clock',
    `export async function* flow(ctx) {
  const at = Date.now();
  const luck = Math.floor(Math.random() * 2);
  const steps = { 0: () => ctx.callActivity(one, at), 1: () => ctx.callActivity(two, at) };
  yield steps[luck]();
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Math\.random\(\)/,
  ],
  [
    'a sum that a callback makes, beside a sorted list of draws',
    `export async function* flow(ctx) {
  const sorted = [Math.random(), Math.random()].sort();
  console.log('sorted', sorted);
  const odd = Date.now() % 2;
  let sum = 0;
  [odd, 0].forEach((each) => {
    sum += each;
  });
  if (sum === 1) {
    yield ctx.callActivity(one);
  } else {
    yield ctx.callActivity(two);
  }
  yield ctx.callActivity(three);
}`,
    /^Line 4 read Date\.now\(\)/,
  ],
  [
    'a default value that counts in the module',
    `let runs = 0;
const given = (drawn = (runs += 1) % 2) => drawn;
export async function* flow(ctx) {
  const luck = Math.random();
  const odd = given();
  console.log(luck);
  yield odd === 1 ? ctx.callActivity(one) : ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    /^Line 2 used runs, which lives outside/,
  ],
  [
    'one of two variables of the module',
    `let noted = 0;
const memory = { runs: 0 };
export async function* flow(ctx) {
  const odd = (memory.runs += 1) % 2;
  noted += 1;
  console.log(noted);
  const steps = [() => ctx.callActivity(one), () => ctx.callActivity(two)];
  yield steps[odd]();
  yield ctx.callActivity(three);
}`,
    /^Line 4 used memory, which lives outside/,
  ],
  [
    'two draws, of which one only looks as if it decided',
    `export async function* flow(ctx) {
  const started = Date.now();
  const luck = Math.random();
  const isLucky = luck > 0.5 && started > 0;
  yield ctx.callActivity(isLucky ? one : two);
  yield ctx.callActivity(three);
}`,
    /^Line 3 read Math\.random\(\)/,
  ],
];

describe('the cause that was planted is the one that is named', () => {
  it.each([...PLANTED, ...FOUND])('%s', async (name, source, expected, change = AT_REST) => {
    const why = await brokenRun(sampleOf(name.replaceAll(' ', '-'), source + ACTIVITIES), change);
    expect(why[0]?.text).toMatch(expected);
    // Nothing else is accused.
    expect(
      why.filter((each) => /^Line \d+ (read|used|asks is)/.test(each.text)).length,
    ).toBeLessThan(3);
    expect(why.some((each) => each.certainty === 'unknown')).toBe(false);
    expect(why[0]?.spots).toHaveLength(2);
  });
});

const BEFORE_DEPLOY = `export async function* flow(ctx) {
  const at = Math.random();
  yield ctx.callActivity(one, at);
  yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`;
const inLine = (line: number, text: string): string =>
  BEFORE_DEPLOY.split('\n')
    .map((each, index) => (index + 1 === line ? text : each))
    .join('\n');

const LIMIT = `  const limit = 5;
  const many = limit > 3;
  yield ctx.callActivity(many ? one : two, at);`;

const DEPLOYED: [what: string, next: string, gone: number[], added: number[]][] = [
  ['renamed', inLine(4, '  yield ctx.callActivity(three, 1);'), [4], [4]],
  ['removed', inLine(3, ''), [3], []],
  [
    'added',
    inLine(3, '  yield ctx.callActivity(three);\n  yield ctx.callActivity(one, at);'),
    [],
    [3],
  ],
  [
    'reordered',
    `export async function* flow(ctx) {
  const at = Math.random();
  yield ctx.callActivity(two);
  yield ctx.callActivity(one, at);
  yield ctx.callActivity(three);
}`,
    [3],
    [4],
  ],
  [
    'chosen by another limit',
    BEFORE_DEPLOY.replace('  yield ctx.callActivity(one, at);', LIMIT.replace('5', '1')),
    [3],
    [3],
  ],
  ['ended early', inLine(4, '  return at;'), [4], [4]],
];

describe('a deploy is the cause, although every wake-up draws another number', () => {
  it.each(DEPLOYED)('an activity %s', async (_what, next, gone, added) => {
    const first = next.includes('limit')
      ? BEFORE_DEPLOY.replace('  yield ctx.callActivity(one, at);', LIMIT)
      : BEFORE_DEPLOY;
    const sample = { ...sampleOf('deploy', first + ACTIVITIES), next: next + ACTIVITIES };
    const why = await brokenRun(sample, {
      interventions: [
        {
          do: 'crash',
          target: 'app',
          at: { subject: 'turn', number: 3, attempt: 1, moment: 'returned' },
        },
        { do: 'restart', code: 'v2' },
      ],
    });
    expect(why[0]?.text).toMatch(
      /^The code changed: wake-up [12] ran version 1, app run 2 runs version 2\.$/,
    );
    const changed = why[0]?.changed ?? [];
    const linesOf = (kind: string) =>
      changed.flatMap((each) => (each.kind === kind ? [each.line] : []));
    expect(linesOf('gone')).toEqual(gone);
    expect(linesOf('new')).toEqual(added);
    expect(why.some(({ text }) => text.startsWith('Line 2 read'))).toBe(false);
  });

  it('not the deploy, when another line was changed', async () => {
    const code = (word: string) => `export async function* flow(ctx) {
  console.log('${word}');
  yield ctx.callActivity(Math.random() > 0.5 ? one : two);
  yield ctx.callActivity(three);
}${ACTIVITIES}`;
    const why = await brokenRun(
      { ...sampleOf('deploy-log', code('a')), next: code('b') },
      {
        interventions: [
          {
            do: 'crash',
            target: 'app',
            at: { subject: 'turn', number: 2, attempt: 1, moment: 'sent' },
          },
          { do: 'restart', code: 'v2' },
        ],
      },
    );
    expect(why[0]?.text).toMatch(/^Line 3 read Math\.random\(\)/);
    expect(why[1]?.text).toBe('The code changed, too, but not in a line that matters here.');
  });
});
