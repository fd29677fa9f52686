import fc from 'fast-check';

/** A made-up workflow of the Dapr facade whose answers depend on its input and the answers of its activities alone. */
type Part =
  | { part: 'wait'; on: Wait }
  | { part: 'try'; body: Part[]; caught: Part[] }
  | { part: 'branch'; body: Part[]; other: Part[] }
  | { part: 'loop'; times: number; body: Part[] }
  | { part: 'again' };

type Wait =
  | { kind: 'activity'; name: 'double' | 'refuse' | 'count'; value: number }
  | { kind: 'child'; value: number }
  | { kind: 'timer'; seconds: number }
  | { kind: 'news' }
  | { kind: 'all' | 'any'; of: Wait[] };

const value = fc.integer({ min: 0, max: 9 });
const leaf: fc.Arbitrary<Wait> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('activity'),
      name: fc.constantFrom('double', 'double', 'count', 'refuse'),
      value,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('child'), value }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('timer'), seconds: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'news' }) },
) as fc.Arbitrary<Wait>;
const wait: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('all', 'any'),
      of: fc.array(leaf, { minLength: 1, maxLength: 3 }),
    }),
  },
) as fc.Arbitrary<Wait>;

const parts = fc.letrec<{ part: Part; list: Part[] }>((tie) => ({
  list: fc.array(tie('part'), { maxLength: 4 }),
  part: fc.oneof(
    { maxDepth: 2 },
    fc.record({ part: fc.constant('wait'), on: wait }),
    fc.record({ part: fc.constant('try'), body: tie('list'), caught: tie('list') }),
    fc.record({ part: fc.constant('branch'), body: tie('list'), other: tie('list') }),
    fc.record({
      part: fc.constant('loop'),
      times: fc.integer({ min: 1, max: 2 }),
      body: tie('list'),
    }),
    fc.constant({ part: 'again' }),
  ) as fc.Arbitrary<Part>,
}));

const HEAD = `async function double(_ctx, x) { return x * 2; }
async function refuse(_ctx, x) { throw new Error('refused ' + x); }
async function count(_ctx, x) {
  const answer = await fetch('https://counter.example/' + x, { method: 'POST', body: JSON.stringify({ x }) });
  return answer.ok;
}
export async function* child(ctx, x) { return (yield ctx.callActivity(double, x)) + 1; }
`;

/** The text of a file with the workflow `work`. */
export const madeUpWorkflows: fc.Arbitrary<string> = fc
  .array(parts.part, { minLength: 1, maxLength: 5 })
  .map((list) =>
    [
      HEAD,
      'export async function* work(ctx, input) {',
      '  const seen = [];',
      '  const note = (x) => { seen.push(x && x.getResult ? (x.isFailed ? "failed" : x.getResult() ?? null) : x ?? null); };',
      ...list.flatMap((part) => lines(part, '  ')),
      '  return seen;',
      '}',
    ].join('\n'),
  );

function lines(part: Part, indent: string): string[] {
  const inside = (list: Part[]): string[] => list.flatMap((each) => lines(each, `${indent}  `));
  switch (part.part) {
    case 'wait':
      return [`${indent}note(yield ${task(part.on)});`];
    case 'try':
      return [
        `${indent}try {`,
        ...inside(part.body),
        `${indent}} catch (error) {`,
        `${indent}  note(error.message);`,
        ...inside(part.caught),
        `${indent}}`,
      ];
    case 'branch':
      return [
        `${indent}if (seen.length % 2 === 0) {`,
        ...inside(part.body),
        `${indent}} else {`,
        ...inside(part.other),
        `${indent}}`,
      ];
    case 'loop':
      return [
        `${indent}for (let n = 0; n < ${part.times}; n++) {`,
        ...inside(part.body),
        `${indent}}`,
      ];
    case 'again':
      return [`${indent}if (input < 1) { ctx.continueAsNew(input + 1, true); return; }`];
  }
}

function task(on: Wait): string {
  switch (on.kind) {
    case 'activity':
      return `ctx.callActivity(${on.name}, ${on.value})`;
    case 'child':
      return `ctx.callChildWorkflow(child, ${on.value})`;
    case 'timer':
      return `ctx.createTimer(${on.seconds})`;
    case 'news':
      return "ctx.waitForExternalEvent('news')";
    case 'all':
    case 'any':
      return `ctx.${on.kind === 'all' ? 'whenAll' : 'whenAny'}([${on.of.map(task).join(', ')}])`;
  }
}
