import { verdictInText } from '../trace/verdict.ts';
import { causeChain } from './cause.ts';
import { drawsAt } from './disagreement.ts';
import type { SilentDisagreement } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import { wakeUpName } from './read-draws.ts';
import { stepOfBeat, type RunState, type SilentFinding } from './run-state.ts';
import { isRecord, shortPayload, shortTime, shorten } from './short-text.ts';

/** How a difference that no engine reports is shown. */
export function silentOf(
  state: RunState,
  finding: SilentFinding,
  program: ProgramView,
  isNow: boolean,
): SilentDisagreement {
  const { at, beat, recorded, id, kind } = finding;
  const [was, is] = wordsOf(finding);
  const about =
    kind === 'result' || kind === 'status' ? kind : (finding.eventNumber ?? ('way' as const));
  const tried = at.pass.tried?.find((each) => each.about === about);
  const chain = causeChain({
    state,
    program,
    recorded,
    now: at,
    upTo: beat,
    ...(id !== undefined && kind !== 'extra' && { id, isAboutInput: true }),
    ...((kind === 'result' || kind === 'status') && {
      at: beat,
      isAboutInput: true,
      isFurther: true,
    }),
    ...(tried && { tried }),
  });
  const line = at.pass.beats?.[beat]?.line ?? 0;
  const spot = { step: stepOfBeat(at, beat), beat, label: 'this replay' };
  return {
    kind,
    isNow,
    spot,
    since: wakeUpName(at.pass),
    rows: [
      {
        number: finding.eventNumber ?? at.pass.beats?.[beat]?.event ?? 0,
        recorded: was,
        asked: is,
        verdict: 'different',
      },
    ],
    why: [
      ...chain,
      { text: showsText(finding, line, was, is), ...(line > 0 && { line }), spots: [spot] },
      { text: effectText(finding, was, is) },
    ],
    draws: drawsAt(state, at, beat),
    effect: effectText(finding, was, is),
  };
}

/** What is to be said at the very moment. */
export function silentMoment(finding: SilentFinding): string {
  const line = finding.at.pass.beats?.[finding.beat]?.line ?? 0;
  const text = showsText(finding, line, ...wordsOf(finding)).replace(/^So /, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} No engine reports this.`;
}

/** What is to be said of it when the workflow is complete. */
export function silentEnd(finding: SilentFinding): string {
  const [was, is] = wordsOf(finding);
  const lead = `The workflow is complete, but ${verdictInText('silently-different')}`;
  const { kind, eventNumber } = finding;
  switch (kind) {
    case 'input':
      return `${lead}: the code asked for ${is}, and got the answer to ${was} (event ${eventNumber}). No engine reports this.`;
    case 'due':
      return `${lead}: the code sets a timer ${sooner(is)} than the history has it (event ${eventNumber}). No engine reports this.`;
    case 'instance':
    case 'extra':
    case 'ended':
    case 'wait':
      return `${lead}: ${is}, where it was ${was} before. No engine reports this.`;
    case 'result':
      return `${lead}: the result is ${ended(is)} With what an earlier wake-up read it is ${ended(was)} No engine reports this.`;
    case 'status':
      return `${lead}: its custom status is ${ended(is)} With what an earlier wake-up read it is ${ended(was)} No engine reports this.`;
  }
}

/** With the full stop of a sentence, unless it is cut off already. */
const ended = (text: string): string => (text.endsWith('…') ? text : `${text}.`);

function wordsOf({ kind, was, is, name }: SilentFinding): [string, string] {
  const what = name ?? 'it';
  switch (kind) {
    case 'input':
      return inShort(what, was, is);
    case 'due':
      return ['Timer as it was set', dueText(Number(was), Number(is))];
    case 'instance':
      return [`${what} as ${was}`, `${what} as ${is}`];
    case 'extra':
      return ['nothing', `${is} asked for`];
    case 'ended':
      return ['a wait', 'the end'];
    case 'wait':
      return [`waits for ${was}`, `waits for ${is}`];
    case 'result':
    case 'status': {
      const texts = [shortPayload(was), shortPayload(is)] as const;
      return texts[0] === texts[1] ? [shorten(was, 160), shorten(is, 160)] : [...texts];
    }
  }
}

/** Two inputs in short, but still different where they differ. Of two of one shape only what differs in them. */
function inShort(name: string, was: string, is: string): [string, string] {
  const [one, two] = onlyDiffering(was, is) ?? [was, is];
  const [short, other] = [shortPayload(one), shortPayload(two)];
  const texts = short === other ? [shorten(was, 120), shorten(is, 120)] : [short, other];
  return [`${name} with ${texts[0]}`, `${name} with ${texts[1]}`];
}

/** The entries that differ of two objects with the same keys. Undefined: they are no such objects, or they have nothing in common. */
function onlyDiffering(was: string, is: string): [string, string] | undefined {
  const [one, two] = [objectIn(was), objectIn(is)];
  if (!one || !two || Object.keys(one).join('\n') !== Object.keys(two).join('\n')) return undefined;
  const keys = Object.keys(one).filter(
    (key) => JSON.stringify(one[key]) !== JSON.stringify(two[key]),
  );
  if (keys.length === Object.keys(one).length) return undefined;
  const part = (whole: Record<string, unknown>): string =>
    JSON.stringify(Object.fromEntries(keys.map((key) => [key, whole[key]])));
  return [part(one), part(two)];
}

function objectIn(json: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `Timer 3 minutes earlier`, as part of a sentence. */
const sooner = (due: string): string => due.replace(/^Timer /, '');

const dueText = (was: number, is: number): string =>
  `Timer ${shortTime(Math.abs(is - was))} ${is > was ? 'later' : 'earlier'}`;

function showsText(
  { kind, eventNumber, recorded }: SilentFinding,
  line: number,
  was: string,
  is: string,
): string {
  const since = wakeUpName(recorded.pass);
  const where = line > 0 ? `line ${line}` : 'the code';
  switch (kind) {
    case 'due':
      return `So ${where} sets the timer ${sooner(is)} than event ${eventNumber} says.`;
    case 'input':
    case 'instance':
      return `So ${where} asks in another way: ${ended(is)} Event ${eventNumber} says: ${ended(was)}`;
    case 'extra':
      return `So ${where} asks for ${is.replace(/ asked for$/, '')}, where nothing was asked for before.`;
    case 'ended':
      return `So ${where} ends the workflow, where it waited before.`;
    case 'wait':
      return `So ${where} ${is}, where it ${was} before.`;
    case 'result':
      return `So the result is ${ended(is)} With what ${since} read it is ${ended(was)}`;
    case 'status':
      return `So the custom status is ${ended(is)} With what ${since} read it is ${ended(was)}`;
  }
}

function effectText({ kind, name }: SilentFinding, was: string, is: string): string {
  switch (kind) {
    case 'input':
      return `The history keeps what ${name ?? 'it'} was first given, and its answer. The code goes on with the new value: from here on the two do not fit.`;
    case 'due':
      return 'The timer keeps its first time. The code counts on another one.';
    case 'instance':
      return 'The child workflow keeps its first id. Under the new id there is nobody.';
    case 'extra':
      return `It runs now, as new work, though this workflow had gone past this line already.`;
    case 'ended':
      return 'The workflow ends now. What it was waiting for will find nobody.';
    case 'wait':
      return `Nobody ${was} any more. When that event comes, it is put aside, and the workflow may wait for ever.`;
    case 'result':
      return `Whatever was done with what was read before does not fit the result, which says ${is}.`;
    case 'status':
      return `Whoever asked before saw ${was}, and sees ${is} now. Nothing tells them why.`;
  }
}
