import type { Dialect, Facade } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';

/** The two versions of its code that a program can have: the second is what a person deploys at a restart. */
export type CodeVersion = 'v1' | 'v2';

/** The code that a scenario runs. A sample's id, or sources of one's own. */
export type ProgramRef =
  | { sample: string }
  | {
      /** The text of one TypeScript or JavaScript file with workflow and activities. */
      source: string;
      /** Exported function to start: an `async function*` is a workflow. Absent: the file's own host code starts its workflows. */
      workflow?: string;
      /** Id of the workflow's instance. Absent: `order-1`. */
      instance?: string;
      /** Exported plain async function that the same app runs without an engine. */
      plain?: string;
      /** The whole text of the same file as version 2. */
      next?: string;
    };

/** A service that refuses, or is not reached, the first `times` times that it is asked to change or to tell something. */
export interface ServiceFault {
  /** Host name, e.g. `parcels.example`. */
  service: string;
  times: number;
  /** HTTP status of the refusal; 0: no answer comes, as with a network that is down. */
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

/** Who can die, and be started again. `both`: the sidecar and every app process; `app2`: the second app process (see `join`). */
export type Party = 'app' | 'sidecar' | 'both' | 'app2';

/**
 * What a person did. Placed by what happened, never by a step number. A place without an instance speaks of the main one, and so
 * does an act on an instance that names none.
 */
export type Intervention =
  | { do: 'crash'; target: Party; at: Place }
  | {
      do: 'restart';
      /** Absent: all that is dead. */
      target?: Party;
      /** Absent: the code that this app process ran before. */
      code?: CodeVersion;
      /** All of `process.env` from now on. Absent: what this app process had before. */
      variables?: Record<string, string>;
    }
  /** At a task's place: this run of the activity throws, and so do the next ones (by name, in that instance), `times` in all. */
  | { do: 'fail'; times: number | 'always'; message?: string; at: Place }
  /** At a task's place: this run of the activity takes so much virtual time before it answers. */
  | { do: 'slow'; byMs: number; at: Place }
  /** A message on its way: an activity's result (`k3:returned`), a child's result (`k2:recorded`) or an event (`e1:recorded`). */
  | { do: 'lose' | 'repeat'; at: Place }
  /** The save that follows: a turn's (`t4:returned`, `t4:dispatched`), or the inbox row of a result (`k3:returned`). */
  | { do: 'refuse' | 'tear'; at: Place }
  | { do: 'raise'; name: string; data?: unknown; instance?: string; at: Place }
  | { do: 'suspend' | 'resume' | 'rewind'; instance?: string; at: Place }
  | { do: 'terminate'; output?: unknown; instance?: string; at: Place }
  /** Only where nothing can happen at once. Absent: to the next timer. */
  | { do: 'skip'; byMs?: number; at: Place }
  /** A second app process starts beside the first. */
  | { do: 'join'; at: Place };

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

/** How the screen stands beside the run. */
export interface MomentView {
  /** Name of the part of the screen that is open, where parts take turns. One that is not known is passed over. */
  pane?: string;
  /** Id of the workflow instance that is shown. Absent: that of the position. */
  instance?: string;
  /** Whose names the events bear. Absent: the reader's choice. */
  names?: Dialect;
}

/** A scenario and the moment that is looked at: what links and files hold. Never what came of it, but for its fingerprint. */
export interface Moment {
  scenario: Scenario;
  /** Absent: the start. */
  position?: Place;
  view?: MomentView;
  /** Version of the engine that made `ending` (link/versions.ts). Absent: 1. */
  engine?: number;
  /** Fingerprint of the end of the run (link/fingerprint.ts), as it was when the link or file was made. */
  ending?: string;
}
