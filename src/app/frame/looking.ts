import { deployCheck } from '../../explore/deploy-check.ts';
import { explore } from '../../explore/explore.ts';
import { ScenarioSubject } from '../../explore/scenario-subject.ts';
import type { LoadedProgram } from '../../sandbox/machines.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Entry } from '../../sim/simulate.ts';
import type { Look } from './job.ts';
import type { Found } from './protocol.ts';

/** Many runs of one program: a crash everywhere, or version 2 everywhere. */
export function lookAtMany(
  look: Look,
  { machines }: LoadedProgram,
  entry: Entry,
  scenario: Scenario,
): Iterable<Found> {
  const subject = new ScenarioSubject(machines, entry, scenario);
  return look.for === 'crashes' ? explore(subject, look.options) : deployCheck(subject);
}
