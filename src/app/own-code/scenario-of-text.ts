import type { ProgramRef, Scenario } from '../../sim/scenario.ts';
import { codeOf } from '../programs.ts';
import { textsOfSample } from '../samples/shelf.ts';
import { isSameTexts, type Texts } from './texts.ts';
import type { Reading } from './reading.ts';

/** The texts of a program of one's own. */
export function textsIn(program: Extract<ProgramRef, { source: string }>): Texts {
  return textsWith(program.source, program.next);
}

const textsWith = (v1: string, v2: string | undefined): Texts => ({
  v1,
  ...(v2 !== undefined && { v2 }),
});

/** The same code, whatever is done to it. The very text of a sample is that sample (see `withTexts`). */
export function isSameProgram({ program: a }: Scenario, { program: b }: Scenario): boolean {
  if ('sample' in a || 'sample' in b)
    return 'sample' in a && 'sample' in b && a.sample === b.sample;
  return isSameTexts(textsIn(a), textsIn(b));
}

/** The texts that a scenario runs. */
export function textsOf(scenario: Scenario): Texts {
  const code = codeOf(scenario);
  return textsWith(code?.source ?? '', code?.next);
}

/** The text says itself which SDK it speaks. */
const namesSdk = (text: string): boolean => /['"]@(microsoft\/durabletask-js|dapr\/)/.test(text);

/**
 * The same scenario with another text. What it starts stays the same while the text still has it. The very text of a sample is
 * that sample again, so that undoing every change leads back to it.
 */
export function withTexts(
  scenario: Scenario,
  texts: Texts,
  reading: Reading,
  sampleId: string | undefined,
): Scenario {
  const sample = sampleId === undefined ? undefined : textsOfSample(sampleId);
  if (sampleId !== undefined && sample && isSameTexts(texts, textsWith(sample.source, sample.next)))
    return { ...scenario, program: { sample: sampleId } };
  const before = codeOf(scenario)?.entry;
  const has = (name: string | undefined): name is string =>
    name !== undefined && reading.functions.includes(name);
  const workflow = has(before?.workflow) ? before.workflow : reading.entry;
  const plain = has(before?.plain) ? before.plain : undefined;
  return {
    ...scenario,
    mode: plain === undefined ? 'workflow' : scenario.mode,
    ...(namesSdk(texts.v1) && { dialect: reading.dialect, facade: reading.facade }),
    program: {
      source: texts.v1,
      ...(workflow !== undefined && { workflow }),
      ...(plain !== undefined && { plain }),
      ...(texts.v2 !== undefined && { next: texts.v2 }),
    },
  };
}

/** A first scenario for a text that comes from outside: no input, nothing happens to it. */
export function scenarioOfTexts(texts: Texts, reading: Reading): Scenario {
  return {
    program: {
      source: texts.v1,
      ...(reading.entry !== undefined && { workflow: reading.entry }),
      ...(texts.v2 !== undefined && { next: texts.v2 }),
    },
    mode: 'workflow',
    dialect: reading.dialect,
    facade: reading.facade,
    // Who starts a workflow without an input gives none: its default parameters count.
    input: undefined,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
  };
}
