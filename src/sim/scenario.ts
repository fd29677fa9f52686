import type { Dialect, Facade } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';

/** The code that a scenario runs. A sample's id, or sources of one's own. */
export type ProgramRef =
  | { sample: string }
  | {
      /** The text of one TypeScript or JavaScript file with workflow and activities. */
      source: string;
      /** Exported function to start: an `async function*` is a workflow. */
      workflow: string;
      /** Exported plain async function that the same app runs without an engine. */
      plain?: string;
    };

/** A service that answers with an error the first `times` times it is asked for `action`. */
export interface ServiceFault {
  /** Host name, e.g. `parcels.example`. */
  service: string;
  times: number;
  /** HTTP status of the refusal. */
  status: number;
}

/** The scripted behaviour of the outside. It survives a fork. */
export interface Environment {
  /** `process.env` of the app. */
  variables: Record<string, string>;
  /** Events that people or systems send, counted from the start of the run. */
  events: { name: string; data?: unknown; afterMs: number }[];
  services: ServiceFault[];
}

/** What a person did. Placed by what happened, never by a step number. */
export type Intervention =
  | { do: 'crash'; target: 'app'; at: Place }
  | { do: 'restart' }
  | { do: 'raise'; name: string; data?: unknown; at: Place };

/** Everything that decides a run. The same program, scenario and seed give the same trace to the byte. */
export interface Scenario {
  program: ProgramRef;
  /** Show plain code beside the workflow, in the same app process. Only samples that have both. */
  mode: 'workflow' | 'plain' | 'both';
  dialect: Dialect;
  facade: Facade;
  input: unknown;
  seed: number;
  environment: Environment;
  interventions: Intervention[];
}

/** A scenario and the moment that is looked at: what links and files hold. */
export interface Moment {
  scenario: Scenario;
  /** Absent: the start. */
  position?: Place;
}
