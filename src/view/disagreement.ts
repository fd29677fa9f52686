import type { Divergence } from '../engine/turn.ts';
import type { Beat } from '../trace/beat.ts';
import { causeChain } from './cause.ts';
import { askText, eventTitle, isRequest, namesIn, type NameOf } from './event-words.ts';
import type { CauseLink, Chip, Disagreement, Spot } from './frame.ts';
import { sameLineNow } from './code-version.ts';
import { beatsUpTo, readsUpTo } from './pass-digest.ts';
import { engineName, type ProgramView } from './program-view.ts';
import { differingReads, wakeUpName } from './read-draws.ts';
import { readName, readValues } from './read-words.ts';
import { stepOfBeat, type KeptEvent, type PassAt, type RunState } from './run-state.ts';

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
    const same = isRequest(event) ? recorded : 'reads it again';
    return [{ number, recorded, asked: same, verdict: 'same' }];
  });
}

const askedTitle = (asked: NonNullable<Divergence['asked']>): string =>
  asked.method === 'createTimer' ? 'Timer set' : `${askText(asked.method, asked.name)} asked for`;

// --- the chain of cause ----------------------------------------------------------------------------------------------

function whyOf(state: RunState, parting: Parting, program: ProgramView): CauseLink[] {
  const { now, recorded, upTo, divergence } = parting;
  if (!now || !recorded) return consequences(parting, program, undefined);
  const tried = now.pass.tried?.find(({ about }) => about === divergence.eventNumber);
  const chain = causeChain({
    state,
    program,
    recorded,
    now,
    upTo,
    id: divergence.id,
    ...(tried && { tried }),
  });
  const line = askLine(parting, beatsUpTo(now.pass, upTo));
  return [...chain, ...consequences(parting, program, line)];
}

/** The line of this pass that made the request that does not fit. */
function askLine(parting: Parting, beats: readonly Beat[]): number | undefined {
  const ask = beats.findLast((each) => each.kind === 'ask' && each.id === parting.divergence.id);
  return ask?.line;
}

/** Where this pass made the request that does not fit, or was found not to have made it. */
function askSpots({ now, upTo, divergence }: Parting): Spot[] {
  if (!now) return [];
  const beats = beatsUpTo(now.pass, upTo);
  const ask = beats.findLastIndex((each) => each.kind === 'ask' && each.id === divergence.id);
  const found = ask >= 0 ? ask : beats.findLastIndex((each) => each.kind === 'diverge');
  return found < 0 ? [] : [{ step: stepOfBeat(now, found), beat: found, label: 'this replay' }];
}

/** The line of the recorded pass that made the request which the history holds. */
function recordedAskLine({ recorded, divergence }: Parting): number | undefined {
  const beats = recorded?.pass.beats ?? [];
  return beats.find((each) => each.kind === 'ask' && each.id === divergence.id)?.line;
}

function consequences(
  parting: Parting,
  program: ProgramView,
  line: number | undefined,
): CauseLink[] {
  const { divergence } = parting;
  const { eventNumber, id, asked } = divergence;
  const wanted = askText(divergence.recorded.method, divergence.recorded.name);
  const holds = `Event ${eventNumber} (task ID ${id}) says ${wanted}.`;
  const where = line === undefined ? 'this replay' : `line ${line}`;
  const ask = asked
    ? `So ${where} asked for ${askText(asked.method, asked.name)}. ${holds}`
    : `So this replay asked for nothing under task ID ${id}. ${holds}`;
  const name = engineName(program);
  const askedAt = askSpots(parting);
  return [
    {
      text: ask,
      ...(line !== undefined && { line }),
      ...(askedAt.length > 0 && { spots: askedAt }),
    },
    { text: `The history can’t change, so ${name} stops here: this workflow has failed.` },
  ];
}

// --- what was drawn --------------------------------------------------------------------------------------------------

function drawsOf(state: RunState, { now, upTo }: Parting): Disagreement['draws'] {
  return drawsAt(state, now, upTo);
}

/** What every wake-up so far has read; of `now` as far as one of its beats. */
export function drawsAt(
  state: RunState,
  now: PassAt | undefined,
  upTo: number,
): Disagreement['draws'] {
  return state.passes
    .flatMap((at) => {
      const isNow = at.step === now?.step;
      const reads = readsUpTo(at.pass, isNow ? upTo : Infinity);
      // What was sent is told by what came back.
      return reads.flatMap((read) =>
        read.api === 'fetch'
          ? []
          : {
              wakeUp: wakeUpName(at.pass),
              process: at.pass.process,
              line: read.line,
              api: readName(read.api),
              value: read.value,
              isNow,
            },
      );
    })
    .slice(-MAX_DRAWS);
}

/** The notes in the code while code and history disagree. */
export function disagreementChips(state: RunState, parting: Parting, program: ProgramView): Chip[] {
  const { now, recorded, divergence } = parting;
  if (!now) return [];
  const nowBeats = beatsUpTo(now.pass, parting.upTo);
  const chips: Chip[] = [];
  const before = recorded ? readsUpTo(recorded.pass, Infinity) : [];
  for (const each of differingReads(before, readsUpTo(now.pass, parting.upTo))) {
    const [was, is] = readValues(each.now.api, each.before.value, each.now.value);
    const then = recorded ? wakeUpName(recorded.pass) : '';
    chips.push({ line: each.now.line, text: `${was} at ${then}, ${is} now`, tone: 'disagree' });
  }
  const asked = askLine(parting, nowBeats);
  if (asked !== undefined && divergence.asked) {
    const text = `asks for ${askText(divergence.asked.method, divergence.asked.name)}`;
    chips.push({ line: asked, text, tone: 'disagree', event: divergence.eventNumber });
  }
  const wasAt = recordedAskLine(parting);
  // After a deploy the recorded line stands elsewhere in the code that is shown, or nowhere.
  const came =
    recorded && wasAt !== undefined
      ? sameLineNow(state, recorded.pass, now.pass, program, wasAt)
      : undefined;
  if (recorded && came !== undefined && came !== asked)
    chips.push({ line: came, text: `${wakeUpName(recorded.pass)} came here`, tone: 'read' });
  return chips;
}
