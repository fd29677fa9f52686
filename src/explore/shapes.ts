import {
  worstFirst,
  type Finding,
  type RanAgain,
  type Severity,
  type Shape,
  type Wrong,
} from './report.ts';

const SHAPES: Record<Wrong, Shape> = {
  stops: 'rhombus',
  'silently-different': 'rhombus-open',
  'no-end': 'hollow',
  twice: 'double',
  lost: 'gap',
  'other-result': 'fork',
  rewritten: 'torn',
};

/** How a run is drawn: by the worst that was found in it. */
export function shapeOf(
  severity: Severity,
  findings: readonly Finding[],
  ranAgain: readonly RanAgain[],
): Shape {
  switch (severity) {
    case 'unknown':
      return 'question';
    case 'remark':
      return 'wave';
    case 'holds':
      return ranAgain.length > 0 ? 'loop' : 'solid';
    case 'broken': {
      const [worst] = worstFirst(findings);
      return SHAPES[worst?.wrong ?? 'other-result'];
    }
  }
}
