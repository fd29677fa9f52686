import * as v from 'valibot';
import type { Moment, ProgramRef, Scenario } from '../sim/scenario.ts';
import { BOUNDS } from './bounds.ts';
import { choice, json, listOf, strict, text, variables, whole } from './fields.ts';
import { intervention } from './intervention-schema.ts';
import { OWN_DEFAULTS } from './bases.ts';
import { FINGERPRINT } from './fingerprint.ts';
import { formatOf, migrated } from './migrations.ts';
import { PANE_NAME } from './panes.ts';
import { placeField } from './place-schema.ts';
import { isObject } from './raw-json.ts';
import { idOf, type SampleIndex } from './sample-index.ts';
import { FIRST_ENGINE_VERSION, FORMAT_VERSION } from './versions.ts';

const sampleProgram = strict({ sample: text(BOUNDS.name) });
const sourceProgram = strict({
  source: text(BOUNDS.source),
  workflow: v.optional(text(BOUNDS.name)),
  instance: v.optional(text(BOUNDS.name)),
  plain: v.optional(text(BOUNDS.name)),
  next: v.optional(text(BOUNDS.source)),
});

const environment = strict({
  variables: v.optional(variables),
  events: v.optional(
    listOf(
      strict({
        name: text(BOUNDS.name),
        data: v.optional(json),
        afterMs: whole(0, BOUNDS.delayMs),
      }),
      BOUNDS.events,
    ),
  ),
  services: v.optional(
    listOf(
      strict({
        service: text(BOUNDS.name),
        times: whole(0, 1000),
        // 0: no answer at all.
        status: v.union([v.literal(0), whole(400, 599)]),
      }),
      BOUNDS.services,
    ),
  ),
});

const view = strict({
  pane: v.optional(
    v.pipe(v.string('must be a text'), v.regex(PANE_NAME, 'must be a name such as "history"')),
  ),
  instance: v.optional(text(BOUNDS.name)),
  names: v.optional(choice(['durabletask', 'dapr'])),
});

const documentOf = <Program extends v.GenericSchema<ProgramRef>>(program: Program) =>
  strict({
    $schema: v.optional(v.string('must be a text')),
    replayscope: v.literal(FORMAT_VERSION, `must be ${FORMAT_VERSION}`),
    program,
    mode: v.optional(choice(['workflow', 'plain', 'both'])),
    dialect: v.optional(choice(['durabletask', 'dapr'])),
    facade: v.optional(choice(['durabletask', 'dapr'])),
    input: v.optional(json),
    seed: v.optional(whole(0, Number.MAX_SAFE_INTEGER)),
    environment: v.optional(environment),
    interventions: v.optional(listOf(intervention, BOUNDS.interventions)),
    position: v.optional(placeField),
    view: v.optional(view),
    engine: v.optional(whole(FIRST_ENGINE_VERSION, BOUNDS.engine)),
    ending: v.optional(
      v.pipe(
        v.string('must be a text'),
        v.regex(FINGERPRINT, 'must be a fingerprint of five characters'),
      ),
    ),
  });

/** The scenario document, as the published JSON Schema tells it. */
export const documentSchema = documentOf(v.union([sampleProgram, sourceProgram]));
/** The document as a person or a program writes it. */
export type ScenarioDocument = v.InferInput<typeof documentSchema>;

/** One shape at a time, so that a problem is told about the form that was meant. */
const sampleDocument = documentOf(sampleProgram);
const sourceDocument = documentOf(sourceProgram);

type Read = v.InferOutput<typeof documentSchema>;
export type ScenarioReading = { ok: true; moment: Moment } | { ok: false; problems: string[] };

const MAX_PROBLEMS = 20;

/**
 * Reads a scenario document (docs/SCENARIO.md) of this format or an earlier one. Fields that are left out are the sample's own, so for
 * a document that names a sample `samples` is needed unless every field is there; own code has plain defaults. Never throws.
 */
export function parseScenario(given: unknown, samples?: SampleIndex): ScenarioReading {
  if (!isObject(given)) return bad('A scenario must be a JSON object.');
  const format = formatOf(given) ?? FORMAT_VERSION;
  if (format > FORMAT_VERSION)
    return bad(
      `replayscope: this scenario has format ${format}. This version reads formats up to ${FORMAT_VERSION}. Open it with a newer version.`,
    );
  const document = migrated(given);
  const { program } = document;
  const isSource = isObject(program) && !('sample' in program);
  const result = v.safeParse(isSource ? sourceDocument : sampleDocument, document);
  if (!result.success) return { ok: false, problems: problemsOf(result.issues) };
  const reserved = reservedVariable(document);
  if (reserved)
    return bad(`${reserved.path}.variables: the name "${reserved.name}" is not allowed.`);
  return fillIn(result.output, samples);
}

function fillIn(read: Read, samples: SampleIndex | undefined): ScenarioReading {
  const id = 'sample' in read.program ? idOf(read.program.sample, samples) : undefined;
  const maybeDefaults =
    'sample' in read.program
      ? samples?.defaults(id ?? read.program.sample)
      : ownDefaults(read.program, samples);
  const missing = maybeDefaults ? [] : missingFields(read);
  if (missing.length > 0 || (!maybeDefaults && samples)) return noDefaults(read, missing, samples);
  const defaults = maybeDefaults ?? ownDefaults(read.program, samples);
  const { environment: own = {} } = read;
  const program = id === undefined ? read.program : { sample: id };
  // Own code is written for the engine it names; a sample is written for one facade, whatever engine runs it.
  const facade = 'source' in program ? (read.dialect ?? defaults.facade) : defaults.facade;
  const scenario: Scenario = {
    program,
    mode: read.mode ?? defaults.mode,
    dialect: read.dialect ?? defaults.dialect,
    facade: read.facade ?? facade,
    input: read.input === undefined ? defaults.input : read.input,
    seed: read.seed ?? defaults.seed,
    environment: {
      variables: own.variables ?? defaults.environment.variables,
      events: own.events ?? defaults.environment.events,
      services: own.services ?? defaults.environment.services,
    },
    interventions: read.interventions ?? defaults.interventions,
  };
  if (scenario.mode !== 'workflow' && 'source' in program && program.plain === undefined)
    return bad(`mode: "${scenario.mode}" needs program.plain, the name of a plain function.`);
  return {
    ok: true,
    moment: {
      scenario,
      ...(read.position && { position: read.position }),
      ...(read.view && { view: read.view }),
      ...(read.engine !== undefined && { engine: read.engine }),
      ...(read.ending !== undefined && { ending: read.ending }),
    },
  };
}

const FIELDS = ['mode', 'dialect', 'facade', 'input', 'seed', 'interventions'] as const;

function missingFields({ environment, ...read }: Read): string[] {
  const parts = ['variables', 'events', 'services'] as const;
  return [
    ...FIELDS.filter((field) => read[field] === undefined),
    ...parts
      .filter((part) => environment?.[part] === undefined)
      .map((part) => `environment.${part}`),
  ];
}

function noDefaults(
  read: Read,
  missing: readonly string[],
  samples: SampleIndex | undefined,
): ScenarioReading {
  const name = 'sample' in read.program ? read.program.sample : '';
  if (samples) return bad(`program.sample: there is no sample called "${name}".`);
  return {
    ok: false,
    problems: missing.map((field) => `${field}: is missing, and the samples are not known here.`),
  };
}

/** The scenario of own code whose document says nothing else. */
export function ownDefaults(program: ProgramRef, samples: SampleIndex | undefined): Scenario {
  const written = 'source' in program ? samples?.written?.(program.source) : undefined;
  const { dialect, facade } = written ?? OWN_DEFAULTS;
  return { program, ...OWN_DEFAULTS, dialect, facade };
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): string[] {
  const texts = issues.slice(0, MAX_PROBLEMS).map((issue) => {
    const path = pathText(issue.path ?? []);
    return path === ''
      ? issue.message
      : `${path}: ${issue.message}${issue.message.endsWith('.') ? '' : '.'}`;
  });
  const more = issues.length - texts.length;
  return more > 0 ? [...texts, `There are ${more} more problems.`] : texts;
}

/** `interventions[2].at` */
function pathText(path: readonly { key: unknown }[]): string {
  return path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 60)}`))
    .join('')
    .replace(/^\./, '');
}

/** Names that the schema library passes over without a word, because objects hold them already. */
function reservedVariable(
  document: Record<string, unknown>,
): { path: string; name: string } | undefined {
  const acts: unknown[] = Array.isArray(document['interventions']) ? document['interventions'] : [];
  const holders: [string, unknown][] = [
    ['environment', document['environment']],
    ...acts.map((act, index): [string, unknown] => [`interventions[${index}]`, act]),
  ];
  for (const [path, holder] of holders) {
    const given = isObject(holder) ? holder['variables'] : undefined;
    if (!isObject(given)) continue;
    const name = ['__proto__', 'constructor', 'prototype'].find((each) =>
      Object.hasOwn(given, each),
    );
    if (name !== undefined) return { path, name };
  }
  return undefined;
}

const bad = (problem: string): ScenarioReading => ({ ok: false, problems: [problem] });
