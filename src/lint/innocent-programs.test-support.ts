/** Programs that stand every replay, however they look: name, text. */
export const innocentPrograms: [string, string][] = [
  [
    'draws in activities',
    `export async function* wf(ctx) {\n  yield ctx.callActivity(toss);\n}\nasync function toss() { return Math.random() + Date.now() + process.env.X + crypto.randomUUID(); }`,
  ],
  [
    'an activity that is written in place',
    `export async function* wf(ctx) {\n  return yield ctx.callActivity(async function toss() { return Math.random(); });\n}`,
  ],
  [
    'an activity by a name in the workflow',
    `export async function* wf(ctx) {\n  const toss = async () => Math.random();\n  return yield ctx.callActivity(toss);\n}`,
  ],
  [
    'activities that are kept in a list',
    `export async function* wf(ctx) {\n  const undo = [];\n  undo.push({ activity: release, input: 1 });\n  for (const step of undo.reverse()) yield ctx.callActivity(step.activity, step.input);\n}\nasync function release() { await fetch('https://a.example'); }`,
  ],
  [
    'activities that are looped over',
    `export async function* wf(ctx) {\n  for (const step of [one, two]) yield ctx.callActivity(step);\n}\nasync function one() { return Date.now(); }\nasync function two() { return Math.random(); }`,
  ],
  [
    'activities chosen by a condition',
    `export async function* wf(ctx, x) {\n  yield ctx.callActivity(x ? one : two);\n}\nfunction one() { return Date.now(); }\nfunction two() { return Math.random(); }`,
  ],
  [
    'helpers of activities',
    `export async function* wf(ctx) { yield ctx.callActivity(send); }\nasync function send() { return post('https://a.example'); }\nasync function post(url) { await new Promise((r) => setTimeout(r, 10)); return (await fetch(url)).json(); }`,
  ],
  [
    'host code',
    `import { WorkflowRuntime, DaprWorkflowClient } from '@dapr/dapr';\nasync function main() {\n  const runtime = new WorkflowRuntime({ daprHost: process.env.HOST });\n  runtime.registerWorkflow(wf).registerActivity(hello);\n  await runtime.start();\n  const client = new DaprWorkflowClient();\n  const id = await client.scheduleNewWorkflow(wf, { at: Date.now() }, crypto.randomUUID());\n  await new Promise((r) => setTimeout(r, 100));\n  console.log(id, new Date());\n}\nasync function* wf(ctx) { return yield ctx.callActivity(hello, 1); }\nasync function hello() { return 1; }\nmain().catch((e) => { console.error(e); process.exit(1); });`,
  ],
  [
    'a shadowed Date',
    `const Date = { now: () => 5 };\nexport async function* wf(ctx) { return Date.now(); }`,
  ],
  ['a parameter called fetch', `export async function* wf(ctx, { fetch }) { return fetch('a'); }`],
  [
    'Math as a parameter',
    `const roll = (Math) => Math.random();\nexport async function* wf(ctx) { return roll({ random: () => 4 }); }`,
  ],
  [
    'an own function called random',
    `function random(seed) { return (seed * 16807) % 2147483647; }\nexport async function* wf(ctx, seed) { return random(seed); }`,
  ],
  [
    'an own function called sleep',
    `async function* sleep(ctx, s) { yield ctx.createTimer(s); }\nexport async function* wf(ctx) { yield* sleep(ctx, 5); }`,
  ],
  [
    'an own crypto',
    `import { crypto } from './own.js';\nexport async function* wf(ctx) { return crypto.randomUUID(); }`,
  ],
  [
    'a local called process',
    `export async function* wf(ctx, input) {\n  const process = { env: { MODE: input.mode } };\n  return process.env.MODE;\n}`,
  ],
  [
    'a catch parameter called fetch',
    `export async function* wf(ctx) {\n  try { yield ctx.callActivity('a'); } catch (fetch) { return fetch.message; }\n}`,
  ],
  [
    'a shadowed setTimeout',
    `export async function* wf(ctx) {\n  const setTimeout = (seconds) => ctx.createTimer(seconds);\n  yield setTimeout(5);\n}`,
  ],
  [
    'methods of the input with such names',
    `export async function* wf(ctx, input) {\n  return input.fetch + input.random() + input.now() + input.Date + input.process.env.X;\n}`,
  ],
  [
    'a draw with a seed of the input',
    `function rng(seed) {\n  let state = seed;\n  return () => { state = (state * 16807) % 2147483647; return state / 2147483647; };\n}\nexport async function* wf(ctx, input) {\n  const next = rng(input.seed);\n  return next() + next();\n}`,
  ],
  [
    'a class with a seed',
    `class Random {\n  constructor(seed) { this.state = seed; }\n  random() { this.state = (this.state * 16807) % 2147483647; return this.state; }\n}\nexport async function* wf(ctx, seed) {\n  const Math2 = new Random(seed);\n  return Math2.random();\n}`,
  ],
  [
    'a date of something',
    `export async function* wf(ctx, input) {\n  return new Date(input.at).getTime() + Date.parse('2026-01-01') + Date.UTC(2026, 0);\n}`,
  ],
  [
    'the date of the context',
    `export async function* wf(ctx) {\n  const now = new Date(ctx.currentUtcDateTime);\n  return now.toISOString();\n}`,
  ],
  [
    'the clock and ids of the context',
    `export async function* wf(ctx) {\n  return ctx.currentUtcDateTime.getTime() + ctx.newGuid() + ctx.instanceId;\n}`,
  ],
  [
    'a date test',
    `export async function* wf(ctx, x) { return x instanceof Date || typeof Date === 'function'; }`,
  ],
  [
    'other mathematics',
    `export async function* wf(ctx, x) { return Math.max(x, Math.floor(Math.PI)); }`,
  ],
  [
    'a hash',
    `import { createHash } from 'node:crypto';\nexport async function* wf(ctx, x) { return createHash('sha256').update(x).digest('hex'); }`,
  ],
  [
    'texts and comments',
    `export async function* wf(ctx) {\n  // Math.random() and process.env.MODE\n  return 'Math.random() Date.now() await fetch()' + \`new Date()\`;\n}`,
  ],
  [
    'types',
    `type Now = typeof Date.now;\ninterface Fetch { fetch: typeof fetch; date: Date }\nexport async function* wf(ctx: WorkflowContext, at: Date): AsyncGenerator<unknown, ReturnType<typeof Math.random>> {\n  const x: Date = at;\n  return x as unknown as number;\n}`,
  ],
  [
    'a log line',
    `export async function* wf(ctx, order) {\n  console.log('starting', order.id);\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a clock that is only logged',
    `export async function* wf(ctx, order) {\n  console.log('at', Date.now(), new Date().toISOString());\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a measured time that is only logged',
    `export async function* wf(ctx, order) {\n  const start = Date.now();\n  yield ctx.callActivity('a');\n  const took = Date.now() - start;\n  console.log(\`took \${took} ms\`);\n}`,
  ],
  [
    'an environment that is only logged',
    `export async function* wf(ctx) {\n  if (process.env.DEBUG) console.log('debug', process.env.DEBUG);\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a log line that replays leave out',
    `export async function* wf(ctx, order) {\n  if (!ctx.isReplaying) console.log('starting', order.id);\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'log lines that replays leave out, Dapr',
    `export async function* wf(ctx, order) {\n  if (!ctx.isReplaying()) {\n    const text = 'x' + order.id;\n    logger.info(text);\n    console.error('y');\n  }\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a logger that knows replays',
    `export async function* wf(ctx, order) {\n  const log = (...text) => { if (!ctx.isReplaying) console.log(...text); };\n  log('a');\n  yield ctx.callActivity('a');\n  log('b');\n}`,
  ],
  [
    'a logger that is chosen',
    `export async function* wf(ctx) {\n  const log = ctx.isReplaying ? () => {} : console.log;\n  log('a');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a short guard of a log line',
    `export async function* wf(ctx) {\n  !ctx.isReplaying && console.log('a');\n  ctx.isReplaying || console.log('b');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a flag for log lines',
    `export async function* wf(ctx) {\n  const isFirst = !ctx.isReplaying;\n  if (isFirst) console.log('a');\n  console.log(ctx.isReplaying);\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a replay flag of the input',
    `export async function* wf(ctx, input) {\n  if (!input.isReplaying) yield ctx.callActivity('a');\n}`,
  ],
  [
    'constants of the module',
    `const RATES = { eur: 1, usd: 1.1 };\nconst LIMIT = 5;\nlet retries = 3;\nexport async function* wf(ctx, x) { return RATES[x] * LIMIT + retries; }`,
  ],
  [
    'a table that is filled while loading',
    `const table = {};\nfor (const n of [1, 2, 3]) table[n] = n * n;\ntable.last = 9;\nconst primes = new Set();\n[2, 3, 5].forEach((p) => primes.add(p));\nexport async function* wf(ctx, n) { return table[n] + primes.has(n); }`,
  ],
  [
    'a table that a function fills while loading',
    `const names = [];\nfunction add(name) { names.push(name); }\nadd('a');\nadd('b');\nexport async function* wf(ctx) { return names.length; }`,
  ],
  [
    'module state for activities only',
    `const cache = new Map();\nlet calls = 0;\nasync function load(ctx, id) { calls++; cache.set(id, calls); return cache.get(id); }\nexport async function* wf(ctx, id) { return yield ctx.callActivity(load, id); }`,
  ],
  [
    'local lists and counters',
    `export async function* wf(ctx, ids) {\n  const done = [];\n  let count = 0;\n  for (const id of ids) { done.push(yield ctx.callActivity('a', id)); count++; }\n  return { done, count };\n}`,
  ],
  [
    'a local closure that counts',
    `function counter() { let n = 0; return () => ++n; }\nexport async function* wf(ctx) {\n  const next = counter();\n  return next() + next();\n}`,
  ],
  [
    'a local with the name of module state',
    `let count = 0;\nasync function act() { count++; }\nexport async function* wf(ctx) {\n  const count = yield ctx.callActivity(act);\n  return count;\n}`,
  ],
  [
    'a module list that is only read',
    `const STEPS = ['a', 'b'];\nexport async function* wf(ctx) {\n  for (const step of STEPS.filter((each) => each !== 'c').map((each) => each + 1)) yield ctx.callActivity(step);\n}`,
  ],
  [
    'loops over objects, maps and sets',
    `export async function* wf(ctx, input) {\n  for (const key in input) yield ctx.callActivity('a', key);\n  for (const key of Object.keys(input)) yield ctx.callActivity('a', key);\n  for (const each of new Map(Object.entries(input))) yield ctx.callActivity('a', each);\n  for (const each of new Set([1, 2])) yield ctx.callActivity('a', each);\n}`,
  ],
  [
    'a sort',
    `export async function* wf(ctx, list) {\n  list.sort();\n  return list.toSorted((a, b) => a.name < b.name ? -1 : 1);\n}`,
  ],
  [
    'tries around yields',
    `export async function* wf(ctx) {\n  try { yield ctx.callActivity('a'); } catch {} finally { yield ctx.callActivity('b'); }\n  try { yield ctx.callActivity('c'); } catch (error) { console.error(error); }\n}`,
  ],
  [
    'whenAll and whenAny of Dapr',
    `export async function* wf(ctx, list) {\n  const tasks = list.map((each) => ctx.callActivity('a', each));\n  const all = yield ctx.whenAll(tasks);\n  const timer = ctx.createTimer(5);\n  const event = ctx.waitForExternalEvent('x');\n  const first = yield ctx.whenAny([timer, event]);\n  return first === event ? event.getResult() : all;\n}`,
  ],
  [
    'whenAll and whenAny of Durable Task',
    `import { whenAll, whenAny, OrchestrationContext } from '@microsoft/durabletask-js';\nexport const wf = async function* (ctx: OrchestrationContext, list: number[]): any {\n  const tasks = [];\n  for (const each of list) tasks.push(ctx.callActivity('a', each));\n  yield whenAll(tasks);\n  const timer = ctx.createTimer(5);\n  const won = yield whenAny([ctx.callActivity('b'), timer]);\n  if (won !== timer) timer.cancel();\n};`,
  ],
  [
    'tasks that are started together',
    `export async function* wf(ctx) {\n  const a = ctx.callActivity('a');\n  const b = ctx.callActivity('b');\n  return [yield a, yield b];\n}`,
  ],
  [
    'tasks in an object',
    `export async function* wf(ctx) {\n  const tasks = { a: ctx.callActivity('a') };\n  return yield tasks.a;\n}`,
  ],
  [
    'a task that a helper makes',
    `const charge = (ctx, order) => ctx.callActivity('charge', order);\nexport async function* wf(ctx, order) {\n  return yield charge(ctx, order);\n}`,
  ],
  [
    'tasks that are handed on',
    `async function* all(ctx, tasks) { return yield ctx.whenAll(tasks); }\nexport async function* wf(ctx) {\n  const a = ctx.callActivity('a');\n  return yield* all(ctx, [a]);\n}`,
  ],
  [
    'a task that is left alone on purpose',
    `export async function* wf(ctx) {\n  void ctx.callActivity('audit');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'an endless loop that starts anew',
    `export async function* wf(ctx, n) {\n  while (true) {\n    yield ctx.createTimer(60);\n    ctx.continueAsNew(n + 1, true);\n    return;\n  }\n}`,
  ],
  [
    'an endless loop with a way out',
    `export async function* wf(ctx) {\n  while (true) {\n    const event = yield ctx.waitForExternalEvent('item');\n    if (event.done) break;\n    yield ctx.callActivity('a', event);\n  }\n}`,
  ],
  [
    'an endless loop that returns',
    `export async function* wf(ctx) {\n  for (;;) {\n    const answer = yield ctx.callActivity('poll');\n    if (answer.ready) return answer;\n    yield ctx.createTimer(30);\n  }\n}`,
  ],
  [
    'an endless loop with a label',
    `export async function* wf(ctx) {\n  outer: while (true) {\n    for (const n of [1, 2]) { yield ctx.createTimer(n); if (n > 1) break outer; }\n  }\n}`,
  ],
  [
    'a loop with an end',
    `export async function* wf(ctx) {\n  for (let n = 0; n < 3; n++) yield ctx.callActivity('a', n);\n  let more = true;\n  while (more) more = yield ctx.callActivity('b');\n}`,
  ],
  [
    'a monitor that continues as new',
    `export async function* wf(ctx, state) {\n  const status = yield ctx.callActivity('check', state.id);\n  if (status === 'done') return status;\n  yield ctx.createTimer(60);\n  ctx.continueAsNew({ ...state, tries: state.tries + 1 }, false);\n}`,
  ],
  [
    'texts in a named language',
    `export async function* wf(ctx, x) {\n  return x.total.toLocaleString('en-GB') + x.name.localeCompare('a', 'en') + new Intl.NumberFormat('de').format(1);\n}`,
  ],
  [
    'an own localeCompare',
    `const words = { localeCompare: (a) => a.length };\nexport async function* wf(ctx) { return words.localeCompare('a'); }`,
  ],
  [
    'a language that is only logged',
    `export async function* wf(ctx, total) {\n  console.log(total.toLocaleString());\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a list generator of an activity',
    `function* lots(n) { for (let i = 0; i < n; i++) yield Math.random(); }\nexport async function* wf(ctx) { yield ctx.callActivity(act); }\nasync function act() { return [...lots(3)]; }`,
  ],
  [
    'a pure list generator',
    `function* range(n) { for (let i = 0; i < n; i++) yield i; }\nexport async function* wf(ctx) {\n  for (const i of range(3)) yield ctx.callActivity('a', i);\n}`,
  ],
  [
    'a stream of an activity',
    `export async function* wf(ctx) { yield ctx.callActivity(act); }\nasync function act() {\n  await pipeline(async function* (source) { for await (const each of source) yield each + Math.random(); });\n}`,
  ],
  [
    'an iterator of a class',
    `class Deck {\n  *[Symbol.iterator]() { yield Math.random(); }\n}\nexport async function* wf(ctx) { yield ctx.callActivity(act); }\nfunction act() { return [...new Deck()]; }`,
  ],
  [
    'an unused helper',
    `const unused = () => Math.random();\nexport async function* wf(ctx) { yield ctx.callActivity('a'); }`,
  ],
  [
    'an unused alias',
    `const now = Date.now;\nexport async function* wf(ctx) { yield ctx.callActivity('a'); }`,
  ],
  [
    'a question for a feature',
    `export async function* wf(ctx) {\n  return typeof fetch === 'function' && typeof process !== 'undefined' && typeof setTimeout;\n}`,
  ],
  [
    'a child workflow',
    `export async function* child(ctx, n) { return yield ctx.callActivity('a', n); }\nexport async function* wf(ctx) {\n  return yield ctx.callChildWorkflow(child, 1);\n}`,
  ],
  [
    'a workflow that only computes',
    `function double(ctx, n) { return n * 2; }\nworker.addOrchestrator(double);`,
  ],
  [
    'Durable Functions',
    `import * as df from 'durable-functions';\ndf.app.orchestration('order', function* (context) {\n  const one = yield context.df.callActivity('a', context.df.getInput());\n  const all = yield context.df.Task.all([context.df.callActivity('b')]);\n  context.log(context.df.isReplaying, Date.now());\n  return all;\n});\ndf.app.activity('a', { handler: () => Math.random() });`,
  ],
  [
    'an activity that is called like its workflow',
    `const runtime = {};\nconst helpers = { charge: async () => fetch('https://a.example') };\nexport async function* wf(ctx) { yield ctx.callActivity(helpers.charge); }`,
  ],
  [
    'imports of types',
    `import type { fetch } from 'node-fetch';\nimport { type v4 } from 'uuid';\nexport async function* wf(ctx) { yield ctx.callActivity('a'); }`,
  ],
  [
    'the time of an event',
    `export async function* wf(ctx) {\n  const { at } = yield ctx.waitForExternalEvent('go');\n  return new Date(at).getFullYear();\n}`,
  ],
  [
    'a promise that an activity waits for',
    `export async function* wf(ctx) { yield ctx.callActivity(act); }\nasync function act() { return Promise.all([1, 2].map(async (n) => (await fetch('https://a.example/' + n)).json())); }`,
  ],
  [
    'a metric that replays leave out',
    `export async function* wf(ctx) {\n  if (!ctx.isReplaying) metrics.increment('orders');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a status',
    `export async function* wf(ctx) {\n  ctx.setCustomStatus('half');\n  ctx.sendEvent('other', 'go', 1);\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a logger with a level of the environment',
    `const logger = createLogger({ level: process.env.LOG_LEVEL });\nexport async function* wf(ctx) {\n  logger.info('hello');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a host that keeps what it made',
    `let runtime;\nconst config = { port: Number(process.env.PORT) };\nexport async function start() { runtime = create(config); runtime.registerWorkflow(wf); }\nasync function* wf(ctx) { yield ctx.callActivity('a'); }`,
  ],
  [
    'a field of a configuration that is constant',
    `const config = { mode: process.env.MODE, retries: 3 };\nexport async function* wf(ctx) { return config.retries; }`,
  ],
  [
    'plain code beside the workflow',
    `export async function plainOrder(order) {\n  await fetch('https://a.example');\n  return { at: Date.now(), id: crypto.randomUUID() };\n}\nexport async function* wf(ctx) { yield ctx.callActivity('a'); }`,
  ],
  [
    'a builder of messages',
    `const greet = (name) => \`Hello \${name}\`;\nexport async function* wf(ctx, names) {\n  return names.map(greet).join(', ');\n}`,
  ],
  [
    'a retry helper',
    `async function* retry(ctx, activity, input, times) {\n  for (let n = 1; ; n++) {\n    try { return yield ctx.callActivity(activity, input); }\n    catch (error) { if (n >= times) throw error; yield ctx.createTimer(n); }\n  }\n}\nasync function pay() { return Math.random(); }\nexport async function* wf(ctx, order) {\n  return yield* retry(ctx, pay, order, 3);\n}`,
  ],
  [
    'a sample of Durable Task',
    `import { TaskHubGrpcClient, TaskHubGrpcWorker, ActivityContext, OrchestrationContext, TOrchestrator, whenAll } from "@microsoft/durabletask-js";\n(async () => {\n  const client = new TaskHubGrpcClient("localhost:4001");\n  const worker = new TaskHubGrpcWorker("localhost:4001");\n  function someNumber(min: number, max: number) { return Math.floor(Math.random() * (max - min + 1) + min); }\n  async function getItems(_: ActivityContext): Promise<string[]> {\n    return Array.from({ length: someNumber(2, 10) }, (_, i) => "item " + i);\n  }\n  function sleep(ms: number) { return new Promise((resolve) => setTimeout(resolve, ms)); }\n  async function workOn(context: ActivityContext, item: string): Promise<number> {\n    await sleep(Math.random() * 5000);\n    return item.length;\n  }\n  const orchestrator: TOrchestrator = async function* (ctx: OrchestrationContext): any {\n    const tasks = [];\n    const items = yield ctx.callActivity(getItems);\n    for (const item of items) tasks.push(ctx.callActivity(workOn, item));\n    const results = yield whenAll(tasks);\n    return results.reduce((sum: number, each: number) => sum + each, 0);\n  };\n  worker.addOrchestrator(orchestrator);\n  worker.addActivity(getItems);\n  worker.addActivity(workOn);\n  try { await worker.start(); } catch (error) { console.error(error); }\n  const id = await client.scheduleNewOrchestration(orchestrator);\n  const state = await client.waitForOrchestrationCompletion(id, undefined, 30);\n  console.log(state?.serializedOutput, new Date());\n})();`,
  ],
  [
    'a loop that a try ends',
    `export async function* m(ctx) {\n  for (let i = 0; true; i++) {\n    try { return yield ctx.callActivity('a'); } catch (e) { if (i > 2) throw e; }\n  }\n}`,
  ],
  [
    'a list without an end',
    `function* naturals() { let n = 0; while (true) yield n++; }\nexport async function* m(ctx) {\n  for (const n of naturals()) { if (n > 3) break; yield ctx.callActivity('a', n); }\n}`,
  ],
  [
    'a class called Date',
    `class Date { static now() { return 1; } }\nexport async function* m(ctx) { return Date.now() + new Date().x; }`,
  ],
  [
    'an imported Date',
    `import { Date } from './calendar.ts';\nexport async function* m(ctx) { return new Date(); }`,
  ],
  [
    'a Math in a block',
    `export async function* m(ctx) {\n  { const Math = { random() { return 3; } }; yield ctx.callActivity('a', Math.random()); }\n}`,
  ],
  [
    'a hoisted fetch',
    `export async function* m(ctx) {\n  fetch = (name) => ctx.callActivity(name);\n  var fetch;\n  yield fetch('a');\n}`,
  ],
  [
    'a fetch that is declared later',
    `export async function* m(ctx) {\n  return fetch();\n  function fetch() { return 1; }\n}`,
  ],
  [
    'a private method called fetch',
    `class A {\n  #fetch() { return 1; }\n  async *wf(ctx: WorkflowContext) { return this.#fetch(); }\n}`,
  ],
  [
    'an id from a name',
    `import { v5 } from 'uuid';\nexport async function* m(ctx) { return v5('a', 'b'); }`,
  ],
  [
    'an id in an activity',
    `import { v4 } from 'uuid';\nexport async function* m(ctx) { yield ctx.callActivity(a); }\nasync function a() { return v4(); }`,
  ],
  [
    'tasks that a callback pushes',
    `export async function* m(ctx, l) {\n  const t = [];\n  l.forEach((x) => { t.push(ctx.callActivity('a', x)); });\n  l.forEach((x) => t.push(ctx.callActivity('b', x)));\n  yield ctx.whenAll(t);\n}`,
  ],
  [
    'tasks in a map',
    `export async function* m(ctx, l) {\n  const t = new Map();\n  for (const x of l) t.set(x, ctx.callActivity('a', x));\n  yield ctx.whenAll([...t.values()]);\n}`,
  ],
  [
    'a task that is chosen',
    `export async function* m(ctx, l) {\n  let t;\n  if (l) t = ctx.callActivity('a'); else t = ctx.callActivity('b');\n  const u = l ? ctx.callActivity('c') : ctx.callActivity('d');\n  return [yield t, yield u];\n}`,
  ],
  [
    'a policy',
    `import { RetryPolicy } from '@microsoft/durabletask-js';\nconst policy = new RetryPolicy({ maxNumberOfAttempts: 3, firstRetryIntervalInMilliseconds: 100 });\nexport async function* m(ctx) {\n  return yield ctx.callActivity('a', 1, { retry: async (rc) => rc.lastAttemptNumber < 3 }) ?? policy;\n}`,
  ],
  [
    'a closure over a local',
    `export async function* m(ctx, input) {\n  const state = { n: 0 };\n  const add = () => { state.n += 1; };\n  add();\n  return state.n;\n}`,
  ],
  [
    'a prototype',
    `function Foo() { this.x = 1; }\nFoo.prototype.bar = function () { return this.x; };\nexport async function* m(ctx) { return new Foo().bar(); }`,
  ],

  [
    'compensations',
    `export async function* m(ctx) {\n  const undo = [];\n  undo.push(() => ctx.callActivity('a', 1));\n  undo.push({ fn: release, arg: 1 });\n  for (const { fn, arg } of undo.reverse()) yield ctx.callActivity(fn, arg);\n}\nasync function release() { return fetch('https://a.example'); }`,
  ],
  [
    'activities of a table',
    `const STEPS = { one: async () => Date.now(), two: async () => fetch('https://a.example') };\nexport async function* m(ctx) {\n  for (const [name, fn] of Object.entries(STEPS)) yield ctx.callActivity(fn, name);\n}`,
  ],
  [
    'activities that are mapped',
    `const one = () => Math.random();\nconst two = () => Math.random();\nexport async function* m(ctx) {\n  yield ctx.whenAll([one, two].map((each) => ctx.callActivity(each)));\n}`,
  ],
  [
    'a log method that is chosen by the replay',
    `export async function* m(ctx) {\n  console[ctx.isReplaying ? 'debug' : 'info']('x');\n  if (ctx.isReplaying) console.log('again'); else console.log('first');\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a replay-safe logger',
    `export async function* m(ctx) {\n  const logger = ctx.createReplaySafeLogger(console);\n  logger.info('x', Date.now());\n  yield ctx.callActivity('a');\n}`,
  ],
  [
    'a test of the workflow in the same file',
    `export async function* m(ctx) { return 1; }\ntest('x', async () => { const run = m({ isReplaying: false }, Date.now()); await run.next(); });`,
  ],
  [
    'an exported helper that no workflow calls',
    `export const shuffle = (list) => list.sort(() => Math.random() - 0.5);\nexport async function* m(ctx) { return 1; }`,
  ],

  [
    'a question for the environment itself',
    `export async function* m(ctx) {\n  return typeof process.env === 'object';\n}`,
  ],
  [
    'a generator that is an activity',
    `async function* lots() { yield Math.random(); }\nexport async function* m(ctx) { yield ctx.callActivity(lots); }`,
  ],
];
