import type { ExploredRun } from '../../explore/report.ts';
import { indexOf } from '../../player/positions.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Place } from '../../trace/place.ts';
import { placeOf } from '../../trace/positions.ts';
import type { Trace } from '../../trace/trace.ts';
import { verdictInText } from '../../trace/verdict.ts';
import type { Explored, Explorer } from '../explorer.ts';
import type { Exploring } from '../exploring.ts';
import { codeOf } from '../programs.ts';
import { once } from '../one-run.ts';
import { causeLines, toldBy } from '../told-cause.ts';
import type { Visit } from '../visit.ts';
import type { CodeEditor } from './editing.ts';

/** Where something was found: lines of the text, from 1, both ends included. */
export interface FoundLines {
  line: number;
  endLine?: number | undefined;
}

interface Parts {
  visit: Visit;
  editor: CodeEditor;
  exploring: Exploring;
}

/** Runs that are looked at more closely, at most. */
const MOST_TRIED = 12;

/**
 * Crashes the code that is written here where that shows what comes of a finding, and goes there: to a run in which code and
 * history part because of one of these lines. Where no crash brings that about, to the line as it runs again after one.
 */
export async function showEffect(parts: Parts, lines: FoundLines): Promise<void> {
  const { visit, editor, exploring } = parts;
  const { scenario } = visit.state;
  const { shown, standing } = visit.around.run.getState();
  const code = codeOf(scenario);
  const isWhole = standing.kind === 'ready' && shown?.scenario === scenario && shown.isComplete;
  if (!code || !isWhole || !editor.isRunning()) {
    visit.toast('This code has not run to its end yet. Try again in a moment.');
    return;
  }
  const back = { label: 'Back to the editor', onPress: () => leadBack(parts, scenario) };
  const told = toldBy(shown.trace, shown.program);
  if (told && causeLines(told).some((line) => isIn(lines, line))) {
    editor.close();
    const { step, beat } = told.at;
    visit.move({ type: 'GO', index: indexOf(visit.player.timeline, step, beat) });
    const text = `${told.verdict === 'stops' ? 'It stops' : 'It differs'} here because of line ${lines.line}, in the run that you have.`;
    visit.set({ notice: { tone: 'info', text, isOfRun: true, action: back } });
    return;
  }
  exploring.stop();
  visit.set({
    notice: { tone: 'info', text: `Looking for a crash that shows line ${lines.line}…` },
  });
  const found = await look(parts, { ...code, scenario }, lines, shown.trace);
  // Somebody did something else meanwhile: that has taken the notice away, too.
  if (visit.state.scenario !== scenario) return;
  if (typeof found === 'string') {
    visit.set({ notice: { tone: 'warning', text: found } });
    return;
  }
  editor.close();
  const notice = { tone: 'info', text: found.text, isOfRun: true, action: back } as const;
  const landing = { to: { place: found.place }, next: 'pause' } as const;
  visit.act(found.scenario, landing, { isFirstMinute: false, notice });
}

/** The run as it was before the crash, under the editor. */
function leadBack({ visit, editor }: Parts, scenario: Scenario): void {
  visit.set({ notice: undefined });
  if (visit.state.scenario !== scenario) visit.open({ scenario });
  editor.open();
}

interface Shows {
  scenario: Scenario;
  place: Place;
  text: string;
}

/** The run that shows it, or why there is none. */
async function look(
  { visit }: Parts,
  explored: Explored,
  lines: FoundLines,
  trace: Trace,
): Promise<Shows | string> {
  const explorer = await visit.around.bringExplorer().catch(() => undefined);
  if (!explorer) return 'The explorer could not be loaded. Look at the connection, and try again.';
  const runs = await crashes(explorer, explored);
  if (typeof runs === 'string') return runs;
  for (const scenario of parting(runs)) {
    const run = await once(explorer, { ...explored, scenario });
    const told = run && toldBy(run.trace, run.program);
    if (!told || !causeLines(told).some((line) => isIn(lines, line))) continue;
    const text = `Your code was crashed after line ${lines.line} had run. Then it ${told.verdict === 'stops' ? 'stops' : `is ${verdictInText(told.verdict)}`}: here is where.`;
    return { scenario, place: told.place, text };
  }
  return again(explorer, explored, lines, { runs, trace });
}

/** No crash makes it break: the line itself, as it runs again. */
async function again(
  explorer: Explorer,
  explored: Explored,
  lines: FoundLines,
  known: { runs: readonly ExploredRun[]; trace: Trace },
): Promise<Shows | string> {
  const first = lineIn(known.trace, lines, 0);
  if (!first) return `Line ${lines.line} does not run in this scenario, so no crash can show it.`;
  const after = known.runs.find(({ crashes: [crash] }) => crash && crash.steps[0] > first.step);
  const run = after?.scenario && (await once(explorer, { ...explored, scenario: after.scenario }));
  const crashed = run ? run.trace.steps.findIndex(({ kind }) => kind === 'app-crashed') : -1;
  const found = run && crashed >= 0 ? lineIn(run.trace, lines, crashed) : undefined;
  const isBroken = known.runs.some(({ verdict }) => verdict.severity === 'broken');
  const nothing = isBroken
    ? 'What goes wrong in this scenario has another cause.'
    : 'Each crash ends as well as none: in this scenario nothing breaks here.';
  if (!after?.scenario || !found) return `No crash makes line ${lines.line} run again. ${nothing}`;
  return {
    scenario: after.scenario,
    place: found.place,
    text: `After a crash line ${lines.line} runs again, here. ${nothing}`,
  };
}

function lineIn(
  { steps }: Trace,
  lines: FoundLines,
  from: number,
): { step: number; place: Place } | undefined {
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index];
    if (step?.kind !== 'pass' || step.pass.of !== 'turn') continue;
    const beats = step.pass.beats ?? [];
    const read = beats.findIndex(({ kind, line }) => kind === 'read' && isIn(lines, line));
    const beat = read >= 0 ? read : beats.findIndex(({ line }) => isIn(lines, line));
    if (beat >= 0) return { step: index, place: placeOf(step, beat) };
  }
  return undefined;
}

const isIn = ({ line: from, endLine = from }: FoundLines, line: number): boolean =>
  line >= from && line <= endLine;

/** Scenarios in which code and history part, the loud ones first. */
function parting(runs: readonly ExploredRun[]): Scenario[] {
  const of = (wrong: 'stops' | 'silently-different') =>
    runs.filter(({ verdict }) => verdict.findings.some((each) => each.wrong === wrong));
  return [...new Set([...of('stops'), ...of('silently-different')])]
    .flatMap(({ scenario }) => scenario ?? [])
    .slice(0, MOST_TRIED);
}

/** The runs in which the app dies once, in their order; or why they could not be made. */
function crashes(explorer: Explorer, explored: Explored): Promise<ExploredRun[] | string> {
  const options = { victims: ['app' as const], pairs: 0, seed: explored.scenario.seed };
  return new Promise((resolve) => {
    const runs: ExploredRun[] = [];
    explorer.crashEverywhere(explored, options, {
      onBase: () => undefined,
      onRuns: (more) => runs.push(...more),
      onSummary: () => resolve(runs.sort((a, b) => a.number - b.number)),
      onProblems: ([first]) => resolve(first?.message ?? 'This code can’t run here.'),
      onBroken: resolve,
    });
  });
}
