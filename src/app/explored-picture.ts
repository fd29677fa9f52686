import { VERDICTS } from '../trace/verdict.ts';
import type { DeployPoint, DeployVerdict } from '../explore/deploy-report.ts';
import { isFailing, kindsText, worstRun, worstText, type Unseen } from '../explore/headline.ts';
import type {
  CrashPoint,
  EndKind,
  ExploredRun,
  Finding,
  Verdict,
  Victim,
  Wrong,
} from '../explore/report.ts';
import type { Exploration } from '../ui/explore/explore-screen.tsx';
import { taskRunsOf } from '../view/activity-runs.ts';
import type { CellShape, CellTone, ExploredCell, Found } from '../view/explored.ts';
import { instanceNames, placeWords, stretchOf, taskNames } from '../view/place-words.ts';
import { eventWords, missingWords } from './explored-client.ts';
import { untriedText } from './explored-untried.ts';
import { pairsOf } from './explored-pairs.ts';
import { singleRun, singlesIn } from './exploring-work.ts';
import type { Explorings } from './explorings.ts';
import { failingLine } from './failing-line.ts';

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
  const instances = instanceNames(found.trace);
  const wordsOf = (at: CrashPoint['at']): Words => {
    const stretch = stretchOf(at, names, mainInstance);
    // Ids of children are long, and nobody chose them.
    const named = (text: string): string =>
      at.instance === undefined
        ? text
        : text.replace(at.instance, instances.get(at.instance) ?? at.instance);
    return {
      where: named(placeWords(at, names, mainInstance)),
      stretch: { ...stretch, words: named(stretch.words) },
    };
  };
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
  const first = found.summary && worstRun(singlesIn(found.runs))?.crashes[0];
  const pairs = pairsOf(found, unseen);
  const untried = untriedText(found.trace);
  return {
    kind,
    standing,
    done,
    total,
    picture: {
      lanes: LANES.map(({ name }) => name),
      cells: (found.base?.points ?? []).map((point) =>
        crashCell(point, singleRun(found.runs, point.number), wordsOf(point.at), {
          unseen,
          isFailing: found.base !== undefined && isFailing(found.base),
        }),
      ),
    },
    ...(summary !== undefined && { summary: missing + summary }),
    ...(told && { counts: told.counts }),
    ...(untried !== undefined && { untried }),
    ...(first && { first: first.number }),
    ...(pairs && { pairs }),
    ...(about !== undefined && { about }),
  };
}

/**
 * Names of the activities that ran again in a run, however it ended, and that never ask the example world for anything: what they do
 * outside, no ledger counts. The samples' own are known to do nothing.
 */
function unseenIn({ scenario, trace }: Explorings): Unseen {
  if ('sample' in scenario.program) return () => [];
  const asking = new Set(taskRunsOf(trace).flatMap((each) => (each.hasAsked ? each.name : [])));
  return ({ severity, ranAgain }) =>
    severity === 'unknown'
      ? []
      : [...new Set(ranAgain.map(({ name }) => name))].filter((name) => !asking.has(name));
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
function singlesText(found: Explorings, unseen: Unseen) {
  const { base, summary, cause } = found;
  if (!base || !summary) return undefined;
  const singles = singlesIn(found.runs);
  const line = isFailing(base) ? failingLine(found.trace) : undefined;
  const about = { ...base, ...(line !== undefined && { line }) };
  const worst = [cause ?? [], worstText(about, singles, unseen)].flat().join(' ');
  return { worst, counts: kindsText(base, singles, unseen) };
}

type Words = Pick<ExploredCell, 'where' | 'stretch'>;

/** What a cell has to know of the whole: who runs again unseen, and whether the run fails without a crash, too. */
interface Whole {
  unseen: Unseen;
  isFailing: boolean;
}

function crashCell(
  point: CrashPoint,
  run: ExploredRun | undefined,
  words: Words,
  whole: Whole,
): ExploredCell {
  const lane = LANES.findIndex(({ victim }) => victim === point.victim);
  const { number, moments, steps } = point;
  return {
    number,
    lane,
    step: steps[1],
    ...words,
    moments,
    ...(run && { found: verdictCell(run.verdict, whole) }),
  };
}

const TONES: Record<Verdict['severity'], CellTone> = {
  holds: 'good',
  remark: 'note',
  broken: 'bad',
  unknown: 'quiet',
};

const OUTSIDE = 'What that does outside of the page, only you know.';

function verdictCell(verdict: Verdict, { unseen, isFailing }: Whole): Found {
  const { severity, findings, remarks, ranAgain, reason, otherEnd } = verdict;
  const isAsked = unseen(verdict).length > 0;
  const ends = otherEnd && !isEndSaid(verdict) ? [otherEnd.text] : [];
  const texts = [
    ...new Set([...foundTexts(findings), ...remarks.map(({ text }) => text)]),
    ...ends,
  ];
  const again =
    isAsked || (findings.length === 0 && severity !== 'unknown')
      ? ranAgain.map(({ name, runs }) => `${name} ran ${runs} times.`)
      : [];
  const text = [reason ?? '', ...texts, ...again, isAsked ? OUTSIDE : '']
    .filter((each) => each !== '')
    .join(' ');
  if (severity === 'holds' && isAsked)
    return { shape: 'rings', tone: 'note', verdict: 'Runs twice: is that safe?', text };
  // Not green: the crash did no harm to what had failed already.
  if (severity === 'holds' && isFailing)
    return { shape: verdict.shape, tone: 'note', verdict: 'Fails, crash or not', text };
  return { shape: verdict.shape, tone: TONES[severity], verdict: wordOf(verdict), text };
}

/** Where code and history part, that is the news: what the code did then follows from it. */
function foundTexts(findings: readonly Finding[]): string[] {
  const isParting = findings[0]?.invariant === 'no-divergence';
  return findings.map(({ wrong, text }) =>
    isParting && wrong === 'other-result' ? 'It goes on differently than without a crash.' : text,
  );
}

/** A decision at its very end says how it ends, too. */
const isEndSaid = ({ findings: [worst] }: Verdict): boolean =>
  worst?.wrong === 'other-result' && worst.text.includes(': it ends with');

const END_WORDS: Record<EndKind, string> = {
  fails: 'Fails after a crash',
  completes: 'Completes after a crash',
  result: WRONG_WORDS['other-result'],
  failure: 'Fails otherwise',
  ends: 'Ends after a crash',
  never: 'Never starts',
  other: 'Ends otherwise',
};

function wordOf({ severity, findings, ranAgain, otherEnd }: Verdict): string {
  switch (severity) {
    case 'holds':
      return ranAgain.length > 0 ? 'Runs again, no harm' : 'Holds';
    case 'remark':
      return otherEnd ? END_WORDS[otherEnd.kind] : 'Worth knowing';
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
