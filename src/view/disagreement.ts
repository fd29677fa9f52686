import type { Divergence } from '../engine/turn.ts';
import type { Beat } from '../trace/beat.ts';
import { codeChange } from './code-version.ts';
import { askText, eventTitle, isRequest, namesIn, type NameOf } from './event-words.ts';
import type { Chip, Disagreement } from './frame.ts';
import { beatsUpTo, readsUpTo } from './pass-digest.ts';
import { engineName, type ProgramView } from './program-view.ts';
import { differingReads, wakeUpName } from './read-draws.ts';
import type { KeptEvent, PassAt, RunState } from './run-state.ts';
import { apiText, shortReads } from './short-text.ts';

/** How many draws the table shows, the newest ones. */
const MAX_DRAWS = 60;

/** The pass that code and history part in, and the pass that wrote the event in question. */
interface Parting {
  divergence: Divergence;
  now?: PassAt;
  upTo: number;
  recorded?: PassAt;
}

/** The disagreement that stands at this moment: `here` is the beat of a pass that the cursor is on. */
export function partingAt(
  state: RunState,
  divergence: Divergence | undefined,
  at: PassAt | undefined,
  upTo: number,
): Parting | undefined {
  if (!divergence) return undefined;
  const turn = state.kept[divergence.eventNumber - 1]?.turn;
  // The attempt that was saved is the last one.
  const recorded = state.passes.findLast(
    (each) => each.pass.number === turn && each.step !== at?.step,
  );
  return { divergence, ...(at && { now: at }), upTo, ...(recorded && { recorded }) };
}

export function disagreementOf(
  state: RunState,
  parting: Parting,
  program: ProgramView,
): Disagreement {
  return {
    divergence: parting.divergence,
    rows: rowsOf(state, parting),
    why: whyOf(state, parting, program),
    draws: drawsOf(state, parting),
  };
}

// --- the two columns -------------------------------------------------------------------------------------------------

function rowsOf(state: RunState, { divergence }: Parting): Disagreement['rows'] {
  const events: KeptEvent[] = [...state.kept];
  const names = namesIn(events.map((each) => each.event));
  const nameOf: NameOf = (task) => names.get(task) ?? `task ${task}`;
  return events.flatMap(({ event }, index): Disagreement['rows'] => {
    const number = index + 1;
    // The events of the failed wake-up itself are no part of what was recorded before.
    if (event.type === 'OrchestratorStarted' || event.type === 'ExecutionCompleted') return [];
    const recorded = eventTitle(event, nameOf);
    if (number > divergence.eventNumber) return [{ number, recorded, verdict: 'never-reached' }];
    if (number === divergence.eventNumber) {
      const { asked } = divergence;
      return [
        {
          number,
          recorded,
          ...(asked && { asked: askedTitle(asked) }),
          verdict: 'different',
        },
      ];
    }
    const same = isRequest(event) ? recorded : `${recorded}, read again`;
    return [{ number, recorded, asked: same, verdict: 'same' }];
  });
}

const askedTitle = (asked: NonNullable<Divergence['asked']>): string =>
  asked.method === 'createTimer' ? 'Timer set' : `${askText(asked.method, asked.name)} asked for`;

// --- the chain of cause ----------------------------------------------------------------------------------------------

function whyOf(state: RunState, parting: Parting, program: ProgramView): Disagreement['why'] {
  const { now, recorded } = parting;
  if (!now || !recorded) return consequences(parting, program, undefined);
  const nowBeats = beatsUpTo(now.pass, parting.upTo);
  const changed = codeChange(state, recorded.pass, now.pass, program);
  // Lines of two texts can not be compared by their numbers.
  if (changed) return [...changed, ...consequences(parting, program, askLine(parting, nowBeats))];
  const before = recorded.pass.beats ?? [];
  const fork = forkOf(before, nowBeats);
  const then = wakeUpName(recorded.pass);
  const links = causes(parting, recorded, now, fork, then);
  links.push(...partingText(parting, fork, nowBeats, then));
  return [...links, ...consequences(parting, program, askLine(parting, nowBeats))];
}

/** Where the two passes took other ways, as far as the lines of both are known. */
function partingText(
  parting: Parting,
  fork: Fork | undefined,
  nowBeats: readonly Beat[],
  then: string,
): Disagreement['why'] {
  const lead = 'So the code took another way:';
  if (fork) {
    const was = fork.before === undefined ? 'the end' : `line ${fork.before}`;
    return [{ text: `${lead} ${was} at ${then}, line ${fork.now} now.`, line: fork.now }];
  }
  const was = recordedAskLine(parting);
  const now = askLine(parting, nowBeats);
  if (was === undefined || now === undefined) return [];
  if (was === now)
    return [{ text: `Line ${now} asked at ${then}, too, but for something else.`, line: now }];
  return [{ text: `${lead} line ${was} asked at ${then}, line ${now} asks now.`, line: now }];
}

/** The reads that may have caused it: those before the ways part. */
function causes(
  parting: Parting,
  recorded: PassAt,
  now: PassAt,
  fork: Fork | undefined,
  then: string,
): Disagreement['why'] {
  const upTo = fork ? Math.min(parting.upTo, fork.index) : parting.upTo;
  const before = readsUpTo(recorded.pass, Infinity);
  const differing = differingReads(before, readsUpTo(now.pass, upTo));
  if (differing.length === 0) {
    const text = `Nothing that the code read differs between ${then} and now. So the code itself is another one, or it kept something in memory.`;
    return [{ text }];
  }
  const links = differing.map((each) => {
    const [was, is] = shortReads(each.before.value, each.now.value);
    const { line } = each.now;
    return {
      text: `Line ${line} read ${apiText(each.now.api)}: ${was} at ${then}, ${is} now.`,
      line,
    };
  });
  if (links.length > 1) links.push({ text: 'One of these values made the difference.', line: 0 });
  return links.map(({ text, line }) => (line > 0 ? { text, line } : { text }));
}

interface Fork {
  /** Index of the beat at which this pass took another line. */
  index: number;
  now: number;
  /** The line that the recorded pass took there; undefined: it had no further line. */
  before?: number;
}

/** The first line at which two passes part. */
function forkOf(before: readonly Beat[], now: readonly Beat[]): Fork | undefined {
  const recorded = before.filter((each) => each.kind === 'line');
  if (recorded.length === 0) return undefined;
  let count = 0;
  for (const [index, beat] of now.entries()) {
    if (beat.kind !== 'line') continue;
    const other = recorded[count]?.line;
    if (other !== beat.line)
      return { index, now: beat.line, ...(other !== undefined && { before: other }) };
    count += 1;
  }
  return undefined;
}

/** The line of this pass that made the request that does not fit. */
function askLine(parting: Parting, beats: readonly Beat[]): number | undefined {
  const ask = beats.findLast((each) => each.kind === 'ask' && each.id === parting.divergence.id);
  return ask?.line;
}

/** The line of the recorded pass that made the request which the history holds. */
function recordedAskLine({ recorded, divergence }: Parting): number | undefined {
  const beats = recorded?.pass.beats ?? [];
  return beats.find((each) => each.kind === 'ask' && each.id === divergence.id)?.line;
}

function consequences(
  { divergence }: Parting,
  program: ProgramView,
  line: number | undefined,
): Disagreement['why'] {
  const { eventNumber, id, asked } = divergence;
  const wanted = askText(divergence.recorded.method, divergence.recorded.name);
  const holds = `Event ${eventNumber} (task ID ${id}) says ${wanted}.`;
  const where = line === undefined ? 'this replay' : `line ${line}`;
  const ask = asked
    ? `So ${where} asked for ${askText(asked.method, asked.name)}. ${holds}`
    : `So this replay asked for nothing under task ID ${id}. ${holds}`;
  const name = engineName(program);
  return [
    { text: ask, ...(line !== undefined && { line }) },
    { text: `The history can't change, so ${name} stops here: this workflow has failed.` },
  ];
}

// --- what was drawn --------------------------------------------------------------------------------------------------

function drawsOf(state: RunState, parting: Parting): Disagreement['draws'] {
  return state.passes
    .flatMap((at) => {
      const isNow = at.step === parting.now?.step;
      return readsUpTo(at.pass, isNow ? parting.upTo : Infinity).map((read) => ({
        wakeUp: wakeUpName(at.pass),
        process: at.pass.process,
        line: read.line,
        api: apiText(read.api),
        value: read.value,
        isNow,
      }));
    })
    .slice(-MAX_DRAWS);
}

/** The notes in the code while code and history disagree. */
export function disagreementChips(parting: Parting): Chip[] {
  const { now, recorded, divergence } = parting;
  if (!now) return [];
  const nowBeats = beatsUpTo(now.pass, parting.upTo);
  const chips: Chip[] = [];
  const before = recorded ? readsUpTo(recorded.pass, Infinity) : [];
  for (const each of differingReads(before, readsUpTo(now.pass, parting.upTo))) {
    const [was, is] = shortReads(each.before.value, each.now.value);
    const then = recorded ? wakeUpName(recorded.pass) : '';
    chips.push({ line: each.now.line, text: `${was} at ${then}, ${is} now`, tone: 'disagree' });
  }
  const asked = askLine(parting, nowBeats);
  if (asked !== undefined && divergence.asked) {
    const text = `asks for ${askText(divergence.asked.method, divergence.asked.name)}`;
    chips.push({ line: asked, text, tone: 'disagree', event: divergence.eventNumber });
  }
  const came = recordedAskLine(parting);
  if (recorded && came !== undefined && came !== asked)
    chips.push({ line: came, text: `${wakeUpName(recorded.pass)} came here`, tone: 'read' });
  return chips;
}
