import type { HistoryEvent } from '../engine/history.ts';
import { isRequest } from './event-words.ts';

/** The history as it stands in a walk through a trace, with what every wake-up looks up in it: nobody reads it all again. */
export class KeptEvents {
  count = 0;
  /** Number of the event that paused the workflow, while it is paused. */
  pausedBy: number | undefined;
  /** Names of activities and child workflows, by sequence id. */
  readonly names = new Map<number, string>();
  private readonly requests = new Set<number>();
  /** Event numbers of the activities' requests, by sequence id. */
  private readonly tasks = new Map<number, number>();

  add(events: readonly HistoryEvent[]): void {
    for (const event of events) this.take(event);
  }

  /** Another history from now on. */
  replace(events: readonly HistoryEvent[]): void {
    this.count = 0;
    this.pausedBy = undefined;
    this.names.clear();
    this.requests.clear();
    this.tasks.clear();
    this.add(events);
  }

  holdsRequest(id: number): boolean {
    return this.requests.has(id);
  }

  /** Number of the event that asked for an activity. */
  eventOfTask(id: number): number | undefined {
    return this.tasks.get(id);
  }

  private take(event: HistoryEvent): void {
    this.count += 1;
    if (event.type === 'ExecutionSuspended') this.pausedBy ??= this.count;
    if (event.type === 'ExecutionResumed') this.pausedBy = undefined;
    if (isRequest(event)) this.requests.add(event.id);
    if (event.type === 'TaskScheduled' && !this.tasks.has(event.id))
      this.tasks.set(event.id, this.count);
    if (event.type === 'TaskScheduled' || event.type === 'SubOrchestrationInstanceCreated')
      this.names.set(event.id, event.name);
  }
}
