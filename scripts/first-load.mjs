import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, compressed as a plain static host sends them. */
export const BUDGETS = { firstPaintScripts: 150_000, firstRun: 550_000 };

/** What draws the page and an embed, and what draws a run in them: whatever part holds one of these modules. */
const SHELLS = {
  page: { painted: 'src/app/page/open-page.ts', drawing: 'src/app/page/page-drawing.ts' },
  embed: { painted: 'src/app/embed/open-embed.ts', drawing: 'src/app/drawing/drawing.ts' },
};

/** What the first sample needs beside that to run. */
const FIRST_RUN = ['src/app/frame/worker.ts?iife', 'built-samples:program/order'];

/** Plain scripts that the page names itself. */
const PLAIN = ['no-start.js'];

/** What nobody needs to see the first run. */
const NOT_AT_FIRST = {
  'a parser': /node_modules\/(@sveltejs\/acorn-typescript|acorn)\/|frame\/reader\.ts/,
  'the editor': /node_modules\/@codemirror\/|src\/ui\/editor\/editor-pane/,
  'what colours code': /node_modules\/@lezer\/|src\/ui\/syntax\.ts$/,
  'the linter': /^src\/lint\//,
  'the explorer': /^src\/explore\/(explore|deploy-check|judge)|^src\/ui\/explore\/|explorer-worker/,
  'what makes things to share':
    /^src\/app\/share\/export-acts|^src\/view\/(share-text|staircase-svg)/,
  'the program of another sample': /^built-samples:program\/(?!order$)|^src\/samples\/programs\//,
  'a program in Python': /^built-samples:python\//,
};

/** What only a page of its own draws, or keeps. */
const NOT_IN_AN_EMBED = {
  'the screen of the page':
    /^src\/ui\/(header|share-menu|screen|run-screen)\.tsx$|^src\/app\/page\//,
  'what keeps work': /^src\/app\/library\/shelf\.ts$|node_modules\/idb-keyval\//,
};

const nameOf = (module) => module.replace(/^bundle-text:.*?(?=src\/)/, '');

const holds = (part, wanted) => part.modules.some((each) => nameOf(each) === wanted);

/** A part, and everything that is loaded with it. */
function closure(parts, begun) {
  const byFile = new Map(parts.map((part) => [part.file, part]));
  const found = new Set();
  const visit = (part) => {
    if (!part || found.has(part)) return;
    found.add(part);
    for (const file of part.imports) visit(byFile.get(file));
  };
  for (const part of begun) visit(part);
  return [...found];
}

/**
 * Which files the page, or an embed without a link, loads until it is painted, and until the first sample runs; names of files in the
 * built folder. `parts`: .cache/built-parts.json (vite/built-parts.ts). `shell`: one of `SHELLS`.
 */
export function firstLoad(parts, shell = 'page') {
  const { painted, drawing } = SHELLS[shell];
  const holders = (wanted) => parts.filter((part) => holds(part, wanted));
  const asked = [painted, drawing, ...FIRST_RUN];
  const entry = parts.filter((part) => part.isEntry);
  const first = closure(parts, [...entry, ...holders(painted)]);
  const run = closure(parts, [...entry, ...asked.flatMap(holders)]);
  const filesOf = (list) => [
    ...new Set(list.flatMap(({ file, styles, assets }) => [file, ...styles, ...assets])),
  ];
  return {
    missing: asked.filter((wanted) => holders(wanted).length === 0),
    paintScripts: [...PLAIN, ...first.map(({ file }) => file)],
    runParts: run,
    runFiles: ['index.html', ...PLAIN, ...filesOf(run)],
  };
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

export const figuresText = ({ firstPaintScripts, firstRun, embedRun }) =>
  `First paint: ${kb(firstPaintScripts)} of JavaScript (at most ${kb(BUDGETS.firstPaintScripts)}). First run: ${kb(firstRun)} of everything (at most ${kb(BUDGETS.firstRun)}); in an embed ${kb(embedRun)}.`;

/** Parts that hold what has no place in them, one line each. */
const tooEarly = (parts, patterns, where) =>
  Object.entries(patterns).flatMap(([what, pattern]) =>
    [...parts].flatMap(({ file, modules }) => {
      const found = modules.map(nameOf).find((module) => pattern.test(module));
      return found === undefined ? [] : [`${file} is loaded ${where} and holds ${what}: ${found}`];
    }),
  );

/** An embed that would begin the page's app, or the other way round: at first, or by something that it asks for later. */
function wrongBeginnings(parts) {
  const byFile = new Map(parts.map((part) => [part.file, part]));
  const of = (name) => parts.filter((part) => holds(part, SHELLS[name].painted));
  return [
    ['page', 'embed'],
    ['embed', 'page'],
  ].flatMap(([begun, other]) => {
    const seen = new Set(parts.filter(({ isEntry }) => isEntry));
    const visit = (part) => {
      if (!part || seen.has(part)) return;
      seen.add(part);
      for (const file of [...part.imports, ...part.later]) visit(byFile.get(file));
    };
    for (const part of of(begun)) visit(part);
    return of(other)
      .filter((part) => seen.has(part))
      .map(({ file }) => `${file} begins the app of the ${other}, and the ${begun} comes to it.`);
  });
}

/** What is wrong with the first load, one line each; and the figures. `sizeOf`: compressed bytes of a built file. */
export function firstLoadReport(parts, sizeOf) {
  const { missing, paintScripts, runParts, runFiles } = firstLoad(parts);
  const embed = firstLoad(parts, 'embed');
  const sum = (files) => files.reduce((total, file) => total + sizeOf(file), 0);
  const figures = {
    firstPaintScripts: sum(paintScripts),
    firstRun: sum(runFiles),
    embedRun: sum(embed.runFiles),
  };
  const problems = [...new Set([...missing, ...embed.missing])].map(
    (each) => `No built part holds ${each}: scripts/first-load.mjs is out of date.`,
  );
  const check = (name, what) => {
    if (figures[name] <= BUDGETS[name]) return;
    problems.push(
      `${what}: ${kb(figures[name])}, at most ${kb(BUDGETS[name])}. Load later what is not needed at first.`,
    );
  };
  check('firstPaintScripts', 'The first paint needs too much JavaScript');
  check('firstRun', 'The first run needs too much');
  if (figures.embedRun > figures.firstRun)
    problems.push(
      `An embed loads more than the page: ${kb(figures.embedRun)} against ${kb(figures.firstRun)}.`,
    );
  problems.push(...wrongBeginnings(parts));
  const inBoth = new Set([...runParts, ...embed.runParts]);
  problems.push(...tooEarly(inBoth, NOT_AT_FIRST, 'at first'));
  problems.push(...tooEarly(embed.runParts, NOT_IN_AN_EMBED, 'in an embed'));
  const largest = runFiles
    .map((file) => ({ file, bytes: sizeOf(file) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { figures, problems, largest };
}

/** Figures in the README: they may be a little above what is measured, never below. */
export function statedProblems(readme, { firstPaintScripts, firstRun, embedRun }) {
  const stated =
    /(\d+) KB of JavaScript for the first paint, (\d+) KB of everything for the first run \((\d+) KB in an embed\)/.exec(
      readme,
    );
  if (!stated) return ['README.md does not say how much the first load is.'];
  return [
    ['the first paint', Number(stated[1]) * 1000, firstPaintScripts],
    ['the first run', Number(stated[2]) * 1000, firstRun],
    ['the first run of an embed', Number(stated[3]) * 1000, embedRun],
  ].flatMap(([what, said, is]) =>
    is <= said && said <= is * 1.12
      ? []
      : [`README.md says ${kb(said)} for ${what}; it is ${kb(is)}.`],
  );
}

/**
 * Reads what the last build has written.
 *
 * @returns {{ file: string, isEntry: boolean, imports: string[], modules: string[], styles: string[], assets: string[] }[]}
 */
export function readBuiltParts(projectFolder) {
  return JSON.parse(readFileSync(join(projectFolder, '.cache', 'built-parts.json'), 'utf8'));
}

export const compressedSize = (folder) => (file) =>
  gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
