import { VERDICTS } from '../trace/verdict.ts';
import type { DeployPoint, DeployVerdict } from '../explore/deploy-report.ts';
import { kindsText, worstText } from '../explore/summary.ts';
import type { CrashPoint, ExploredRun, Shape, Verdict, Victim, Wrong } from '../explore/report.ts';
import type { Exploration } from '../ui/explore/explore-screen.tsx';
import { taskRunsOf } from '../view/activity-runs.ts';
import type { CellShape, CellTone, ExploredCell, Found } from '../view/explored.ts';
import { placeWords, stretchOf, taskNames } from '../view/place-words.ts';
import { eventWords, missingWords } from './explored-client.ts';
import { pairsOf } from './explored-pairs.ts';
import { singleRun } from './exploring-work.ts';
import type { Explorings } from './explorings.ts';

const LANES: readonly { victim: Victim; name: string }[] = [
  { victim: 'app', name: 'App' },
  { victim: 'sidecar', name: 'Engine' },
  { victim: 'both', name: 'Both' },
];

const WRONG_WORDS: Record<Wrong, string> = {
  stops: VERDICTS.stops.word,
  'silently-different': VERDICTS['silently-different'].word,
  'no-end': 'Never ends',
  twice: 'Happens twice',
  lost: 'Is lost',
  'other-result': 'Other result',
  rewritten: 'History lost something',
};

const DEPLOY: Record<DeployVerdict, { shape: CellShape; tone: CellTone; verdict: string }> = {
  safe: { shape: 'solid', tone: 'good', verdict: VERDICTS.safe.word },
  stops: { shape: 'rhombus', tone: 'bad', verdict: VERDICTS.stops.word },
  'silently-different': {
    shape: 'rhombus-open',
    tone: 'bad',
    verdict: VERDICTS['silently-different'].word,
  },
  hangs: { shape: 'hollow', tone: 'bad', verdict: 'Hangs' },
  stalled: { shape: 'pause', tone: 'bad', verdict: 'Stalled' },
  unknown: { shape: 'question', tone: 'quiet', verdict: 'Unknown' },
};

/** What the screen shows of many runs. */
export function explorationOf(found: Explorings, mainInstance: string): Exploration {
  const names = taskNames(found.trace);
  const wordsOf = (at: CrashPoint['at']): Words => ({
    where: placeWords(at, names, mainInstance),
    stretch: stretchOf(at, names, mainInstance),
  });
  const { kind, standing, done, total } = found;
  if (found.unfit) return unfitOf(found);
  const about = found.part && aboutPart(found.part);
  const missing = found.part && !found.reason ? missingWords(found.part.instead.own, found) : '';
  if (kind === 'deployment') {
    const summary = found.reason ?? found.deploySummary?.text;
    return {
      kind,
      standing,
      done,
      total,
      picture: {
        lanes: ['Version 2'],
        cells: found.points.map((point) => deployCell(point, wordsOf(point.at))),
      },
      ...(summary !== undefined && { summary: missing + summary }),
      ...(about !== undefined && { about }),
    };
  }
  const unseen = unseenIn(found);
  const told = singlesText(found, unseen);
  const summary = found.reason ?? told?.worst;
  const smallest = found.summary?.smallest?.crashes;
  const pairs = pairsOf(found, unseen);
  return {
    kind,
    standing,
    done,
    total,
    picture: {
      lanes: LANES.map(({ name }) => name),
      cells: (found.base?.points ?? []).map((point) =>
        crashCell(point, singleRun(found.runs, point.number), wordsOf(point.at), unseen),
      ),
    },
    ...(summary !== undefined && { summary: missing + summary }),
    ...(told && { counts: told.counts }),
    ...(smallest?.length === 1 && smallest[0] && { smallest: smallest[0].number }),
    ...(pairs && { pairs }),
    ...(about !== undefined && { about }),
  };
}

type Unseen = (verdict: Verdict) => string[];

/**
 * Names of the activities that ran again in a run that holds, and that never ask the example world for anything: what they do
 * outside, no ledger counts. The samples' own are known to do nothing.
 */
function unseenIn({ scenario, trace }: Explorings): Unseen {
  if ('sample' in scenario.program) return () => [];
  const asking = new Set(taskRunsOf(trace).flatMap((each) => (each.hasAsked ? each.name : [])));
  return ({ severity, ranAgain }) =>
    severity === 'holds'
      ? [...new Set(ranAgain.map(({ name }) => name))].filter((name) => !asking.has(name))
      : [];
}

const NO_PICTURE: Exploration['picture'] = { lanes: [], cells: [] };

/** What can be done with a program that can not be looked at as it is. */
function unfitOf({ kind, standing, done, total, reason, unfit }: Explorings): Exploration {
  const instead = unfit?.instead;
  const how = instead
    ? `One of its workflows can: ${instead.workflow}, with the input of ${instead.instance}. Choose another instance in the run to look at that one.`
    : 'Export a workflow, and let the page start it.';
  return {
    kind,
    standing,
    done,
    total,
    picture: NO_PICTURE,
    summary: `${reason ?? ''} ${how}`,
    unfit: instead ? { offer: `Look at ${instead.workflow}${inputWords(instead.scenario)}` } : {},
  };
}

/** The client half can't live through all these crashes: it is left out. */
function aboutPart({ instead }: NonNullable<Explorings['part']>): string {
  const { workflow, scenario } = instead;
  return `Your program starts its workflows itself. Here ${workflow} runs alone${inputWords(scenario)}, without your client.${eventWords(instead.own)}`;
}

const MOST_INPUT = 40;

function inputWords({ input }: Explorings['scenario']): string {
  if (input === undefined) return '';
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  return ` with input ${text.length > MOST_INPUT ? `${text.slice(0, MOST_INPUT - 1)}…` : text}`;
}

/** Pairs have a sentence of their own (explored-pairs.ts). */
function singlesText({ base, summary, runs, cause }: Explorings, unseen: Unseen) {
  if (!base || !summary) return undefined;
  const singles = runs.filter(({ crashes }) => crashes.length === 1);
  const worst = [cause ?? [], worstText(base, singles, unseen)].flat().join(' ');
  return { worst, counts: kindsText(base, singles, unseen) };
}

type Words = Pick<ExploredCell, 'where' | 'stretch'>;

function crashCell(
  point: CrashPoint,
  run: ExploredRun | undefined,
  words: Words,
  unseen: Unseen,
): ExploredCell {
  const lane = LANES.findIndex(({ victim }) => victim === point.victim);
  const { number, moments, steps } = point;
  return {
    number,
    lane,
    step: steps[1],
    ...words,
    moments,
    ...(run && { found: verdictCell(run.verdict, unseen(run.verdict)) }),
  };
}

const TONES: Record<Verdict['severity'], CellTone> = {
  holds: 'good',
  remark: 'note',
  broken: 'bad',
  unknown: 'quiet',
};

function verdictCell(verdict: Verdict, unseen: readonly string[]): Found {
  const { severity, findings, remarks, ranAgain, reason } = verdict;
  const shape: Shape = verdict.shape;
  const texts = [...new Set([...findings, ...remarks].map(({ text }) => text))];
  const again = ranAgain.map(({ name, runs }) => `${name} ran ${runs} times.`);
  if (unseen.length > 0) {
    const outside = 'What that does outside of the page, only you know.';
    const text = [...again, outside].join(' ');
    return { shape: 'rings', tone: 'note', verdict: 'Runs twice: is that safe?', text };
  }
  return {
    shape,
    tone: TONES[severity],
    verdict: wordOf(verdict),
    text: [reason ?? '', ...texts, ...(findings.length === 0 ? again : [])]
      .filter((each) => each !== '')
      .join(' '),
  };
}

function wordOf({ severity, findings, ranAgain }: Verdict): string {
  switch (severity) {
    case 'holds':
      return ranAgain.length > 0 ? 'Runs again, no harm' : 'Holds';
    case 'remark':
      return 'Worth knowing';
    case 'unknown':
      return 'Not known';
    case 'broken':
      return WRONG_WORDS[findings[0]?.wrong ?? 'other-result'];
  }
}

/** In short, where both sides are known: the engine's own words are long, and the same at every place. */
function mismatchText(mismatch: DeployPoint['mismatch']): string {
  if (!mismatch) return '';
  const { text, eventNumber, recorded, asked } = mismatch;
  if (eventNumber === undefined || recorded === undefined || asked === undefined) return text;
  return `Event ${eventNumber} says ${recorded}, version 2 asks for ${asked}.`;
}

/** Version 2 arrives at one moment: each is a row of its own. */
function deployCell(point: DeployPoint, { where }: Words): ExploredCell {
  const { number, steps, verdict, mismatch, showsAt, reason } = point;
  const shows = showsAt ? `It shows when ${showsAt.message} wakes it.` : '';
  return {
    number,
    lane: 0,
    step: steps[0],
    where,
    stretch: { key: String(number), words: where },
    moments: 1,
    found: {
      ...DEPLOY[verdict],
      text: [mismatchText(mismatch), reason ?? '', verdict === 'safe' ? '' : shows]
        .filter((each) => each !== '')
        .join(' '),
    },
  };
}
