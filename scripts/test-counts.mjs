/**
 * @typedef {{ passed: number, failed: number, note?: string }} Counts
 */

/** At least one failure where the runner says that something went wrong: a test file that can't be read is no test. */
function checked(counts, isDone) {
  const total = counts.passed + counts.failed;
  if (counts.failed === 0 && !isDone) {
    return {
      ...counts,
      failed: 1,
      note: 'The runner failed outside of a test. Its message is above.',
    };
  }
  if (total === 0) return { ...counts, failed: 1, note: 'No test ran.' };
  return counts;
}

const noReport = { passed: 0, failed: 1, note: 'The runner left no report.' };

/**
 * Numbers from vitest's JSON report. A test that was skipped did not pass.
 * @returns {Counts}
 */
export function unitResult(report, isDone) {
  if (report === undefined) return noReport;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report);
  const skipped = (numPendingTests ?? 0) + (numTodoTests ?? 0);
  const counts = { passed: numPassedTests, failed: numFailedTests + skipped };
  if (skipped > 0) counts.note = `${skipped} skipped: a skipped test counts as failed.`;
  return checked(counts, isDone);
}

/**
 * Numbers from Playwright's JSON report. A test that was skipped did not pass.
 * @returns {Counts}
 */
export function endToEndResult(report, isDone) {
  if (report === undefined) return noReport;
  const { stats } = JSON.parse(report);
  const counts = { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
  if (stats.skipped > 0) counts.note = `${stats.skipped} skipped: a skipped test counts as failed.`;
  return checked(counts, isDone);
}

/** A machine that is busy with other things can make one test late. More than that is no bad luck. */
const MOST_TRIED_AGAIN = 2;

/** How often in a row a test must pass, alone on the machine, after it failed beside others. */
export const TIMES_ALONE = 3;

function failuresIn({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ projectName }) => ({ file, line, title, project: projectName })),
  );
  return [...own, ...suites.flatMap(failuresIn)];
}

/**
 * The tests of Playwright's JSON report that failed, when they are so few that each can be tried again alone.
 * @returns {{ file: string, line: number, title: string, project: string }[]}
 */
export function worthAnotherTry(report) {
  if (report === undefined) return [];
  const failures = failuresIn(JSON.parse(report));
  return failures.length <= MOST_TRIED_AGAIN ? failures : [];
}

/** A pattern that fits only what ends with these words. */
export function exactlyAtTheEnd(words) {
  return `${words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}

/**
 * The first run's numbers, and what became of the tests that were tried again alone. Each of them is named.
 * @param {Counts} first
 * @param {{ title: string, result: Counts }[]} alone
 * @returns {Counts}
 */
export function withTriesAlone(first, alone) {
  const mended = alone.filter(
    ({ result: { passed, failed } }) => failed === 0 && passed > 0 && passed % TIMES_ALONE === 0,
  );
  const lines = alone.map(
    (each) =>
      `${mended.includes(each) ? `passed ${TIMES_ALONE} times alone` : 'FAILED alone, too'}: ${each.title}`,
  );
  return {
    ...first,
    passed: first.passed + mended.length,
    failed: first.failed - mended.length,
    note: [first.note, ...lines].filter((line) => line !== undefined).join('\n'),
  };
}

/**
 * The last lines of `npm test`. The very last is the one that others read: `12 passed, 0 failed`.
 * @param {(Counts & { name: string })[]} results
 */
export function summary(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const lines = results.map(
    (result) =>
      `${result.failed === 0 ? 'passed' : 'FAILED'}  ${result.name} (${result.passed} passed, ${result.failed} failed)`,
  );
  return {
    text: ['=== summary ===', ...lines, '', `${passed} passed, ${failed} failed`].join('\n'),
    isPassed: failed === 0 && passed > 0,
  };
}
