import { eventsToWire, type WireEvent } from '../../engine/wire.ts';
import type { WireFailure } from '../../engine/wire-parts.ts';
import { EXECUTION_ID } from '../../sim/cluster.ts';
import { isTerminal, type Instance } from '../../sim/instance.ts';
import { live, LifeEnded, type LifeOptions } from '../../sim/stimuli.ts';
import type { RegisteredSources } from '../../source/registered.ts';
import type { Dialect, Facade } from '../../engine/turn.ts';
import { DeployedApp, type Invocation } from './deployed-app.ts';
import { readFaults } from './fault-list.ts';
import { maybeCount, maybeJsonText, maybeOneOf, maybeTexts, text, type Fields } from './fields.ts';
import { codeOf, LineError } from './line-error.ts';
import { machineOf, readManner, readVersions } from './sources.ts';
import { StimulusReader } from './stimuli.ts';

/** History events that the turns of one run may read. A workflow that is replayed at every turn reads a long history again and again. */
const MOST_EVENTS_READ = 10_000_000;

/** What `run` answers (docs/HEADLESS.md). */
export interface RunAnswer {
  finalStatus: string;
  /** JSON text. */
  output?: string;
  failureDetails?: WireFailure;
  customStatus?: unknown;
  history: WireEvent[];
  activityInvocations: Invocation[];
  processes: number;
}

/** What a `run` line says, but for its stimuli. */
interface LifeLine extends Pick<
  LifeOptions,
  'seed' | 'name' | 'instanceId' | 'input' | 'faults' | 'rules'
> {
  manner: { dialect: Dialect; facade: Facade };
  sources: RegisteredSources;
}

/** @throws LineError */
export function readLife(line: Fields): LifeLine {
  const manner = readManner(line);
  const orchestrators = maybeTexts(line, 'orchestrators');
  const versions = readVersions(line);
  if (!orchestrators && !versions)
    throw new LineError('bad-request', '"orchestrators" must be an object.');
  const sources: RegisteredSources = {
    orchestrators: orchestrators ?? {},
    activities: maybeTexts(line, 'activities') ?? {},
    ...(versions && { versions }),
  };
  const name = text(line, 'name');
  const instanceId = text(line, 'instanceId');
  const input = maybeJsonText(line, 'input');
  const seed = maybeCount(line, 'seed') ?? 1;
  const rules = maybeOneOf(line, 'rules', ['in-memory', 'sidecar'] as const) ?? 'in-memory';
  const faults = readFaults(line);
  return {
    manner,
    sources,
    name,
    instanceId,
    ...(input !== undefined && { input }),
    seed,
    rules,
    faults,
  };
}

/**
 * The whole life of an instance. `remarks` are for the person at the terminal.
 *
 * @throws LineError
 */
export function answerRun(
  line: Fields,
  wasm: WebAssembly.Module,
): { answer: RunAnswer; remarks: string[] } {
  const { sources, ...life } = readLife(line);
  const { name, manner } = life;
  const app = new DeployedApp(
    (next, state) => machineOf(wasm, next, { ...manner, state }),
    sources,
  );
  const reader = new StimulusReader(name, sources, (next) => app.deploy(next));
  const stimuli = reader.read(line);
  try {
    const { manner: _manner, ...rest } = life;
    const { instance, processes, unusedFaults } = live({
      ...manner,
      ...rest,
      machine: app,
      stimuli,
      isTooMuch: () => app.eventsRead > MOST_EVENTS_READ,
    });
    const answer = withoutIds({
      ...endingOf(instance),
      activityInvocations: app.invocations,
      processes,
    });
    const remarks = unusedFaults.map(
      (index) => `This run never came to the place of faults[${index}].`,
    );
    return { answer, remarks };
  } catch (error) {
    throw error instanceof LifeEnded ? lineErrorOf(error) : error;
  }
}

export function lineErrorOf({ reason, message }: LifeEnded): LineError {
  switch (reason) {
    case 'stimulus':
      return new LineError('bad-stimulus', message);
    case 'start':
      return new LineError('bad-source', message);
    case 'limit':
      return new LineError('too-much-work', message);
    case 'steps':
    case 'memory':
    case 'stack':
    case 'stuck':
    case 'trap':
      return new LineError(codeOf(reason), message);
  }
}

function endingOf(instance: Instance): Omit<RunAnswer, 'activityInvocations' | 'processes'> {
  const history = eventsToWire(instance.history);
  const ended = isTerminal(instance.status) ? history.at(-1) : undefined;
  const { customStatus } = instance;
  return {
    finalStatus: instance.status,
    ...(typeof ended?.result === 'string' && { output: ended.result }),
    ...(ended?.failure && { failureDetails: ended.failure }),
    ...(customStatus !== undefined && {
      customStatus: instance.isCustomStatusJson
        ? (JSON.parse(customStatus) as unknown)
        : customStatus,
    }),
    history,
  };
}

/** Execution ids are chance in the real engines: they are all written alike. */
function withoutIds(answer: RunAnswer): RunAnswer {
  return JSON.parse(JSON.stringify(answer).replaceAll(EXECUTION_ID, '<executionId>')) as RunAnswer;
}
