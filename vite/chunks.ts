/** Beginnings of the paths of modules, and a way to leave one out: `app/drawing/(?!drawing-store)`. */
const within = (folder: string, names: readonly string[]): string =>
  `${folder}(?:${names.join('|')})`;

const RUN_VIEW = [
  'sentence',
  'run-',
  'staircase(?!-(?:svg|long|patterns|slots))',
  'kept-events',
  'state-after',
  'frame-at',
  'code-',
  'history-(?:rows|filter)',
  'message',
  'counters',
  'marks',
  'linear',
  'line-verdicts',
  'event-',
  'disagreement',
  'cause',
  'silent',
  'slice',
  'chips',
  'pass-digest',
  'trace-index',
  'short-text',
  'read-',
  'program-view',
  'compared',
  'proof',
];

const RUN_UI = [
  'narration',
  'run-screen',
  'instance-choice',
  'event-row',
  'history-zone',
  'live-region',
  'durations',
  'wake-offer',
  'requests',
  'memory',
  'process-zone',
  'python-reading',
  'torn-edge',
  'staircase(?!-(?:long|overview))',
  'tabs',
  'transport',
  'world-zone',
  'mood',
  'apart-line',
  'behaviors/(?:roving|use-width)',
];

const PAGE_UI = [
  'rescue',
  'pane-boundary',
  'lazy-part',
  'ways-menu',
  'code-listing',
  'coloured-lines',
  'verdict-chip',
  'behaviors/use-keep',
];

const PAGE_LINK = [
  'nearest',
  'checksum',
  'act-text',
  'dictionary',
  'link-text',
  'packed',
  'format',
  'sample-index',
  'raw-json',
];

const modules = (parts: readonly string[]): RegExp =>
  new RegExp(`(?:${parts.join('|')})[^?]*\\.(?:tsx?|m?js)$`);

/**
 * What always comes together is one file: it compresses better, and it is one request. Only for modules that nobody can need
 * without the rest of their group; scripts/first-load.mjs tells when one of them drags a group in too early.
 */
export const CHUNK_GROUPS = [
  {
    name: 'run',
    test: modules([
      within('src/view/', RUN_VIEW),
      within('src/ui/', RUN_UI),
      'src/app/drawing/(?!drawing-store)',
    ]),
  },
  {
    name: 'page',
    test: modules([
      'node_modules/fflate/',
      within('src/trace/', ['positions', 'step-units', 'place-text', 'verdict']),
      'src/player/timing',
      within('src/ui/', PAGE_UI),
      'src/samples/editions',
      within('src/sim/', ['world', 'simulate']),
      within('src/app/', ['samples/shelf', 'samples/outlines', 'world-counters', 'programs']),
      within('src/link/', PAGE_LINK),
    ]),
  },
];
