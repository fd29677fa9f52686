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
