import { VICTIMS, type ExploredRun, type Wrong } from '../explore/report.ts';
import { worstRun } from '../explore/headline.ts';
import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Problem } from '../source/problem.ts';
import type { Place } from '../trace/place.ts';
import { insteadOf, runInstead, type Instead } from './explored-instead.ts';
import type { Explored, Explorer } from './explorer.ts';
import type { Explorings, ExploringHands as Exploring, Whole } from './explorings.ts';
import { focusNow } from './lesson/followed.ts';
import { once } from './one-run.ts';
import { codeOf } from './programs.ts';
import { causeText, otherReadsText, toldBy } from './told-cause.ts';

/** Pairs are drawn from thousands: so many are tried after all single crashes. */
const PAIRS = 100;

/** Has a scenario run again and again, and notes what is found. The answer ends it. */
export function lookAtAll(
  exploring: Exploring,
  explorer: Explorer,
  explored: Explored,
): () => void {
  return exploring.now?.kind === 'deployment'
    ? deploy(exploring, explorer, explored)
    : crash(exploring, explorer, explored);
}

function crash(exploring: Exploring, explorer: Explorer, explored: Explored): () => void {
  const options = { victims: VICTIMS, pairs: PAIRS, seed: explored.scenario.seed };
  return explorer.crashEverywhere(explored, options, {
    onBase: (base) => exploring.change({ base, total: base.points.length }),
    onRuns: (runs, done, total) =>
      exploring.change({ runs: [...(exploring.now?.runs ?? []), ...runs], done, total }),
    onSummary: (summary) => {
      exploring.change({ summary, standing: 'done' });
      void tellCause(exploring, explorer, explored);
    },
    ...endings(exploring, explorer),
  });
}

const PARTS: readonly Wrong[] = ['stops', 'silently-different'];

/** Code and history part in this run: the worst that was found there. */
const isParting = ({ verdict }: ExploredRun): boolean =>
  verdict.findings.some(({ wrong }) => wrong === PARTS[0]) ||
  verdict.findings[0]?.wrong === PARTS[1];

/** Many runs differ for one reason: it is looked for in the run without a crash, else in the one that shows the worst. */
async function tellCause(
  exploring: Exploring,
  explorer: Explorer,
  explored: Explored,
): Promise<void> {
  const found = exploring.now;
  if (!found) return;
  const own = toldBy(found.trace, found.program);
  const cause = own
    ? causeText(own, found.trace)
    : await causeIn(found, worstRun(singlesIn(found.runs)), (scenario) =>
        once(explorer, { ...explored, scenario }),
      );
  if (cause !== undefined && exploring.now?.summary === found.summary) exploring.change({ cause });
}

const DIFFERS: readonly Wrong[] = [...PARTS, 'other-result'];

async function causeIn(
  { trace }: Explorings,
  worst: ExploredRun | undefined,
  runOnce: (scenario: Scenario) => ReturnType<typeof once>,
): Promise<string | undefined> {
  const [first] = worst?.verdict.findings ?? [];
  if (!worst?.scenario || !first || !DIFFERS.includes(first.wrong)) return undefined;
  const run = await runOnce(worst.scenario);
  const told = run && toldBy(run.trace, run.program);
  return (told && causeText(told, run.trace)) ?? (run && otherReadsText(trace, run.trace));
}

function deploy(exploring: Exploring, explorer: Explorer, explored: Explored): () => void {
  return explorer.checkDeployment(explored, {
    onFound: (found) => {
      for (const each of found) {
        if (each.kind === 'point') {
          const points = [...(exploring.now?.points ?? []), each.point];
          exploring.change({ points, done: points.length });
        } else exploring.change({ deploySummary: each.summary, standing: 'done' });
      }
    },
    ...endings(exploring, explorer),
  });
}

function endings(exploring: Exploring, explorer: Explorer) {
  const fail = (reason: string) => exploring.change({ standing: 'failed', reason });
  return {
    onProblems: ([first]: readonly Problem[]) => {
      if (first?.is === 'starts-itself') offerInstead(exploring, explorer, first.message);
      else fail(`This program can’t run here. ${first?.message ?? ''}`);
    },
    onBroken: fail,
  };
}

/** Where it starts a single workflow there is nothing to ask. */
function offerInstead(exploring: Exploring, explorer: Explorer, reason: string): void {
  const { now: found, visit } = exploring;
  if (found?.standing !== 'running') return;
  const instead = insteadOf(found.scenario, found.trace, focusNow(visit));
  if (instead?.isOnly === true) lookAtPart(exploring, explorer, instead);
  else exploring.change({ standing: 'failed', reason, unfit: { instead } });
}

function lookAtPart(exploring: Exploring, explorer: Explorer, instead: Instead): void {
  const found = exploring.now;
  if (!found) return;
  const { kind, scenario, trace, program } = found;
  const part = { of: scenario, instead };
  const none = { standing: 'running', done: 0, total: 0, runs: [], points: [] } as const;
  exploring.store.setState({ explorings: { kind, scenario, trace, program, ...none, part } });
  const begin = (run: Whole) => exploring.begin(kind, run, part);
  exploring.end = runInstead(explorer, instead, begin, endings(exploring, explorer));
}

/** Looks at one workflow of a program that starts its workflows itself. The run on the screen stays. */
export async function beginInstead(exploring: Exploring): Promise<void> {
  const instead = exploring.now?.unfit?.instead;
  if (instead) lookAtPart(exploring, await exploring.visit.around.bringExplorer(), instead);
}

export function again(exploring: Exploring): void {
  const found = exploring.now;
  if (found) exploring.begin(found.kind, found, found.part);
}

/** Opens the run behind a place of the picture, at the crash or the deploy. */
export function openPlace(exploring: Exploring, number: number): void {
  const found = exploring.now;
  if (found?.kind === 'deployment')
    openRun(exploring, found.points.find((each) => each.number === number)?.scenario);
  else void openCrash(exploring, singleRun(found?.runs ?? [], number));
}

/** Where code and history part, at that moment; else at the crash. */
async function openCrash(exploring: Exploring, run: ExploredRun | undefined): Promise<void> {
  const code = run?.scenario && codeOf(run.scenario);
  if (!code || !run.scenario) return;
  // This run is made by the workers that look at the others: those that are found stay.
  if (isParting(run)) exploring.stop();
  const { now: found, visit } = exploring;
  const { scenario } = visit.state;
  const explorer = isParting(run) ? await visit.around.bringExplorer() : undefined;
  const whole = explorer && (await once(explorer, { ...code, scenario: run.scenario }));
  const told = whole && toldBy(whole.trace, whole.program);
  // Somebody has gone on meanwhile.
  if (exploring.now === found && visit.state.scenario === scenario)
    openRun(exploring, run.scenario, told?.place);
}

export function openWorstPair(exploring: Exploring): void {
  openRun(exploring, worstPair(exploring.now?.runs ?? [])?.scenario);
}

function openRun(exploring: Exploring, scenario: Scenario | undefined, place?: Place): void {
  const { now: from, visit } = exploring;
  if (!scenario || !from) return;
  exploring.close();
  // It stood before the lines that are about to run.
  exploring.closeEditor();
  const intervention = firstNew(from.scenario.interventions, scenario.interventions);
  const to = place ? { place } : { intervention };
  visit.act(scenario, { to, next: 'pause' }, { isFirstMinute: false });
  if (!from.part) return;
  const { workflow } = from.part.instead;
  visit.toast(`This is ${workflow} alone, without your client. Undo brings your own run back.`);
}

export const singlesIn = (runs: readonly ExploredRun[]): ExploredRun[] =>
  runs.filter(({ crashes }) => crashes.length === 1);

/** The run with one crash, at the place of this number. */
export const singleRun = (runs: readonly ExploredRun[], number: number): ExploredRun | undefined =>
  runs.find(({ crashes }) => crashes.length === 1 && crashes[0]?.number === number);

export const worstPair = (runs: readonly ExploredRun[]): ExploredRun | undefined =>
  runs.find(({ crashes, verdict }) => crashes.length > 1 && verdict.severity === 'broken');

/** Where two lists of acts part: the act that was added. */
function firstNew(before: readonly Intervention[], after: readonly Intervention[]): number {
  const at = after.findIndex(
    (each, index) => JSON.stringify(each) !== JSON.stringify(before[index]),
  );
  return Math.max(0, at);
}
