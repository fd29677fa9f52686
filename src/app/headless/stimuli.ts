import type { Stimulus } from '../../sim/stimuli.ts';
import type { RegisteredSources } from '../../source/registered.ts';
import {
  field,
  fieldsOf,
  list,
  maybeCount,
  maybeText,
  maybeTexts,
  text,
  type Fields,
} from './fields.ts';
import { LineError } from './line-error.ts';
import { checkSources, readVersions } from './sources.ts';

const MOST_STIMULI = 10_000;

/** Reads the stimuli of a `run` line. Each redeploy's code is put together here, and checked before anything runs. */
export class StimulusReader {
  readonly #workflow: string;
  readonly #deploy: (sources: RegisteredSources) => void;
  #sources: RegisteredSources;

  /** `workflow`: the orchestrator that a redeploy's `workflow` stands for. */
  constructor(
    workflow: string,
    sources: RegisteredSources,
    deploy: (sources: RegisteredSources) => void,
  ) {
    this.#workflow = workflow;
    this.#sources = sources;
    this.#deploy = deploy;
  }

  /** @throws LineError */
  read(line: Fields): Stimulus[] {
    if (field(line, 'stimuli') === undefined) return [{ do: 'startWorker' }];
    const stimuli = list(line, 'stimuli');
    if (stimuli.length > MOST_STIMULI)
      throw new LineError('bad-request', `"stimuli" holds more than ${MOST_STIMULI}.`);
    return stimuli.map((each) => this.#one(each));
  }

  #one(given: Fields): Stimulus {
    const what = text(given, 'do');
    const name = maybeText(given, 'instance');
    const instance = name === undefined ? {} : { instance: name };
    switch (what) {
      case 'startWorker':
      case 'stopWorker':
      case 'idle':
      case 'observe':
        return { do: what };
      case 'suspend':
      case 'resume':
      case 'rewind':
        return { do: what, ...instance };
      case 'sleep':
        return { do: what, ms: maybeCount(given, 'ms') ?? 0 };
      case 'awaitHistory':
        return { do: what, type: text(given, 'type') };
      case 'raiseEvent':
        return { do: what, name: text(given, 'name'), data: field(given, 'data'), ...instance };
      case 'terminate':
        return { do: what, output: field(given, 'output'), ...instance };
      case 'schedule': {
        const input = field(given, 'input');
        const payload = input === undefined ? {} : { input: JSON.stringify(input) };
        return { do: what, name: text(given, 'name'), ...instance, ...payload };
      }
      case 'redeploy': {
        const sources = this.#changed(given);
        return { do: what, deploy: () => this.#deploy(sources) };
      }
    }
    throw new LineError('bad-request', `"${given.where}.do": there is no stimulus "${what}".`);
  }

  /** What is not named stays. A workflow of null is no longer registered. */
  #changed(given: Fields): RegisteredSources {
    const change = fieldsOf(field(given, 'with') ?? {}, `${given.where}.with`);
    const { orchestrators: known, activities } = this.#sources;
    const others = maybeTexts(change, 'otherOrchestrators');
    let orchestrators = { ...(maybeTexts(change, 'orchestrators') ?? known) };
    if (others) {
      const own = orchestrators[this.#workflow];
      orchestrators = own === undefined ? others : { ...others, [this.#workflow]: own };
    }
    const isNoMore = Object.hasOwn(change.values, 'workflow') && change.values.workflow === null;
    const workflow = maybeText(change, 'workflow');
    if (isNoMore) delete orchestrators[this.#workflow];
    else if (workflow !== undefined) orchestrators[this.#workflow] = workflow;
    const versions = readVersions(change) ?? this.#sources.versions;
    const sources = {
      orchestrators,
      activities: maybeTexts(change, 'activities') ?? activities,
      ...(versions && { versions }),
    };
    checkSources(sources);
    this.#sources = sources;
    return sources;
  }
}
