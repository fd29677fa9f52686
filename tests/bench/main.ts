import type { BenchCase, Finding } from './measure.ts';

/** Every file in `cases/` is a case: to add one, add a file. */
const CASES = import.meta.glob<{ default: BenchCase }>('./cases/*.ts');

const isMet = ({ ratio, target }: Finding): boolean => {
  if (!target) return true;
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
};

function lineOf(finding: Finding): string {
  const { what, figures, ratio, target } = finding;
  const wanted = !target
    ? ''
    : `  (${'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`}: ${isMet(finding) ? 'met' : 'MISSED'})`;
  return `  ${what}: ${ratio.toFixed(2)}x${wanted}\n    ${figures.join(', ')}`;
}

/** Runs the cases whose file names contain one of the given words, or all. Exit status 1: a target was missed. */
async function main(words: readonly string[]): Promise<void> {
  let missed = 0;
  for (const [path, load] of Object.entries(CASES)) {
    if (words.length > 0 && !words.some((word) => path.includes(word))) continue;
    const { default: each } = await load();
    console.log(each.title);
    for (const finding of await each.run()) {
      console.log(lineOf(finding));
      if (!isMet(finding)) missed += 1;
    }
  }
  console.log(missed === 0 ? 'Every target is met.' : `${missed} missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
