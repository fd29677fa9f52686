/**
 * What runs inside the virtual machine beside the program: the engine, the recorder, and the surroundings that the program
 * believes to be a Node process. The machine speaks to it through one function; only text crosses.
 */
import type { Probes } from '../../sim/machine.ts';
import { VERSIONS_KEY } from '../../source/named-versions.ts';
import { bare, builtins } from './builtins.ts';
import { CallWork } from './call.ts';
import { ClientWork } from './client-work.ts';
import { beginHost } from './host.ts';
import type { FromGuest, ToGuest } from './messages.ts';
import { memoryTexts, putMemory, type Accessors } from './memory.ts';
import { loaderFor, type Loader } from './modules.ts';
import { currentPass, enterPass, Pass } from './pass.ts';
import { Recorder } from './recorder.ts';
import { knowLongCalls } from './stack-line.ts';
import { prepareGlobals, prepareProcess } from './surroundings.ts';
import { TopLevel } from './top-level.ts';
import { TurnWork } from './turn.ts';
import { versionsIn } from './versions.ts';
import { ownFunctions, type LoadedProgram, type Work } from './work.ts';

/** What the compiled program is given (src/source/compile.ts). */
interface Runtime extends Loader {
  /** The outside world that registered sources share. */
  state: unknown;
  setProbes: (isOn: boolean) => void;
  /** The variables of the module. */
  memory: Accessors;
  enter(fn: string): unknown;
  leave(frame: unknown): void;
  step(frame: unknown, line: number): boolean;
  capture(frame: unknown, probe: number, values: unknown[]): void;
  yields(frame: unknown, line: number, value: unknown): unknown;
}

type Module = (runtime: Runtime) => object | Promise<object>;
type FrameOf = Parameters<Recorder['leave']>[0];

let program: LoadedProgram = {
  dialect: 'durabletask',
  probes: [],
  functions: {},
  versions: bare(),
  isRegisteredByRole: false,
  isHost: false,
};
/** Gives the outside world of registered sources. */
let stateOf: (() => unknown) | undefined;
let module: Module | undefined;
let names: readonly string[] = [];
let topLevel: TopLevel | undefined;
let client: ClientWork | undefined;
let clientPass: Pass | undefined;
let work: Work | undefined;
/** The turn that was begun last: it may wait for the world. */
let turn: TurnWork | undefined;
/** The call that `work` is, if it is one. */
let workId: number | undefined;
let calls = new Map<number, CallWork>();
const { get: getCall, set: setCall, delete: dropCall } = calls;

const runtime: Runtime = {
  ...loaderFor('durabletask'),
  state: {},
  setProbes: () => undefined,
  memory: bare(),
  enter: (fn) => currentPass().recorder?.enter(fn) ?? 0,
  // A frame of a pass without probes is 0.
  leave: (frame) => {
    if (frame !== 0) currentPass().recorder?.leave(frame as FrameOf);
  },
  step: (frame, line) =>
    frame !== 0 && (currentPass().recorder?.step(frame as FrameOf, line) ?? false),
  capture: (frame, probe, values) =>
    currentPass().recorder?.capture(frame as FrameOf, probe, values),
  yields: (frame, line, value) => {
    if (frame !== 0) currentPass().recorder?.yields(frame as FrameOf, line);
    return value;
  },
};

function handle(message: ToGuest, given: unknown): FromGuest {
  switch (message.do) {
    case 'load':
      program = {
        dialect: message.dialect,
        probes: message.probes,
        functions: {},
        versions: bare(),
        isRegisteredByRole: message.isRegisteredByRole,
        isHost: message.isHost,
      };
      module = given as Module;
      names = message.names;
      knowLongCalls(message.calls);
      return { kind: 'ok' };
    case 'start':
      return start(message);
    case 'started':
      return topLevel?.collect(program.isHost) ?? { kind: 'ok' };
    case 'client':
      return collectClient(message.failure);
    case 'client-answer':
    case 'client-respond':
    case 'client-wake': {
      if (clientPass) enterPass(clientPass);
      if (message.do === 'client-answer') client?.answer(message.id, message.answer, message.nowMs);
      else if (message.do === 'client-wake') client?.wake(message.nowMs);
      else client?.respond(message.id, message.response, message.nowMs);
      return { kind: 'ok' };
    }
    case 'state':
      return { kind: 'state', state: builtins.stringify(stateOf?.() ?? {}) ?? '{}' };
    case 'memory':
      if (message.put && !putMemory(runtime.memory, message.put)) return { kind: 'memory' };
      return { kind: 'memory', texts: memoryTexts(runtime.memory) };
    case 'turn': {
      const pass = Pass.of(message.identity, begin(message.probes));
      if (message.given) pass.give(message.given);
      enterPass(pass);
      workId = undefined;
      work = turn = new TurnWork(pass, message, program);
      return { kind: 'ok' };
    }
    case 'answer-turn': {
      if (!turn) return { kind: 'failed-start', failure: 'There is no such turn.' };
      work = turn;
      workId = undefined;
      return answerWork(turn, message);
    }
    case 'call': {
      const { callId, name, input, identity } = message;
      const pass = Pass.of(identity, begin(message.probes));
      enterPass(pass);
      const call = new CallWork(pass, name, input, identity, program);
      builtins.apply(setCall, calls, [callId, call]);
      work = call;
      workId = callId;
      return { kind: 'ok' };
    }
    case 'answer': {
      const call = builtins.apply(getCall, calls, [message.callId]);
      if (!call) return { kind: 'failed-start', failure: 'There is no such call.' };
      work = call;
      workId = message.callId;
      return answerWork(call, message);
    }
    case 'collect': {
      const outcome: FromGuest = work?.collect() ?? { kind: 'ok' };
      const isOpen = outcome.kind === 'more' || outcome.kind === 'requests';
      if (!isOpen && workId !== undefined) builtins.apply(dropCall, calls, [workId]);
      return outcome;
    }
  }
}

/** Work that waits for the world goes on. */
function answerWork(
  open: CallWork | TurnWork,
  { requestId, response, nowMs }: Extract<ToGuest, { do: 'answer' | 'answer-turn' }>,
): FromGuest {
  enterPass(open.pass);
  runtime.setProbes(open.pass.recorder?.isFull === false);
  if (open.answer(requestId, response, nowMs)) return { kind: 'ok' };
  return { kind: 'failed-start', failure: 'There is no such request.' };
}

function begin(probes: Probes): Recorder | undefined {
  runtime.setProbes(probes !== false);
  if (probes === false) return undefined;
  const window = probes === true ? undefined : probes;
  return new Recorder(program.probes, () => runtime.setProbes(false), window);
}

/** Runs the top level of the program: what a process does when it starts. `more`: it waits for something. */
function start({ identity, role, state }: Extract<ToGuest, { do: 'start' }>): FromGuest {
  const pass = Pass.ofModule(identity);
  enterPass(pass);
  const host = beginHost(role, program.dialect, identity);
  prepareProcess(identity.variables);
  clientPass = role === 'client' ? pass : undefined;
  client = clientPass && new ClientWork(clientPass, host);
  host.client = client;
  work = undefined;
  turn = undefined;
  runtime.state = state === undefined ? {} : builtins.parse(state);
  calls = new Map();
  topLevel = undefined;
  if (!module) return { kind: 'failed-start', failure: 'No program is loaded.' };
  Object.assign(runtime, loaderFor(program.dialect));
  const begun = new TopLevel(
    pass,
    host,
    () => module?.(runtime) ?? {},
    (made) => {
      program.functions = ownFunctions(made, names);
      program.versions = versionsIn(Reflect.get(made, VERSIONS_KEY));
      if (program.isRegisteredByRole) stateOf = Reflect.get(made, 'state') as typeof stateOf;
    },
  );
  topLevel = begun;
  if (program.isHost || begun.isWaiting) return { kind: 'more' };
  return begun.collect(false);
}

function collectClient(failure: string | undefined): FromGuest {
  if (clientPass) enterPass(clientPass);
  return client?.collect(topLevel?.failure ?? failure) ?? { kind: 'ok' };
}

const COLLECT: ToGuest = { do: 'collect' };

prepareGlobals();
Reflect.set(globalThis, 'guest', (text: string, given: unknown): string => {
  // The question that is asked most often has no words.
  const message = text === '' ? COLLECT : (builtins.parse(text) as ToGuest);
  return builtins.stringify(handle(message, given));
});
