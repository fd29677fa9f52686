import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, howToGetABrowser } from './browser.mjs';
import { build } from './build.mjs';
import { builtFileProblems } from './built-files.mjs';
import {
  compressedSize,
  figuresText,
  firstLoadReport,
  readBuiltParts,
  statedProblems,
} from './first-load.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureOtherBrowsers, howToGetOtherBrowsers } from './other-browsers.mjs';
import { PlainError, projectFolder } from './project.mjs';
import { runPackage } from './run-command.mjs';
import {
  endToEndResult,
  exactlyAtTheEnd,
  summary,
  TIMES_ALONE,
  unitResult,
  withTriesAlone,
  worthAnotherTry,
} from './test-counts.mjs';

const reportFile = (name) => join(projectFolder, '.cache', name);

const reportOf = (name) =>
  existsSync(reportFile(name)) ? readFileSync(reportFile(name), 'utf8') : undefined;

/** Runs a test runner that leaves a JSON report, and reads the numbers from it. */
async function runReported(report, read, run) {
  mkdirSync(join(projectFolder, '.cache'), { recursive: true });
  rmSync(reportFile(report), { force: true });
  const { isDone } = await run();
  return read(reportOf(report), isDone);
}

/** One command is one test: passed or failed. */
const asOne = (isDone, note) => ({ passed: isDone ? 1 : 0, failed: isDone ? 0 : 1, note });

async function typeCheck() {
  const pure = await runPackage('typescript/bin/tsc', ['-p', 'tsconfig.pure.json']);
  const all = await runPackage('typescript/bin/tsc', ['-p', 'tsconfig.json']);
  return asOne(pure.isDone && all.isDone);
}

async function lint() {
  const { isDone } = await runPackage('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']);
  return asOne(isDone);
}

async function format() {
  const { isDone } = await runPackage('prettier/bin/prettier.cjs', ['--check', '.']);
  return asOne(isDone, isDone ? undefined : 'npm run format puts this right');
}

function unit() {
  return runReported('unit.json', unitResult, () =>
    runPackage('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile('unit.json')}`,
    ]),
  );
}

function builtFiles() {
  const dist = join(projectFolder, 'dist');
  const problems = builtFileProblems(dist, projectFolder);
  const { figures, problems: late } = firstLoadReport(
    readBuiltParts(projectFolder),
    compressedSize(dist),
  );
  console.log(figuresText(figures));
  problems.push(
    ...late,
    ...statedProblems(readFileSync(join(projectFolder, 'README.md'), 'utf8'), figures),
  );
  for (const problem of problems) console.log(problem);
  return asOne(problems.length === 0);
}

async function endToEnd() {
  const browser = await ensureBrowser();
  if (browser === undefined) return asOne(false, howToGetABrowser);
  const others = await ensureOtherBrowsers();
  console.log(['Browsers:', browser, ...others.map(({ path }) => path)].join(' '));
  if (others.length < 2) console.log(howToGetOtherBrowsers);
  const played = (...more) =>
    runReported('e2e.json', endToEndResult, () =>
      runPackage('@playwright/test/cli.js', ['test', ...more], {
        env: { REPLAYSCOPE_CHROMIUM: browser },
      }),
    );
  const first = await played();
  const failures = first.failed === 0 ? [] : worthAnotherTry(reportOf('e2e.json'));
  const alone = [];
  for (const { file, line, title, project } of failures) {
    const again = ['--workers=1', `--repeat-each=${TIMES_ALONE}`, `--project=${project}`];
    // Tests that one loop makes have one line: the name tells which.
    const named = `--grep=${exactlyAtTheEnd(title)}`;
    alone.push({ title, result: await played(`${file}:${line}`, named, ...again) });
  }
  return failures.length === 0 ? first : withTriesAlone(first, alone);
}

const CHECKS = [
  { name: 'types', run: typeCheck },
  { name: 'lint', run: lint },
  { name: 'format', run: format },
  { name: 'unit, property, golden and tidy tests', run: unit },
  { name: 'build', run: async () => asOne(await build()) },
  { name: 'built files', run: builtFiles },
  { name: 'end to end', run: endToEnd },
];

async function runOne(check) {
  console.log(`\n=== ${check.name} ===`);
  let result;
  try {
    result = await check.run();
  } catch (error) {
    console.error(error);
    result = asOne(false);
  }
  if (result.note !== undefined) console.log(result.note);
  console.log(`--- ${check.name}: ${result.failed === 0 ? 'passed' : 'FAILED'}`);
  return { name: check.name, ...result };
}

/** `npm test`: installs what is missing, runs every check to its end, and sums up. */
export async function runChecks() {
  const results = [];
  try {
    await ensurePackages();
    for (const check of CHECKS) results.push(await runOne(check));
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(`\n${error.message}`);
    results.push({ name: 'packages', ...asOne(false) });
  }
  const { text, isPassed } = summary(results);
  console.log(`\n${text}`);
  process.exitCode = isPassed ? 0 : 1;
}
