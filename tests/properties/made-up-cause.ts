import fc from 'fast-check';

/**
 * A made-up workflow in which one read of something that differs between wake-ups is planted, and others stand beside it that
 * decide nothing. The planted line ends in `// planted`.
 */
export interface MadeUp {
  source: string;
  /** Version 2, where the planted difference is a deploy. */
  next?: string;
  plant: Plant;
  use: Use;
}

/** What the planted value does: decides what is asked for, is given to an activity, is returned, stands in
 * the custom status, or is printed only. */
export type Use = 'decides' | 'given' | 'returned' | 'told' | 'printed';

export interface Plant {
  what: string;
  /** What the page calls it: start of the first link of the chain, without its line. */
  api: string;
  /** 0 or 1, in another way at another wake-up or in another app run. */
  value: string;
  /** The module's own lines. */
  module?: string[];
  /** Differs only in another app run. */
  needsCrash?: boolean;
}

const PLANTS: readonly Plant[] = [
  { what: 'random', api: 'Math.random()', value: 'Math.floor(Math.random() * 2)' },
  { what: 'clock', api: 'Date.now()', value: 'Date.now() % 2' },
  { what: 'date', api: 'new Date()', value: 'new Date().getTime() % 2' },
  {
    what: 'uuid',
    api: 'crypto.randomUUID()',
    value: 'parseInt(crypto.randomUUID().charAt(0), 16) % 2',
  },
  {
    what: 'bytes',
    api: 'crypto.getRandomValues()',
    value: 'crypto.getRandomValues(new Uint8Array(2))[1] % 2',
  },
  { what: 'performance', api: 'performance.now()', value: 'Math.floor(performance.now()) % 2' },
  { what: 'pid', api: 'process.pid', value: 'process.pid % 2', needsCrash: true },
  {
    what: 'environment',
    api: 'process.env.MODE',
    value: "(process.env.MODE === 'b' ? 1 : 0)",
    needsCrash: true,
  },
  {
    what: 'environment by destructuring',
    api: 'process.env.MODE',
    value: "(({ MODE }) => (MODE === 'b' ? 1 : 0))(process.env)",
    needsCrash: true,
  },
  {
    what: 'names of the environment',
    api: 'Object.keys(process.env)',
    value: 'Object.keys(process.env).length % 2',
    needsCrash: true,
  },
  { what: 'counter', api: 'runs', value: '(runs += 1) % 2', module: ['let runs = 0;'] },
  {
    what: 'counter in an object',
    api: 'memory',
    value: '(memory.runs += 1) % 2',
    module: ['const memory = { runs: 0 };'],
  },
  {
    what: 'cache',
    api: 'seen',
    value: '(seen.add(seen.size), seen.size % 2)',
    module: ['const seen = new Set();'],
  },
  {
    what: 'environment at load',
    api: 'MODE',
    value: '(MODE === "b" ? 1 : 0)',
    module: ['const MODE = process.env.MODE;'],
    needsCrash: true,
  },
  {
    what: 'random at load',
    api: 'TOSS',
    value: '(TOSS > 0.5 ? 1 : 0)',
    module: ['const TOSS = Math.random();'],
    needsCrash: true,
  },
];

/** Where the read stands. `#` is its expression; the value comes to `v0`. Lines of the module, lines of the workflow. */
const READ_AT: readonly [what: string, module: string[], own: string[]][] = [
  ['a variable', [], ['const v0 = #; // planted']],
  ['a helper', ['function draw() {', '  return #; // planted', '}'], ['const v0 = draw();']],
  ['an arrow', ['const draw = () => #; // planted'], ['const v0 = draw();']],
  [
    'a helper with steps',
    [
      'const draw = (scale) => {',
      '  const drawn = #; // planted',
      '  const scaled = drawn * scale;',
      '  return scaled / scale;',
      '};',
    ],
    ['const v0 = draw(4);'],
  ],
  [
    'a method',
    ['class Source {', '  next() {', '    return #; // planted', '  }', '}'],
    ['const source = new Source();', 'const v0 = source.next();'],
  ],
  [
    'an object',
    [],
    ['const all = {', '  first: 1,', '  second: #, // planted', '};', 'const v0 = all.second;'],
  ],
  ['a default', ['const given = (drawn = #) => drawn; // planted'], ['const v0 = given();']],
  ['an alias', [], ['const read = () => #; // planted', 'const v0 = read();']],
];

/** How a value gets from `a` to `b`. */
const CARRIED: readonly string[][] = [
  ['const b = a;'],
  ["const b_all = { value: a, other: 'x' };", 'const b = b_all.value;'],
  ["const { value: b } = { value: a, other: 'x' };"],
  ['const [, b] = [9, a];'],
  ['const b_text = `n${a}`;', 'const b = Number(b_text.slice(1));'],
  ['let b = 0;', 'if (a === 1) b = 1;'],
  ['let b = 0;', 'if (a === 1) {', "  console.log('one');", '  b = 1;', '}'],
  ['const b = pass(a);'],
  ['const b_get = () => a;', 'const b = b_get();'],
  ['const b_box = {};', 'b_box.value = a;', 'const b = b_box.value;'],
  ['const b_list = [];', 'b_list.push(a);', 'const b = b_list[0];'],
  ['const b_map = new Map();', "b_map.set('k', a);", "const b = b_map.get('k');"],
  ['const b_set = new Set([a]);', 'const b = b_set.has(1) ? 1 : 0;'],
  ['const b = new Holder(a).value;'],
  ['const b_holder = new Holder(a);', 'const b = b_holder.get();'],
  ['const b = JSON.parse(JSON.stringify({ v: a })).v;'],
  ['let b = 0;', 'for (let i = 0; i < a; i += 1) {', '  b += 1;', '}'],
  ['let b = 0;', 'while (b < a) b += 1;'],
  ['let b = 0;', 'try {', "  if (a === 1) throw new Error('one');", '} catch {', '  b = 1;', '}'],
  ['const b = [0, 1].find((each) => each === a);'],
  ['const b = [a].map((each) => each * 2).reduce((sum, each) => sum + each / 2, 0);'],
  ['const b = (a && 1) || 0;'],
  [
    'let b;',
    'switch (a) {',
    '  case 1:',
    '    b = 1;',
    '    break;',
    '  default:',
    '    b = 0;',
    '}',
  ],
  ['const b =', '  a === 1', '    ? 1', '    : 0;'],
  ['let b = 0;', 'const b_put = () => {', '  b = a;', '};', 'b_put();'],
  ['let b = 0;', '[a, 0].forEach((each) => {', '  b += each;', '});'],
  ['const b_all = { ...{ kept: 1 }, v: a };', 'const { v: b = 7 } = b_all;'],
  ['const b_all = Object.assign({}, { v: a });', 'const b = b_all.v;'],
  ['const b = yield* below(ctx, a);'],
  ["yield ctx.callActivity(two, 'between');", 'const b = a;'],
  ['let b = a;', 'b ??= 5;', 'b ||= 0;'],
  ['const b_word = a ? "yes" : "no";', 'const b = { yes: 1, no: 0 }[b_word];'],
  [
    'const b_odd = [5, 6].filter((_each, at) => at === a).length > 0 ? [5, 6][a] : 0;',
    'const b = b_odd - 5;',
  ],
  ['for (var b = 0; b < a; b += 1);'],
  ['let b = 9;', 'b = a > 0 ? b - 8 : b - 9;'],
];

const MODULE = [
  'const pass = (x) => x;',
  'class Holder {',
  '  constructor(value) {',
  '    this.value = value;',
  '  }',
  '  get() {',
  '    return this.value;',
  '  }',
  '}',
  'async function* below(ctx, x) {',
  "  yield ctx.callActivity(two, 'below');",
  '  return x;',
  '}',
];

const ACTIVITIES = [
  'export async function one(ctx, x) { return 1; }',
  'export async function two(ctx, x) { return 2; }',
  'export async function three(ctx, x) { return 3; }',
];

/** How `v` decides. */
const DECIDES: readonly string[][] = [
  [
    'if (v === 1) {',
    '  yield ctx.callActivity(one);',
    '} else {',
    '  yield ctx.callActivity(two);',
    '}',
  ],
  ['if (v === 1) yield ctx.callActivity(one);', 'yield ctx.callActivity(three);'],
  ['yield v === 1 ? ctx.callActivity(one) : ctx.callActivity(two);'],
  ['yield ctx.callActivity(v === 1 ? one : two);'],
  ['yield ctx.callActivity([one, two][v]);'],
  ["yield ctx.callActivity(v === 1 ? 'one' : 'two', 'x');"],
  ['const step = v ? one : two;', 'yield ctx.callActivity(step);'],
  [
    'for (let round = 0; round < v; round += 1) {',
    '  yield ctx.callActivity(one, round);',
    '}',
    'yield ctx.callActivity(two);',
  ],
  [
    'switch (v) {',
    '  case 1:',
    '    yield ctx.callActivity(one);',
    '    break;',
    '  default:',
    '    yield ctx.callActivity(two);',
    '}',
  ],
  ['if (v) yield ctx.createTimer(1);', 'yield ctx.callActivity(three);'],
  [
    'const tasks = [ctx.callActivity(two)];',
    'if (v) tasks.unshift(ctx.callActivity(one));',
    'yield ctx.whenAll(tasks);',
  ],
  [
    'const tasks = [...Array(v + 1).keys()].map((n) => ctx.callActivity(n === v ? one : two, n));',
    'yield ctx.whenAll(tasks);',
  ],
  ['if (v === 1) return 5;', 'yield ctx.callActivity(one);'],
  [
    'const steps = { 0: () => ctx.callActivity(one), 1: () => ctx.callActivity(two) };',
    'yield steps[v]();',
  ],
  ['for (const name of v ? [one, two] : [two, one]) {', '  yield ctx.callActivity(name);', '}'],
  [
    'do {',
    '  yield ctx.callActivity(one);',
    '} while (false);',
    'if (!v) yield ctx.callActivity(three);',
  ],
];

/** Reads that decide nothing. */
const DECOYS: readonly string[][] = [
  ['console.log(Math.random());'],
  ['console.log(Date.now());'],
  ['const dN = Math.random();'],
  ['const dN = crypto.randomUUID();', 'console.log(`run ${dN}`);'],
  ['const dN = new Date();', "console.log('at', dN);"],
  ['const dN = { at: Date.now(), luck: Math.random() };'],
  [
    'const dN = Date.now();',
    "const eN = dN > 0 ? 'late' : 'early';",
    'if (eN === "early") return 0;',
  ],
  ['const dN = Math.random();', "yield ctx.callActivity(three, 'plain');", 'console.log(dN);'],
  ['const dN = process.env.MODE;', 'console.log(dN);'],
  ['console.log(process.env.EXTRA ?? "none");'],
  ['noted += 1;', 'console.log(noted);'],
  ['notes.set(notes.size, 1);'],
  ['const [dN] = crypto.getRandomValues(new Uint8Array(1));', 'console.log(dN);'],
  ['const dN = performance.now();', 'if (dN > 1e9) yield ctx.callActivity(one);'],
  ['const dN = chance();', 'console.log(dN);'],
  ['if (Math.random() > 2) {', '  yield ctx.callActivity(one);', '}'],
  ['let dN = 0;', 'if (Math.random() > 0.5) dN = 1;', 'console.log(dN);'],
  ['const dN = [Math.random(), Math.random()].sort();', "console.log('sorted', dN);"],
];
const DECOY_MODULE = [
  'let noted = 0;',
  'const notes = new Map();',
  'const chance = () => Math.random();',
];

const named = (lines: readonly string[], from: string, to: string): string[] =>
  lines.map((each) =>
    each.replace(/(?<![\w'"$.])([ab])(?=_|\b)(?!['"])/g, (_whole, name: string) =>
      name === 'a' ? from : to,
    ),
  );
const withoutLetter = (lines: readonly string[], name: string): string[] =>
  lines.map((each) => each.replace(/(?<![\w'"$.])v(?![\w'":])/g, name));

export const madeUpCauses = (uses: readonly Use[]): fc.Arbitrary<MadeUp> =>
  fc
    .record({
      plant: fc.constantFrom(...PLANTS),
      at: fc.constantFrom(...READ_AT),
      carried: fc.array(fc.constantFrom(...CARRIED), { maxLength: 3 }),
      decides: fc.constantFrom(...DECIDES),
      decoys: fc.array(fc.tuple(fc.constantFrom(...DECOYS), fc.nat(3)), { maxLength: 4 }),
      use: fc.constantFrom(...uses),
      isInLoop: fc.boolean(),
    })
    .map(({ plant, at, carried, decides, decoys, use, isInLoop }) => {
      const [, module, own] = at;
      const read = (lines: readonly string[]): string[] =>
        lines.map((each) => each.replace('#', plant.value));
      // Where decoys may stand: before the read, after it, after the value was carried on, at the end.
      const at4 = [0, 1, 2, 3].map((place) =>
        decoys.flatMap(([lines, where], index) =>
          where === place ? lines.map((each) => each.replace(/([de])N/g, `$1${index}`)) : [],
        ),
      );
      const steps = carried.flatMap((lines, index) => named(lines, `v${index}`, `v${index + 1}`));
      const last = `v${carried.length}`;
      const end = useOf(use, withoutLetter(decides, last), last);
      const body = [
        ...(at4[0] ?? []),
        ...read(own),
        ...(at4[1] ?? []),
        ...steps,
        ...(at4[2] ?? []),
        ...end.slice(0, -1),
        ...(at4[3] ?? []),
        ...end.slice(-1),
      ];
      const loop = isInLoop
        ? ['for (const lap of [1]) {', ...body.map((each) => `  ${each}`), '}']
        : body;
      return {
        plant,
        use,
        source: [
          ...DECOY_MODULE,
          ...(plant.module ?? []),
          ...MODULE,
          ...read(module),
          'export async function* flow(ctx, input) {',
          ...loop.map((each) => `  ${each}`),
          '}',
          ...ACTIVITIES,
        ].join('\n'),
      };
    });

/** The last of these lines comes after every decoy. */
function useOf(use: Use, decides: readonly string[], v: string): string[] {
  switch (use) {
    case 'decides':
      return [...decides, 'yield ctx.callActivity(two, 9);'];
    case 'given':
      return [`yield ctx.callActivity(one, { v: ${v} });`, 'yield ctx.callActivity(two, 9);'];
    case 'returned':
      return [
        'yield ctx.callActivity(two, 9);',
        'yield ctx.callActivity(one, 9);',
        `return { v: ${v} };`,
      ];
    case 'told':
      return [
        `ctx.setCustomStatus(JSON.stringify({ v: ${v} }));`,
        'yield ctx.callActivity(two, 9);',
        'yield ctx.callActivity(one, 9);',
      ];
    case 'printed':
      return [
        `console.log(${v});`,
        'yield ctx.callActivity(two, 9);',
        'yield ctx.callActivity(one, 9);',
      ];
  }
}
