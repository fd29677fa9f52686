/** Twenty programs that look wrong and are not, and twenty that are and do not look so: name, text, for the wrong ones what must be found. */

/** A Dapr file with this body of the workflow, and what stands before it. */
const wf = (body: string, before = ''): string =>
  `${before}export async function* wf(ctx, input) {\n${body}\n}\n`;

export const judgedInnocent: [string, string][] = [
  [
    'Math as a parameter',
    wf(
      '  return compute({ random: () => input }, input);',
      'const compute = (Math, n) => Math.random() * n;\n',
    ),
  ],
  [
    'a Date of the file',
    wf('  return new Date().year;', 'class Date { year = 2000; static now() { return 1; } }\n'),
  ],
  ['an imported Date', wf('  return Date.now();', "import { Date } from './calendar';\n")],
  [
    'a date made of the kept time',
    wf(
      '  const at = new Date(ctx.getCurrentUtcDateTime());\n  yield ctx.createTimer(new Date(at.getTime() + 1000));',
    ),
  ],
  [
    'dates of texts and numbers',
    wf(
      "  return [Date.parse(input.at), Date.UTC(2020, 1), new Date(0), new Date(input.at), new Date('2020-01-01')];",
    ),
  ],
  [
    'the activity in the same file, as a class method',
    wf(
      '  return yield ctx.callActivity(service.draw);',
      'class Service {\n  draw() { return Math.random(); }\n}\nconst service = new Service();\n',
    ),
  ],
  [
    'an activity that is a default parameter',
    wf(
      '  return yield* steps(ctx);',
      'async function* steps(ctx, act = async () => Date.now()) {\n  return yield ctx.callActivity(act);\n}\n',
    ),
  ],
  [
    'random as a property of the input',
    wf('  const { random, now } = input;\n  return random + now;'),
  ],
  [
    'a crypto of the file',
    wf('  return crypto.randomUUID();', "const crypto = { randomUUID: () => 'fixed' };\n"),
  ],
  [
    'a comparator that compares',
    wf('  return input.list.toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));'),
  ],
  [
    'hashes',
    wf(
      "  return createHash('sha256').update(input.text).digest('hex');",
      "import { createHash } from 'node:crypto';\n",
    ),
  ],
  [
    'a helper generator that only yields tasks',
    wf(
      '  return yield* both(ctx, input);',
      'async function* both(ctx, n) {\n  yield ctx.callActivity(one, n);\n  return yield ctx.callActivity(one, n + 1);\n}\nasync function one() { return Date.now(); }\n',
    ),
  ],
  ['an optional chain on the input', wf('  return input?.Math?.random?.() ?? input.Date?.now();')],
  [
    'a static field that never changes',
    wf(
      '  return Limits.most + Limits.of(input);',
      'class Limits {\n  static most = 5;\n  static of(n) { return Math.min(n, Limits.most); }\n}\n',
    ),
  ],
  ['a method called now', wf('  return clock.now();', 'const clock = { now: () => 5 };\n')],
  [
    'a draw in a closure that is an activity',
    wf(
      '  const draw = async () => Math.random();\n  const [a, b] = yield ctx.whenAll([ctx.callActivity(draw), ctx.callActivity(draw)]);\n  return a + b;',
    ),
  ],
  [
    'a name that a block shadows',
    wf('  {\n    const Math = { random: () => 4 };\n    return Math.random();\n  }'),
  ],
  [
    'a generator that is no workflow',
    'function* ids() {\n  for (;;) yield Math.random();\n}\nexport const first = () => ids().next().value;\n',
  ],
  [
    'numbers written for people',
    wf(
      "  return input.total.toFixed(2) + Number(input.n).toString(16) + Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(0);",
    ),
  ],
  [
    'a type called Date, and typeof',
    `type Random = typeof Math.random;\nexport async function* wf(ctx: unknown, input: { at: Date; draw: ReturnType<Random> }): any {\n  return input.at;\n}\n`,
  ],
];

export const judgedWrong: [string, string, string[]][] = [
  ['an alias of random', wf('  return r();', 'const r = Math.random;\n'), ['RS101@3']],
  [
    'random by destructuring, renamed',
    wf('  return draw();', 'const { random: draw } = Math;\n'),
    ['RS101@3'],
  ],
  ['Math under another name', wf('  return M.random();', 'const M = Math;\n'), ['RS101@3']],
  ['crypto of globalThis', wf('  return globalThis.crypto.randomUUID();'), ['RS103@2']],
  [
    'randomUUID of node',
    wf('  return uuid();', "import { randomUUID as uuid } from 'node:crypto';\n"),
    ['RS103@3'],
  ],
  [
    'a date without arguments in a default parameter',
    wf('  return stamp();', 'const stamp = (at = new Date()) => at.getTime();\n'),
    ['RS102@1'],
  ],
  ['a date through Reflect', wf('  return Reflect.construct(Date, []).getTime();'), ['RS102@2']],
  ['Date called as a function', wf('  return Date();'), ['RS102@2']],
  ['a random comparator', wf('  return input.list.sort(() => Math.random() - 0.5);'), ['RS101@2']],
  [
    'a helper generator that draws',
    wf(
      '  return yield* both(ctx);',
      'async function* both(ctx) {\n  const n = Math.random();\n  yield ctx.callActivity("one", n);\n}\n',
    ),
    ['RS101@2'],
  ],
  [
    'a class method that draws',
    wf(
      '  return new Dice().roll();',
      'class Dice {\n  roll() { return Math.ceil(Math.random() * 6); }\n}\n',
    ),
    ['RS101@2'],
  ],
  [
    'a static method that reads the clock',
    wf('  return Clock.now();', 'class Clock {\n  static now() { return Date.now(); }\n}\n'),
    ['RS102@2'],
  ],
  [
    'a static field that was drawn',
    wf('  return Id.one;', 'class Id {\n  static one = Math.random();\n}\n'),
    ['RS101@5'],
  ],
  [
    'a getter that draws',
    wf('  return box.next;', 'const box = {\n  get next() { return Math.random(); },\n};\n'),
    ['RS101@2'],
  ],
  ['a template tag', wf('  return `${performance.now()}`;'), ['RS102@2']],
  [
    'the environment by destructuring',
    wf('  const { MODE = "a" } = process.env;\n  return MODE;'),
    ['RS104@2'],
  ],
  [
    'a counter of the module',
    wf('  count += 1;\n  return yield ctx.callActivity("one", count);', 'let count = 0;\n'),
    ['RS110@3'],
  ],
  [
    'a static counter',
    wf('  Stats.count += 1;\n  return Stats.count;', 'class Stats {\n  static count = 0;\n}\n'),
    ['RS110@5'],
  ],
  [
    'a draw both printed and used',
    wf('  const n = Math.random();\n  console.log(n);\n  return n;'),
    ['RS101@2'],
  ],
  [
    'a Date that is only shadowed elsewhere',
    wf('  {\n    const Date = null;\n    console.log(Date);\n  }\n  return Date.now();'),
    ['RS102@6'],
  ],
];
