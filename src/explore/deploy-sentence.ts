import { verdictInText } from '../trace/verdict.ts';
import { DEPLOY_VERDICTS, type DeployPoint, type DeployVerdict } from './deploy-report.ts';
import { listed } from './words.ts';

/**
 * For example: `Version 2 is safe for instances waiting at the timer; it stops those between charge and ship.` `upTo`: how far it was
 * checked, where the run does not come to its end; a run takes one way through the code, and nothing is said of the others.
 */
export function deploySentence(points: readonly DeployPoint[], upTo?: string): string {
  if (points.length === 0) return 'There is no instance that version 2 could meet.';
  return [verdictsText(points, upTo === undefined), upTo ?? []].flat().join(' ');
}

function verdictsText(points: readonly DeployPoint[], isWhole: boolean): string {
  const stretches = stretchesOf(points);
  const [first] = stretches;
  const everywhere = isWhole ? 'at every point of this run' : 'at the points that were reached';
  if (first && stretches.length === 1)
    return `Version 2 ${clause(first.verdict, `instances ${everywhere}`)}.`;
  return `Version 2 ${clausesOf(stretches)}.`;
}

/** What goes wrong at these points, for example: `version 2 stops instances waiting for ship`. Undefined: nothing does. */
export function harmText(points: readonly DeployPoint[]): string | undefined {
  const harm = stretchesOf(points).filter(({ verdict }) => verdict !== 'safe');
  return harm.length === 0 ? undefined : `version 2 ${clausesOf(harm)}`;
}

/** Bad news first. */
const clausesOf = (stretches: readonly Stretch[]): string =>
  [...DEPLOY_VERDICTS]
    .reverse()
    .flatMap((verdict) => {
      const where = stretches.filter((each) => each.verdict === verdict).map(whereOf);
      return where.length > 0 ? [{ verdict, where: listed([...new Set(where)]) }] : [];
    })
    .map(({ verdict, where }, index) =>
      index === 0
        ? clause(verdict, `instances ${where}`)
        : `it ${clause(verdict, `those ${where}`)}`,
    )
    .join('; ');

interface Stretch {
  verdict: DeployVerdict;
  points: DeployPoint[];
}

/** Points of one verdict that follow each other. */
function stretchesOf(points: readonly DeployPoint[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    if (last?.verdict === point.verdict) last.points.push(point);
    else stretches.push({ verdict: point.verdict, points: [point] });
  }
  return stretches;
}

/** Instances do not stay where a message waits for them, so such points are told of only where there is no other. */
function whereOf({ points }: Stretch): string {
  const resting = points.filter(({ standing }) => !standing.isPassing);
  const told = resting.length > 0 ? resting : points;
  const [first, last] = [told[0]?.standing, told.at(-1)?.standing];
  if (!first || !last || first.spot === last.spot) return first?.text ?? '';
  return `between ${first.spot} and ${last.spot}`;
}

function clause(verdict: DeployVerdict, who: string): string {
  switch (verdict) {
    case 'safe':
      return `is ${verdictInText('safe')} for ${who}`;
    case 'unknown':
      return `can’t be judged for ${who}`;
    case 'stalled':
      return `stalls ${who}`;
    case 'silently-different':
      return `is ${verdictInText('silently-different')} for ${who}`;
    case 'hangs':
      return `hangs ${who}`;
    case 'stops':
      return `${verdictInText('stops')} ${who}`;
  }
}
