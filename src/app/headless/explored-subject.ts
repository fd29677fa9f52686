import { LiveSubject } from '../../explore/live-subject.ts';
import { ScenarioSubject } from '../../explore/scenario-subject.ts';
import type { Deployable } from '../../explore/deploy-check.ts';
import type { Subject } from '../../explore/subject.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Stimulus } from '../../sim/stimuli.ts';
import type { RegisteredSources } from '../../source/registered.ts';
import { codeOf } from '../programs.ts';
import { field, fieldsOf, maybeTexts, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';
import { readLife } from './run-line.ts';
import { loaded, readScenario } from './scenario-line.ts';
import { checkSources, machineOf, readVersions } from './sources.ts';
import { StimulusReader } from './stimuli.ts';

/** A scenario document says which format it has; a `run` line does not. */
export const isDocument = ({ values }: Fields): boolean =>
  Object.hasOwn(values, 'replayscope') || Object.hasOwn(values, 'program');

/**
 * What a line of `explore` is about: a `run` line or a scenario document.
 *
 * @throws LineError
 */
export function subjectOf(line: Fields, wasm: WebAssembly.Module): Subject {
  if (!isDocument(line)) return lifeOf(line, wasm);
  const scenario = readScenario(line.values);
  return scenarioSubject(scenario, wasm);
}

/**
 * What a line of `deploy-check` is about: a `run` line with the code of version 2 in `next`, or a scenario document whose program
 * has a version 2.
 *
 * @throws LineError
 */
export function deployableOf(line: Fields, wasm: WebAssembly.Module): Deployable {
  if (!isDocument(line)) return lifeWithNext(line, wasm);
  const scenario = readScenario(line.values);
  if (codeOf(scenario)?.next === undefined)
    throw new LineError('bad-scenario', 'program.next: there is no version 2 to deploy.');
  return scenarioSubject(scenario, wasm);
}

function scenarioSubject(scenario: Scenario, wasm: WebAssembly.Module): ScenarioSubject {
  const { program, entry } = loaded(scenario, wasm);
  if (program.client && entry.workflow === undefined)
    throw new LineError(
      'bad-scenario',
      'program.workflow: this program starts its workflows itself. Name the workflow here that is looked at, and give its input.',
    );
  return new ScenarioSubject(program.machines, entry, scenario);
}

function lifeOf(line: Fields, wasm: WebAssembly.Module): Subject {
  const { manner, sources, ...life } = readLife(line);
  const all: RegisteredSources[] = [sources];
  const stimuli = new StimulusReader(life.name, sources, (next) => all.push(next)).read(line);
  // Each redeploy hands over its code once, here.
  for (const each of stimuli) if (each.do === 'redeploy') each.deploy();
  return new LiveSubject({
    ...manner,
    ...life,
    stages: all.map((each) => () => machineOf(wasm, each, manner)),
    stimuli: (deploy) => staged(stimuli, deploy),
  });
}

/** What `next` does not name stays. */
function lifeWithNext(line: Fields, wasm: WebAssembly.Module): Deployable {
  const { next: _next, ...values } = line.values;
  const { manner, sources, ...life } = readLife({ ...line, values });
  const next = fieldsOf(field(line, 'next') ?? undefined, 'next');
  const versions = readVersions(next) ?? sources.versions;
  const version2: RegisteredSources = {
    orchestrators: maybeTexts(next, 'orchestrators') ?? sources.orchestrators,
    activities: maybeTexts(next, 'activities') ?? sources.activities,
    ...(versions && { versions }),
  };
  checkSources(version2);
  const stimuli = new StimulusReader(life.name, sources, () => undefined).read({ ...line, values });
  if (stimuli.some((each) => each.do === 'redeploy'))
    throw new LineError('bad-request', 'Version 2 is in "next". There must be no other redeploy.');
  return new LiveSubject({
    ...manner,
    ...life,
    stages: [sources, version2].map((each) => () => machineOf(wasm, each, manner)),
    stimuli: () => stimuli,
  });
}

function staged(stimuli: readonly Stimulus[], deploy: (stage: number) => void): Stimulus[] {
  let stage = 0;
  return stimuli.map((each) => {
    if (each.do !== 'redeploy') return each;
    stage += 1;
    const mine = stage;
    return { do: 'redeploy', deploy: () => deploy(mine) };
  });
}
