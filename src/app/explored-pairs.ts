import { isFailing, type Unseen } from '../explore/headline.ts';
import type { ExploreBase, ExploredRun, Verdict } from '../explore/report.ts';
import type { Exploration } from '../ui/explore/explore-screen.tsx';
import { listing } from '../view/short-text.ts';
import { worstPair } from './exploring-work.ts';
import type { Explorings } from './explorings.ts';

/** So many activities are named. */
const MOST_NAMES = 3;

/** Pairs of crashes have a sentence of their own on the screen. */
export function pairsOf({ base, summary, runs }: Explorings, unseen: Unseen): Exploration['pairs'] {
  if (!summary) return undefined;
  const { run, budget, seed } = summary.pairs;
  const pairs = runs.filter(({ crashes }) => crashes.length > 1);
  const worst = worstPair(runs);
  return {
    run,
    budget,
    seed,
    end: endText(base, pairs, unseen),
    ...(worst && { worst: worst.number, text: worst.verdict.findings[0]?.text ?? '' }),
  };
}

/** How they ended, worst first. What an activity of one's own does outside when it runs again, only its author knows. */
function endText(
  base: ExploreBase | undefined,
  pairs: readonly ExploredRun[],
  unseen: Unseen,
): string {
  const count = (isWanted: (verdict: Verdict) => boolean): number =>
    pairs.filter(({ verdict }) => isWanted(verdict)).length;
  const isOther = ({ severity, otherEnd }: Verdict): boolean =>
    severity === 'remark' && otherEnd !== undefined;
  const holds = count((each) => each.severity === 'holds' && unseen(each).length === 0);
  const [one, many] =
    base && isFailing(base) ? ['fails, crash or not.', 'fail, crash or not.'] : ['holds.', 'hold.'];
  if (holds === pairs.length) return `All of them ${many}`;
  const asked = pairs.filter(({ verdict }) => unseen(verdict).length > 0);
  const names = [...new Set(asked.flatMap(({ verdict }) => unseen(verdict)))];
  const who = names.length > MOST_NAMES ? 'an activity' : listing(names, 'or');
  return [
    told(
      count(({ severity }) => severity === 'broken'),
      pairs.length,
      'goes wrong.',
      'go wrong.',
    ),
    told(count(isOther), pairs.length, 'ends in another way.', 'end in another way.'),
    asked.length === 0
      ? ''
      : `In ${share(asked.length, pairs.length)}, ${who} runs again. Is that safe? Only you know.`,
    told(
      count((each) => each.severity === 'remark' && !isOther(each)),
      pairs.length,
      'is worth knowing.',
      'are worth knowing.',
    ),
    told(
      count(({ severity }) => severity === 'unknown'),
      pairs.length,
      'is not known.',
      'are not known.',
    ),
    told(holds, pairs.length, one, many),
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
