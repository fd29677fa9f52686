import type { ExploredRun, Verdict } from '../explore/report.ts';
import type { Exploration } from '../ui/explore/explore-screen.tsx';
import { listing } from '../view/short-text.ts';
import { worstPair } from './exploring-work.ts';
import type { Explorings } from './explorings.ts';

/** So many activities are named. */
const MOST_NAMES = 3;

/** Pairs of crashes have a sentence of their own on the screen. */
export function pairsOf(
  { summary, runs }: Explorings,
  unseen: (verdict: Verdict) => readonly string[],
): Exploration['pairs'] {
  if (!summary) return undefined;
  const { run, budget, seed } = summary.pairs;
  const pairs = runs.filter(({ crashes }) => crashes.length > 1);
  const worst = worstPair(runs);
  return {
    run,
    budget,
    seed,
    end: endText(pairs, unseen),
    ...(worst && { worst: worst.number, text: worst.verdict.findings[0]?.text ?? '' }),
  };
}

/** How they ended, worst first. What an activity of one's own does outside when it runs again, only its author knows. */
function endText(
  pairs: readonly ExploredRun[],
  unseen: (verdict: Verdict) => readonly string[],
): string {
  const asked = pairs.filter(({ verdict }) => unseen(verdict).length > 0);
  const count = (wanted: Verdict['severity']): number =>
    pairs.filter((each) => each.verdict.severity === wanted && !asked.includes(each)).length;
  const holds = count('holds');
  if (holds === pairs.length) return 'All of them hold.';
  const names = [...new Set(asked.flatMap(({ verdict }) => unseen(verdict)))];
  const who = names.length > MOST_NAMES ? 'an activity' : listing(names, 'or');
  return [
    told(count('broken'), pairs.length, 'goes wrong.', 'go wrong.'),
    asked.length === 0
      ? ''
      : `In ${share(asked.length, pairs.length)}, ${who} runs again. Is that safe? Only you know.`,
    told(count('remark'), pairs.length, 'is worth knowing.', 'are worth knowing.'),
    told(count('unknown'), pairs.length, 'is not known.', 'are not known.'),
    told(holds, pairs.length, 'holds.', 'hold.'),
  ]
    .filter((each) => each !== '')
    .join(' ');
}

const share = (some: number, all: number): string =>
  some === all ? 'all of them' : `${some} of them`;

function told(some: number, all: number, one: string, many: string): string {
  if (some === 0) return '';
  const text = share(some, all);
  return `${text[0]?.toUpperCase()}${text.slice(1)} ${some === 1 && all > 1 ? one : many}`;
}
