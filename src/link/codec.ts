import { withoutMain } from '../trace/place.ts';
import type { Intervention, Moment, ProgramRef } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import { formatActs, placeInLink } from './act-text.ts';
import { SAME, asDocument, baseOfChange, baseOfOwn, baseOfSample, type Base } from './bases.ts';
import { linkText, OWN, PLAIN_NAME } from './link-text.ts';
import { nearestSample } from './nearest-sample.ts';
import { pack } from './packed.ts';
import { nameOf, type SampleIndex } from './sample-index.ts';
import { FIRST_ENGINE_VERSION, FORMAT_VERSION } from './versions.ts';

/**
 * The address of a moment, as the fragment of a page, for example
 * `1/order?seed=3&do=crash@t4:a4,restart&at=t4.2:e8&see=history&end=7k2qd&c=5x7k2qd`.
 *
 * Format first; then the sample, or `own`; then what differs from the sample's own scenario: `seed`, `mode`, `dialect`, `facade`,
 * `do` (acts), `at` (position); `of` (the sample that own code is a change of); how the screen stands: `see` (pane), `on` (instance),
 * `names`; `engine` and `end` (fingerprint of the run's end); `z` (everything else, packed); last `c`, the checksum of all the text
 * before it. docs/LINKS.md tells all of it.
 */
interface Packed {
  program?: unknown;
  input?: unknown;
  /** The sample that the code is a change of has an input, and this run has none: JSON can't say `undefined`. */
  noInput?: true;
  environment?: unknown;
  interventions?: unknown;
  position?: unknown;
  on?: unknown;
  data?: unknown;
}

/** Instance ids that need no percent sign. */
const PLAIN_INSTANCE = /^[A-Za-z0-9._:-]+$/;

/** The fragment for a moment, without `#`. Places in `samples.mainInstance` lose their instance, which says the same. */
export function encodeLink(moment: Moment, samples: SampleIndex): string {
  const { scenario } = moment;
  const { program } = scenario;
  const { path, base, baseId } = startOf(program, samples);
  const { defaults } = base;
  const packed: Packed = path === OWN ? { program: programIn(program, base) } : {};
  const params: string[] = [];
  if (scenario.seed !== defaults.seed) params.push(`seed=${scenario.seed}`);
  if (scenario.mode !== defaults.mode) params.push(`mode=${scenario.mode}`);
  if (scenario.dialect !== defaults.dialect) params.push(`dialect=${scenario.dialect}`);
  if (scenario.facade !== defaults.facade) params.push(`facade=${scenario.facade}`);
  // A sample itself always has an input: without one it takes its own.
  if (path === OWN && scenario.input === undefined && defaults.input !== undefined)
    packed.noInput = true;
  else if (!isSame(scenario.input, defaults.input)) packed.input = scenario.input ?? null;
  if (!isSame(scenario.environment, defaults.environment))
    packed.environment = scenario.environment;
  params.push(...actParams(scenario.interventions, defaults.interventions, samples, packed));
  params.push(...positionParams(moment, samples, packed));
  if (path === OWN && baseId !== undefined) params.push(`of=${nameOf(baseId, samples)}`);
  params.push(...viewParams(moment, packed), ...endParams(moment));
  if (Object.keys(packed).length > 0) params.push(`z=${pack(packed, base.dictionary)}`);
  return linkText(FORMAT_VERSION, path, params);
}

/** What the link begins with, and what it is the difference to. */
function startOf(
  program: ProgramRef,
  samples: SampleIndex,
): { path: string; base: Base; baseId?: string } {
  if ('sample' in program) {
    const name = nameOf(program.sample, samples);
    const base = baseOfSample(program.sample, samples);
    return base && PLAIN_NAME.test(name) && name !== OWN
      ? { path: name, base }
      : { path: OWN, base: baseOfOwn() };
  }
  const baseId = nearestSample(program.source, samples);
  const base = baseId === undefined ? undefined : baseOfChange(baseId, samples);
  return base && baseId !== undefined
    ? { path: OWN, base, baseId }
    : { path: OWN, base: baseOfOwn() };
}

function programIn(program: ProgramRef, { texts }: Base): unknown {
  if ('sample' in program || !texts) return program;
  const { source, next, workflow, instance, plain } = program;
  return {
    ...(instance !== undefined && { instance }),
    ...(next !== undefined && { next }),
    ...(workflow !== texts.workflow && { workflow: workflow ?? null }),
    ...(plain !== texts.plain && { plain: plain ?? null }),
    source,
  };
}

function actParams(
  interventions: readonly Intervention[],
  defaults: readonly Intervention[],
  { mainInstance }: SampleIndex,
  packed: Packed,
): string[] {
  const short = (each: Intervention): Intervention =>
    'at' in each ? { ...each, at: withoutMain(each.at, mainInstance) } : each;
  const acts = interventions.map(short);
  if (isSame(acts, defaults.map(short))) return [];
  const own = defaults.map(short);
  const isMore = own.length > 0 && isSame(acts.slice(0, own.length), own);
  const readable = formatActs(isMore ? acts.slice(own.length) : acts);
  if (readable) {
    if (readable.data.length > 0) packed.data = readable.data;
    return [`do=${isMore ? `${SAME},` : ''}${readable.text}`];
  }
  packed.interventions = acts.map(asDocument);
  return [];
}

function positionParams(
  { position }: Moment,
  { mainInstance }: SampleIndex,
  packed: Packed,
): string[] {
  if (!position) return [];
  const place = withoutMain(position, mainInstance);
  const readable = placeInLink(place);
  if (readable !== undefined) return [`at=${readable}`];
  packed.position = formatPlace(place);
  return [];
}

function viewParams({ view = {} }: Moment, packed: Packed): string[] {
  const { pane, instance, names } = view;
  const isPlain = instance !== undefined && PLAIN_INSTANCE.test(instance);
  if (instance !== undefined && !isPlain) packed.on = instance;
  return [
    ...(pane === undefined ? [] : [`see=${pane}`]),
    ...(isPlain ? [`on=${instance}`] : []),
    ...(names === undefined ? [] : [`names=${names}`]),
  ];
}

function endParams({ engine = FIRST_ENGINE_VERSION, ending }: Moment): string[] {
  return [
    ...(engine === FIRST_ENGINE_VERSION ? [] : [`engine=${engine}`]),
    ...(ending === undefined ? [] : [`end=${ending}`]),
  ];
}

/** Equal to the byte, so that a run of the one is a run of the other: the order of fields counts, too. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
