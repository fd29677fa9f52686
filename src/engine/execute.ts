import { LiveOrchestration } from './live.ts';
import type { OrchestratorRegistry } from './program.ts';
import type { Observer, TurnResult, WorkItem } from './turn.ts';

/**
 * One turn: replays the old events, processes the new ones and answers what the workflow asks for. A pure function of its
 * arguments, as long as the workflow's code is one (SEMANTICS section 3). Nothing of the turn is kept.
 *
 * The promise never settles when the workflow waits for an ordinary promise that never settles: the caller sees that.
 *
 * @throws OrchestrationStateError when there are no new events.
 */
export async function execute(
  item: WorkItem,
  program: OrchestratorRegistry,
  observer?: Observer,
): Promise<TurnResult> {
  const { oldEvents, newEvents } = item;
  return new LiveOrchestration(item, program, observer).turn(oldEvents, newEvents);
}
