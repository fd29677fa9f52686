/** Programs with something in them that does not stand a replay: name, text, what must be found (`code@line`). */
export const badPrograms: [string, string, string[]][] = [
  [
    'a draw',
    `export async function* wf(ctx) {\n  if (Math.random() > 0.5) yield ctx.callActivity(a);\n}\nfunction a() {}`,
    ['RS101@2'],
  ],
  [
    'a draw in a variable',
    `async function* wf(ctx) {\n  const n = Math.random();\n  return n;\n}`,
    ['RS101@2'],
  ],
  [
    'an aliased draw',
    `const { random } = Math;\nexport async function* wf(ctx) {\n  return random();\n}`,
    ['RS101@3'],
  ],
  [
    'a draw through globalThis',
    `export async function* wf(ctx) {\n  return globalThis.Math.random();\n}`,
    ['RS101@2'],
  ],
  [
    'a draw by a text key',
    `export async function* wf(ctx) {\n  return Math['random']();\n}`,
    ['RS101@2'],
  ],
  [
    'a draw by a constant key',
    `const key = 'random';\nexport async function* wf(ctx) {\n  return Math[key]();\n}`,
    ['RS101@3'],
  ],
  [
    'an optional draw',
    `export async function* wf(ctx) {\n  return Math?.random?.();\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a sequence',
    `export async function* wf(ctx) {\n  return (0, Math.random)();\n}`,
    ['RS101@2'],
  ],
  [
    'a draw that is bound',
    `const draw = Math.random.bind(Math);\nexport async function* wf(ctx) {\n  return draw();\n}`,
    ['RS101@3'],
  ],
  [
    'a draw by call',
    `export async function* wf(ctx) {\n  return Math.random.call(Math);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw handed to an array method',
    `export async function* wf(ctx) {\n  return Array.from({ length: 3 }, Math.random);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw handed to a helper',
    `const twice = (draw) => draw() + draw();\nexport async function* wf(ctx) {\n  return twice(Math.random);\n}`,
    ['RS101@1', 'RS101@1'],
  ],
  [
    'a draw in a helper',
    `function pick(list) {\n  return list[Math.floor(Math.random() * list.length)];\n}\nexport async function* wf(ctx, list) {\n  return pick(list);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw two helpers deep',
    `const inner = () => Math.random();\nconst outer = () => inner();\nexport async function* wf(ctx) {\n  return outer();\n}`,
    ['RS101@1'],
  ],
  [
    'a draw in a method of an object',
    `const dice = {\n  roll() { return Math.random(); },\n};\nexport async function* wf(ctx) {\n  return dice.roll();\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a class',
    `class Dice {\n  sides = 6;\n  roll() { return this.draw() * this.sides; }\n  draw() { return Math.random(); }\n}\nexport async function* wf(ctx) {\n  const dice = new Dice();\n  return dice.roll();\n}`,
    ['RS101@4'],
  ],
  [
    'a draw in a field',
    `class Order {\n  lot = Math.random();\n}\nexport async function* wf(ctx) {\n  return new Order().lot;\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a constructor of a parent',
    `class Base {\n  constructor() { this.lot = Math.random(); }\n}\nclass Order extends Base {\n  constructor() { super(); }\n}\nexport async function* wf(ctx) {\n  return new Order().lot;\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a getter',
    `const dice = { get roll() { return Math.random(); } };\nexport async function* wf(ctx) {\n  return dice.roll;\n}`,
    ['RS101@1'],
  ],
  [
    'a draw in a sort',
    `export async function* wf(ctx, list) {\n  list.sort(() => Math.random() - 0.5);\n  for (const each of list) yield ctx.callActivity('a', each);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a callback by name',
    `const jitter = (n) => n + Math.random();\nexport async function* wf(ctx, list) {\n  return list.map(jitter);\n}`,
    ['RS101@1'],
  ],
  [
    'a draw in a parameter',
    `export async function* wf(ctx, n = Math.random()) {\n  return n;\n}`,
    ['RS101@1'],
  ],
  [
    'a draw by dynamic dispatch',
    `const steps = { fast: () => 1, lucky: () => Math.random() };\nexport async function* wf(ctx, kind) {\n  return steps[kind]();\n}`,
    ['RS101@1'],
  ],
  [
    'a draw in a list of steps',
    `async function* one(ctx) { yield ctx.callActivity('a'); }\nasync function* two(ctx) { return Math.random(); }\nexport async function* wf(ctx) {\n  for (const step of [one, two]) yield* step(ctx);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in a delegate',
    `async function* helper(ctx) {\n  const n = Math.random();\n  yield ctx.callActivity('a', n);\n}\nexport async function* wf(ctx) {\n  yield* helper(ctx);\n}`,
    ['RS101@2'],
  ],
  [
    'a draw in code that is activity and helper',
    `export async function* wf(ctx) {\n  yield ctx.callActivity(toss);\n  return toss();\n}\nfunction toss() {\n  return Math.random();\n}`,
    ['RS101@6'],
  ],
  [
    'a draw in a template',
    'export async function* wf(ctx) {\n  yield ctx.callActivity(`step-${Math.random()}`);\n}',
    ['RS101@2'],
  ],
  [
    'a draw in an immediate function',
    `export async function* wf(ctx) {\n  return (() => Math.random())();\n}`,
    ['RS101@2'],
  ],
  [
    'random bytes',
    `export async function* wf(ctx) {\n  const bytes = crypto.getRandomValues(new Uint8Array(4));\n  return bytes[0];\n}`,
    ['RS101@2'],
  ],
  [
    'a workflow in an object',
    `export const workflows = {\n  async *order(ctx) { return Math.random(); },\n};`,
    ['RS101@2'],
  ],
  [
    'a workflow in a class',
    `class Flows {\n  async *order(ctx: WorkflowContext): any { return Math.random(); }\n}`,
    ['RS101@2'],
  ],
  [
    'a registered workflow with a cast',
    `import { WorkflowRuntime, TWorkflow } from '@dapr/dapr';\nconst wf = (async function* (c) {\n  return Math.random();\n}) as TWorkflow;\nnew WorkflowRuntime().registerWorkflow(wf);`,
    ['RS101@3'],
  ],
  [
    'a workflow registered in place',
    `worker.addNamedOrchestrator('order', async function* (c) {\n  return Math.random();\n});`,
    ['RS101@2'],
  ],
  [
    'a default export',
    `export default async function* (ctx) {\n  return Math.random();\n}`,
    ['RS101@2'],
  ],
  [
    'a nested workflow',
    `async function main() {\n  const order: TWorkflow = async function* (ctx: WorkflowContext): any {\n    return Date.now();\n  };\n  runtime.registerWorkflow(order);\n}`,
    ['RS102@3'],
  ],
  ['the clock', `export async function* wf(ctx) {\n  return Date.now();\n}`, ['RS102@2']],
  [
    'the clock by an alias',
    `const now = Date.now;\nexport async function* wf(ctx) {\n  return now();\n}`,
    ['RS102@3'],
  ],
  [
    'the clock, assigned later',
    `let now;\nnow = Date.now;\nexport async function* wf(ctx) {\n  return now();\n}`,
    ['RS102@4'],
  ],
  [
    'a new date',
    `export async function* wf(ctx) {\n  return new Date().toISOString();\n}`,
    ['RS102@2'],
  ],
  [
    'a new date without brackets',
    `export async function* wf(ctx) {\n  return +new Date;\n}`,
    ['RS102@2'],
  ],
  ['Date as a function', `export async function* wf(ctx) {\n  return Date();\n}`, ['RS102@2']],
  [
    'performance',
    `import { performance } from 'node:perf_hooks';\nexport async function* wf(ctx) {\n  return performance.now();\n}`,
    ['RS102@3'],
  ],
  [
    'hrtime',
    `export async function* wf(ctx) {\n  return process.hrtime.bigint() > 5n;\n}`,
    ['RS102@2'],
  ],
  [
    'a start time of the module',
    `const START = Date.now();\nexport async function* wf(ctx) {\n  return START;\n}`,
    ['RS102@3'],
  ],
  [
    'a clock in an object',
    `const clock = { now: () => Date.now() };\nexport async function* wf(ctx) {\n  return clock.now();\n}`,
    ['RS102@1'],
  ],
  [
    'an id',
    `export async function* wf(ctx) {\n  const id = crypto.randomUUID();\n  yield ctx.callActivity('a', id);\n}`,
    ['RS103@2'],
  ],
  [
    'an id by key',
    `export async function* wf(ctx) {\n  return crypto['randomUUID']();\n}`,
    ['RS103@2'],
  ],
  [
    'an imported id',
    `import { randomUUID as makeId } from 'crypto';\nexport async function* wf(ctx) {\n  return makeId();\n}`,
    ['RS103@3'],
  ],
  [
    'a required id',
    `const { randomUUID } = require('node:crypto');\nexport async function* wf(ctx) {\n  return randomUUID();\n}`,
    ['RS103@3'],
  ],
  [
    'an id of webcrypto',
    `import crypto from 'crypto';\nexport async function* wf(ctx) {\n  return crypto.webcrypto.randomUUID();\n}`,
    ['RS103@3'],
  ],
  [
    'the uuid package',
    `import { v4 as uuid } from 'uuid';\nexport async function* wf(ctx) {\n  return uuid();\n}`,
    ['RS103@3'],
  ],
  [
    'the nanoid package',
    `import { nanoid } from 'nanoid';\nexport async function* wf(ctx) {\n  return nanoid();\n}`,
    ['RS103@3'],
  ],
  [
    'a variable of the environment',
    `export async function* wf(ctx) {\n  if (process.env.MODE === 'fast') yield ctx.callActivity('a');\n}`,
    ['RS104@2'],
  ],
  [
    'a destructured variable',
    `export async function* wf(ctx) {\n  const { MODE, REGION = 'eu' } = process.env;\n  return MODE + REGION;\n}`,
    ['RS104@2'],
  ],
  [
    'an aliased environment',
    `const { env } = process;\nexport async function* wf(ctx) {\n  return env.MODE;\n}`,
    ['RS104@3'],
  ],
  [
    'an environment aliased inside',
    `export async function* wf(ctx) {\n  const env = process.env;\n  return env.MODE;\n}`,
    ['RS104@3'],
  ],
  [
    'a variable by a name from the input',
    `export async function* wf(ctx, name) {\n  return process.env[name];\n}`,
    ['RS104@2'],
  ],
  [
    'a constant from the environment',
    `const MODE = process.env.MODE ?? 'fast';\nexport async function* wf(ctx) {\n  return MODE;\n}`,
    ['RS104@3'],
  ],
  [
    'a field of a configuration',
    `const config = { mode: process.env.MODE, retries: 3 };\nexport async function* wf(ctx) {\n  return config.mode + config.retries;\n}`,
    ['RS104@3'],
  ],
  [
    'the list of variables',
    `export async function* wf(ctx) {\n  for (const key of Object.keys(process.env)) yield ctx.callActivity('a', key);\n}`,
    ['RS113@2'],
  ],
  [
    'a loop over the variables',
    `export async function* wf(ctx) {\n  for (const key in process.env) yield ctx.callActivity('a', key);\n}`,
    ['RS113@2'],
  ],
  [
    'fetch',
    `export async function* wf(ctx) {\n  const response = await fetch('https://rates.example');\n  if (!response.ok) return 0;\n  const rates = await response.json();\n  return rates.eur;\n}`,
    ['RS105@2'],
  ],
  [
    'fetch by key',
    `export async function* wf(ctx) {\n  await globalThis['fetch']('https://rates.example');\n}`,
    ['RS105@2'],
  ],
  [
    'fetch with then',
    `export async function* wf(ctx) {\n  const rates = await fetch('https://rates.example').then((r) => r.json());\n  return rates;\n}`,
    ['RS105@2'],
  ],
  [
    'fetch in a helper',
    `async function rates() {\n  const response = await fetch('https://rates.example');\n  return response.json();\n}\nexport async function* wf(ctx) {\n  const eur = await rates();\n  return eur;\n}`,
    ['RS105@2', 'RS107@6'],
  ],
  [
    'axios',
    `import axios from 'axios';\nexport async function* wf(ctx) {\n  const { data } = await axios.get('https://rates.example');\n  return data;\n}`,
    ['RS105@3'],
  ],
  [
    'a client of axios',
    `import axios from 'axios';\nconst api = axios.create({});\nexport async function* wf(ctx) {\n  return (await api.get('/rates')).data;\n}`,
    ['RS105@4'],
  ],
  [
    'a file',
    `import fs from 'node:fs';\nexport async function* wf(ctx) {\n  return fs.readFileSync('a.txt', 'utf8');\n}`,
    ['RS105@3'],
  ],
  [
    'a socket',
    `export async function* wf(ctx) {\n  const socket = new WebSocket('wss://rates.example');\n  socket.send('x');\n}`,
    ['RS105@2'],
  ],
  [
    'XMLHttpRequest',
    `export async function* wf(ctx) {\n  const request = new XMLHttpRequest();\n  request.send();\n}`,
    ['RS105@2'],
  ],
  [
    'a promised timer',
    `export async function* wf(ctx) {\n  await new Promise((resolve) => setTimeout(resolve, 5000));\n}`,
    ['RS106@2'],
  ],
  [
    'a sleep of its own',
    `const sleep = (ms) => new Promise((r) => setTimeout(r, ms));\nexport async function* wf(ctx) {\n  await sleep(2 * 1000);\n}`,
    ['RS106@3'],
  ],
  [
    'a sleep as an async function',
    `async function pause(ms: number) {\n  await new Promise<void>((r) => setTimeout(() => r(), ms));\n}\nexport async function* wf(ctx: WorkflowContext) {\n  await pause(1500);\n}`,
    ['RS106@5'],
  ],
  ['an unknown sleep', `export async function* wf(ctx) {\n  await sleep(1000);\n}`, ['RS106@2']],
  [
    'an imported sleep',
    `import { setTimeout as wait } from 'node:timers/promises';\nexport async function* wf(ctx) {\n  await wait(1000);\n}`,
    ['RS106@3'],
  ],
  [
    'a timer',
    `export async function* wf(ctx) {\n  let done = false;\n  setTimeout(() => { done = true; }, 100);\n  return done;\n}`,
    ['RS106@3'],
  ],
  [
    'an interval',
    `export async function* wf(ctx) {\n  setInterval(() => {}, 100);\n}`,
    ['RS106@2'],
  ],
  [
    'await of a promise',
    `export async function* wf(ctx, order) {\n  const price = await loadPrice(order);\n  return price;\n}`,
    ['RS107@2'],
  ],
  [
    'await of a task',
    `export async function* wf(ctx) {\n  const a = await ctx.callActivity('a');\n  return a;\n}`,
    ['RS108@2'],
  ],
  [
    'await of a task in an expression',
    `export async function* wf(ctx) {\n  return (await ctx.callActivity('a')) + 1;\n}`,
    ['RS108@2'],
  ],
  [
    'await of a kept task',
    `export async function* wf(ctx) {\n  const task = ctx.callActivity('a');\n  return await task;\n}`,
    ['RS108@3'],
  ],
  [
    'await of a helper generator',
    `async function* helper(ctx) { return yield ctx.callActivity('a'); }\nexport async function* wf(ctx) {\n  return await helper(ctx);\n}`,
    ['RS107@3'],
  ],
  [
    'Promise.all',
    `export async function* wf(ctx, list) {\n  const all = await Promise.all(list.map((each) => ctx.callActivity('a', each)));\n  return all;\n}`,
    ['RS109@2'],
  ],
  [
    'Promise.all of a list',
    `export async function* wf(ctx, list) {\n  const tasks = [];\n  for (const each of list) tasks.push(ctx.callActivity('a', each));\n  return yield Promise.all(tasks);\n}`,
    ['RS109@4'],
  ],
  [
    'Promise.race',
    `import { OrchestrationContext } from '@microsoft/durabletask-js';\nexport async function* wf(ctx: OrchestrationContext) {\n  const first = await Promise.race([ctx.callActivity('a'), ctx.callActivity('b')]);\n  return first;\n}`,
    ['RS109@3'],
  ],
  [
    'a counter of the module',
    `let count = 0;\nexport async function* wf(ctx) {\n  count += 1;\n  if (count > 2) yield ctx.callActivity('a');\n}`,
    ['RS110@3'],
  ],
  [
    'a list of the module',
    `const seen = [];\nexport async function* wf(ctx, id) {\n  if (seen.includes(id)) return 'seen';\n  seen.push(id);\n}`,
    ['RS110@3'],
  ],
  [
    'a cache that an activity fills',
    `const cache = new Map();\nasync function load(ctx, id) {\n  cache.set(id, 1);\n}\nexport async function* wf(ctx, id) {\n  yield ctx.callActivity(load, id);\n  return cache.get(id);\n}`,
    ['RS110@7'],
  ],
  [
    'a field of a module object',
    `const stats = { runs: 0 };\nexport async function* wf(ctx) {\n  stats.runs++;\n  return stats.runs;\n}`,
    ['RS110@3'],
  ],
  [
    'a static field',
    `class Stats { static runs = 0; }\nexport async function* wf(ctx) {\n  Stats.runs += 1;\n  return Stats.runs;\n}`,
    ['RS110@3'],
  ],
  [
    'a closure that counts',
    `function counter() {\n  let n = 0;\n  return () => ++n;\n}\nconst next = counter();\nexport async function* wf(ctx) {\n  return next();\n}`,
    ['RS110@3', 'RS110@7'],
  ],
  [
    'an object that counts',
    `class Ids {\n  last = 0;\n  next() { this.last += 1; return this.last; }\n}\nconst ids = new Ids();\nexport async function* wf(ctx) {\n  return ids.next();\n}`,
    ['RS110@7'],
  ],
  [
    'state through a helper',
    `let attempts = 0;\nfunction again() {\n  attempts++;\n  return attempts < 3;\n}\nexport async function* wf(ctx) {\n  return again();\n}`,
    ['RS110@3'],
  ],
  ['a global', `export async function* wf(ctx) {\n  globalThis.count = 1;\n}`, ['RS110@2']],
  [
    'work that replays leave out',
    `export async function* wf(ctx) {\n  if (!ctx.isReplaying) {\n    yield ctx.callActivity('mail');\n  }\n}`,
    ['RS111@2'],
  ],
  [
    'work that replays leave out, Dapr',
    `export async function* wf(ctx) {\n  if (!ctx.isReplaying()) yield ctx.callActivity('mail');\n  yield ctx.callActivity('b');\n}`,
    ['RS111@2'],
  ],
  [
    'an early return in a replay',
    `export async function* wf(ctx) {\n  if (ctx.isReplaying) return 'old';\n  yield ctx.callActivity('a');\n}`,
    ['RS111@2'],
  ],
  [
    'a choice by replay',
    `export async function* wf(ctx) {\n  const name = ctx.isReplaying ? 'a' : 'b';\n  yield ctx.callActivity(name);\n}`,
    ['RS111@2'],
  ],
  [
    'a flag of the replay',
    `export async function* wf(ctx) {\n  const isFirst = !ctx.isReplaying;\n  if (isFirst) yield ctx.callActivity('a');\n}`,
    ['RS111@2'],
  ],
  [
    'a variable that replays do not set',
    `export async function* wf(ctx) {\n  let total = 0;\n  if (!ctx.isReplaying) {\n    console.log('adding');\n    total += 5;\n  }\n  return total;\n}`,
    ['RS111@3'],
  ],
  [
    'a guard with another condition',
    `export async function* wf(ctx, order) {\n  if (!ctx.isReplaying && order.total > 5) yield ctx.callActivity('a');\n}`,
    ['RS111@2'],
  ],
  [
    'a destructured replay flag',
    `export async function* wf({ isReplaying, callActivity }) {\n  if (!isReplaying) yield callActivity('a');\n}`,
    ['RS111@2'],
  ],
  [
    'an endless loop',
    `export async function* wf(ctx, input) {\n  while (true) {\n    yield ctx.callActivity('poll', input);\n    yield ctx.createTimer(60);\n  }\n}`,
    ['RS112@2'],
  ],
  [
    'an endless for',
    `export async function* wf(ctx) {\n  let rounds = 0;\n  for (;;) {\n    rounds += 1;\n    yield ctx.callActivity('poll', rounds);\n  }\n}`,
    ['RS112@3'],
  ],
  [
    'an endless loop with an inner break',
    `export async function* wf(ctx) {\n  while (true) {\n    for (const n of [1, 2]) { if (n > 1) break; }\n    yield ctx.createTimer(5);\n  }\n}`,
    ['RS112@2'],
  ],
  [
    'a text for people',
    `export async function* wf(ctx, total) {\n  yield ctx.callActivity('mail', total.toLocaleString());\n}`,
    ['RS114@2'],
  ],
  [
    'an order by language',
    `export async function* wf(ctx, names) {\n  names.sort((a, b) => a.localeCompare(b));\n  for (const name of names) yield ctx.callActivity('mail', name);\n}`,
    ['RS114@2'],
  ],
  [
    'a number format',
    `export async function* wf(ctx, total) {\n  return new Intl.NumberFormat().format(total);\n}`,
    ['RS114@2'],
  ],
  [
    'the time zone',
    `export async function* wf(ctx) {\n  return Intl.DateTimeFormat().resolvedOptions().timeZone;\n}`,
    ['RS114@2'],
  ],
  [
    'a weak reference',
    `export async function* wf(ctx) {\n  const ref = new WeakRef({});\n  return ref.deref() === undefined;\n}`,
    ['RS115@2'],
  ],
  [
    'an async function that is registered',
    `async function order(ctx, input) {\n  const a = await ctx.callActivity('a');\n  return a;\n}\nruntime.registerWorkflow(order);`,
    ['RS116@1', 'RS108@2'],
  ],
  [
    'an async function with a star missing',
    `export async function order(ctx, input) {\n  return await ctx.callActivity('a', input);\n}`,
    ['RS116@1', 'RS108@2'],
  ],
  [
    'a generator that is not async',
    `export function* wf(ctx) {\n  return yield ctx.callActivity('a');\n}`,
    ['RS117@1'],
  ],
  [
    'a dropped task',
    `export async function* wf(ctx) {\n  ctx.callActivity('a');\n  yield ctx.callActivity('b');\n}`,
    ['RS118@2'],
  ],
  [
    'a dropped task in a variable',
    `export async function* wf(ctx) {\n  const a = ctx.callActivity('a');\n  yield ctx.callActivity('b');\n}`,
    ['RS118@2'],
  ],
  [
    'dropped tasks of a list',
    `export async function* wf(ctx, list) {\n  list.forEach((each) => ctx.callActivity('a', each));\n}`,
    ['RS118@2'],
  ],
  [
    'a task as a condition',
    `export async function* wf(ctx) {\n  if (ctx.callActivity('isPaid')) yield ctx.callActivity('send');\n}`,
    ['RS119@2'],
  ],
  [
    'a task as an input',
    `export async function* wf(ctx) {\n  const price = ctx.callActivity('price');\n  yield ctx.callActivity('pay', price);\n}`,
    ['RS119@3'],
  ],
  [
    'a field of a task',
    `export async function* wf(ctx) {\n  const order = ctx.callActivity('load');\n  if (order.total > 5) yield ctx.callActivity('check');\n}`,
    ['RS119@3'],
  ],
  [
    'a timer until a time from now',
    `export async function* m(ctx) {\n  yield ctx.createTimer(new Date(Date.now() + 5000));\n}`,
    ['RS102@2'],
  ],
  [
    'an id by a local arrow',
    `export async function* m(ctx) {\n  const make = () => crypto.randomUUID();\n  yield ctx.callActivity('x', make());\n}`,
    ['RS103@2'],
  ],
  [
    'a draw in one of two',
    `export async function* m(ctx, x) {\n  const f = x ? Math.random : () => 1;\n  return f();\n}`,
    ['RS101@3'],
  ],
  [
    'a draw by joined texts',
    `const draw = Math['ran' + 'dom'];\nexport async function* m(ctx) {\n  return draw();\n}`,
    ['RS101@3'],
  ],
  [
    'await of a plain promise',
    `export async function* m(ctx) {\n  const p = Promise.resolve(1);\n  return await p;\n}`,
    ['RS107@3'],
  ],
  [
    'an id of a loaded module',
    `export async function* m(ctx) {\n  const { randomUUID } = await import('crypto');\n  return randomUUID();\n}`,
    ['RS107@2', 'RS103@3'],
  ],
  [
    'the environment in a default',
    `export async function* m(ctx, { mode = process.env.MODE } = {}) {\n  return mode;\n}`,
    ['RS104@1'],
  ],
  [
    'the environment in a field',
    `class W {\n  mode = process.env.MODE;\n  async *run(ctx: WorkflowContext) { return this.mode; }\n}`,
    ['RS104@3'],
  ],
  [
    'the environment, optional',
    `export async function* m(ctx) {\n  return process?.env?.MODE;\n}`,
    ['RS104@2'],
  ],
  [
    'the whole environment',
    `export async function* m(ctx) {\n  yield ctx.callActivity('a', { ...process.env });\n  yield ctx.callActivity('b', process.env);\n}`,
    ['RS104@2', 'RS104@3'],
  ],
  [
    'a question to the environment',
    `export async function* m(ctx) {\n  if ('MODE' in process.env) yield ctx.callActivity('a');\n}`,
    ['RS104@2'],
  ],
  [
    'an ambient process',
    `declare const process: any;\nexport async function* m(ctx) {\n  return process.env.X;\n}`,
    ['RS104@3'],
  ],
  [
    'the platform',
    `import os from 'os';\nexport async function* m(ctx) {\n  return process.platform + os.hostname();\n}`,
    ['RS104@3', 'RS104@3'],
  ],
  [
    'a flag that others set',
    `let flag = false;\nexport function setFlag(v) { flag = v; }\nexport async function* m(ctx) {\n  if (flag) yield ctx.callActivity('a');\n}`,
    ['RS110@4'],
  ],
  [
    'a memory of results',
    `const memo = new Map();\nfunction get(k) {\n  if (!memo.has(k)) memo.set(k, k * 2);\n  return memo.get(k);\n}\nexport async function* m(ctx, k) { return get(k); }`,
    ['RS110@3'],
  ],
  [
    'a variable of the function that registers',
    `async function main() {\n  let runs = 0;\n  async function* wf(ctx) {\n    runs++;\n    yield ctx.callActivity('a', runs);\n  }\n  worker.addOrchestrator(wf);\n}`,
    ['RS110@4'],
  ],
  [
    'Promise.allSettled',
    `export async function* m(ctx) {\n  const t = [ctx.callActivity('a')];\n  return await Promise.allSettled(t);\n}`,
    ['RS109@3'],
  ],
  [
    'work in the other branch of a replay',
    `export async function* m(ctx) {\n  if (ctx.isReplaying) {\n    console.log('r');\n  } else {\n    yield ctx.callActivity('a');\n  }\n}`,
    ['RS111@2'],
  ],
  [
    'a helper that replays leave out',
    `async function* mail(ctx) { yield ctx.callActivity('a'); }\nexport async function* m(ctx) {\n  if (!ctx.isReplaying) { yield* mail(ctx); }\n}`,
    ['RS111@3'],
  ],
  [
    'a list that replays do not fill',
    `export async function* m(ctx) {\n  const l = [];\n  if (!ctx.isReplaying) l.push(1);\n  yield ctx.callActivity('a', l);\n}`,
    ['RS111@3'],
  ],
  [
    'the replay as an input',
    `export async function* m(ctx) {\n  yield ctx.callActivity('a', { r: ctx.isReplaying });\n}`,
    ['RS111@2'],
  ],
  [
    'an unknown step that replays leave out',
    `export async function* m(ctx) {\n  if (!ctx.isReplaying) sendMail('x');\n  yield ctx.callActivity('a');\n}`,
    ['RS111@2'],
  ],
  [
    'an endless do',
    `export async function* m(ctx) {\n  do { yield ctx.callActivity('a'); } while (true);\n}`,
    ['RS112@2'],
  ],
  [
    'an endless loop with a switch',
    `export async function* m(ctx) {\n  while (1) {\n    const e = yield ctx.waitForExternalEvent('x');\n    switch (e) { case 1: yield ctx.callActivity('a'); break; default: break; }\n  }\n}`,
    ['RS112@2'],
  ],
  [
    'a clock that is logged and used',
    `export async function* m(ctx) {\n  const t = Date.now();\n  console.log(t);\n  yield ctx.callActivity('a', t);\n}`,
    ['RS102@2'],
  ],
  [
    'a draw beside a shadowed one',
    `export async function* m(ctx) {\n  { const Math = { random() { return 3; } }; }\n  yield ctx.callActivity('a', Math.random());\n}`,
    ['RS101@3'],
  ],
  [
    'an endless list of ids',
    `function* ids() { while (true) yield crypto.randomUUID(); }\nexport async function* m(ctx) {\n  return ids().next().value;\n}`,
    ['RS103@1'],
  ],
  [
    'a draw beside an enum',
    `enum Color { Red }\nnamespace N { export const x = 1; }\nexport async function* m(ctx: any) {\n  return Math.random() + Color.Red;\n}`,
    ['RS101@4'],
  ],
  [
    'a clock in a private method',
    `class A {\n  #now() { return Date.now(); }\n  async *wf(ctx: WorkflowContext) { return this.#now(); }\n}`,
    ['RS102@2'],
  ],
  [
    'a workflow that calls itself',
    `export const m = async function* self(ctx, n) {\n  if (n > 0) yield* self(ctx, n - 1);\n  return Math.random();\n};`,
    ['RS101@3'],
  ],
  [
    'a workflow that a function makes',
    `const make = (name) => async function* (ctx) { return Math.random(); };\nexport const m = make('x');`,
    ['RS101@1'],
  ],
  [
    'a context of another name',
    `export async function* m(c, order) {\n  return await c.callActivity('a');\n}`,
    ['RS108@2'],
  ],
  [
    'a first task that nobody waits for',
    `export async function* wf(ctx) {\n  const event = ctx.waitForExternalEvent('a');\n  const late = ctx.createTimer(5);\n  const winner = whenAny([event, late]);\n  if (winner === late) return 'late';\n  return event.getResult();\n}`,
    ['RS119@5'],
  ],

  [
    'an environment that is taken apart',
    `export async function* m(ctx) {\n  const { env: { MODE } } = process;\n  return MODE;\n}`,
    ['RS104@2'],
  ],
  [
    'a helper that is applied',
    `function stamp() { return Date.now(); }\nexport async function* m(ctx) {\n  return stamp.apply(null, []) + stamp.call(null);\n}`,
    ['RS102@1'],
  ],
  [
    'an element of a queue of the module',
    `const queue = [1, 2, 3];\nexport async function* m(ctx) {\n  yield ctx.callActivity('a', queue.pop());\n}`,
    ['RS110@3'],
  ],
  [
    'a count on the workflow itself',
    `export async function* m(ctx) {\n  m.count = (m.count || 0) + 1;\n  yield ctx.callActivity('a', m.count);\n}`,
    ['RS110@2'],
  ],
  [
    'a replay that a helper tells',
    `function first(ctx) { return !ctx.isReplaying; }\nexport async function* m(ctx) {\n  if (first(ctx)) yield ctx.callActivity('a');\n}`,
    ['RS111@1'],
  ],

  [
    'the kind of a variable',
    `export async function* m(ctx) {\n  if (typeof process.env.MODE === 'string') yield ctx.callActivity('a');\n}`,
    ['RS104@2'],
  ],
];
