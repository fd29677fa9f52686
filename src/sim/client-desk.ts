import type { HistoryEvent } from '../engine/history.ts';
import type {
  ClientAnswer,
  ClientRequest,
  InstanceFilter,
  InstanceState,
  Refusal,
} from './client-machine.ts';
import type { Cluster } from './cluster.ts';
import { deliver, raise } from './inbox.ts';
import { isTerminal, type Instance } from './instance.ts';
import { rewind } from './rewind.ts';

type Scheduling = Extract<ClientRequest, { do: 'schedule' }>;
type Asking = Exclude<ClientRequest, { do: 'wait' }>;

/** What the sidecar does for clients: it writes to inboxes, and looks into the store. */
export class ClientDesk {
  /** Starts that are put off, soonest first. */
  private later: Scheduling[] = [];
  private readonly tags = new Map<string, Record<string, string>>();

  constructor(
    private readonly cluster: Cluster,
    private readonly onScheduled: (id: string) => void,
  ) {}

  get nextStartMs(): number | undefined {
    return this.later[0]?.startAtMs;
  }

  startDue(): boolean {
    const { nextStartMs } = this;
    if (nextStartMs === undefined || nextStartMs > this.cluster.nowMs) return false;
    const due = this.later.shift();
    if (due) this.start(due);
    return true;
  }

  /** Does what was asked, at once. The answer is for the moment when it arrives. */
  serve(request: Asking): () => ClientAnswer {
    if (!this.cluster.isSidecarAlive) return () => refused('unavailable');
    switch (request.do) {
      case 'schedule':
        return always(this.schedule(request));
      case 'restart':
        return always(this.restart(request.instance, request.newInstance));
      case 'raise':
      case 'terminate':
      case 'suspend':
      case 'resume':
      case 'rewind':
        return always(this.send(request));
      case 'purge':
        return () => this.purge([this.cluster.instances.get(request.instance)]);
      case 'purge-all':
        return () => this.purge(this.matching(request.filter));
      case 'state':
        return () => this.stateOf(request.instance);
      case 'list':
        return () => ({
          kind: 'states',
          states: this.matching(request.filter).map((each) => this.told(each)),
        });
    }
  }

  /** What a wait has come to; undefined: it goes on. */
  look({ instance, until }: Extract<ClientRequest, { do: 'wait' }>): ClientAnswer | undefined {
    if (!this.cluster.isSidecarAlive) return refused('unavailable');
    const target = this.cluster.instances.get(instance);
    if (!target) {
      if (this.later.some((each) => each.instance === instance)) return undefined;
      return this.cluster.options.dialect === 'dapr'
        ? refused('no-such-instance')
        : { kind: 'state' };
    }
    const isThere = until === 'started' ? target.status !== 'PENDING' : isTerminal(target.status);
    return isThere ? { kind: 'state', state: this.told(target) } : undefined;
  }

  private schedule(request: Scheduling): ClientAnswer {
    const { instance, startAtMs, tags } = request;
    const existing = this.cluster.instances.get(instance);
    // Dapr takes an id again once its workflow has ended (SEMANTICS section 6).
    const isFree =
      this.cluster.options.dialect === 'dapr' && existing && isTerminal(existing.status);
    if (existing && !isFree) return refused('already-exists');
    if (tags) this.tags.set(instance, tags);
    if (startAtMs !== undefined && startAtMs > this.cluster.nowMs) {
      this.later.push(request);
      this.later.sort((a, b) => (a.startAtMs ?? 0) - (b.startAtMs ?? 0));
    } else {
      this.start(request);
    }
    return { kind: 'scheduled', instance };
  }

  private start({ instance, name, input, version }: Scheduling): void {
    this.onScheduled(instance);
    this.cluster.schedule({
      id: instance,
      name,
      input,
      ...(version !== undefined && { version }),
    });
  }

  private restart(instance: string, newInstance: string | undefined): ClientAnswer {
    const existing = this.cluster.instances.get(instance);
    if (!existing) return refused('no-such-instance');
    if (!isTerminal(existing.status)) return refused('still-running');
    const { name, input } = this.told(existing);
    const id = newInstance ?? instance;
    this.start({ do: 'schedule', instance: id, name, ...(input !== undefined && { input }) });
    return { kind: 'scheduled', instance: id };
  }

  private send(
    request: Extract<
      ClientRequest,
      { do: 'raise' | 'terminate' | 'suspend' | 'resume' | 'rewind' }
    >,
  ): ClientAnswer {
    const { cluster } = this;
    const target = cluster.instances.get(request.instance);
    if (!target) return refused('no-such-instance');
    const base = { id: -1, timestampMs: cluster.nowMs };
    switch (request.do) {
      case 'raise':
        raise(cluster, target.id, request.name, request.input);
        break;
      case 'suspend':
        deliver(cluster, target.id, { ...base, type: 'ExecutionSuspended' });
        break;
      case 'resume':
        deliver(cluster, target.id, { ...base, type: 'ExecutionResumed' });
        break;
      case 'terminate':
        this.terminate(target, { ...base, type: 'ExecutionTerminated', input: request.output });
        if (request.isRecursive)
          for (const each of this.below(target))
            this.terminate(each, { ...base, type: 'ExecutionTerminated', input: request.output });
        break;
      case 'rewind':
        if (target.status !== 'FAILED') return refused('not-failed');
        rewind(cluster, target);
        break;
    }
    return { kind: 'done' };
  }

  private terminate(target: Instance, event: HistoryEvent): void {
    if (!isTerminal(target.status)) deliver(this.cluster, target.id, event);
  }

  /** Children, and theirs. */
  private below(parent: Instance): Instance[] {
    const children = [...this.cluster.instances.values()].filter(
      (each) => each.parent?.instanceId === parent.id,
    );
    return children.flatMap((each) => [each, ...this.below(each)]);
  }

  /** Only what has ended can be purged. */
  private purge(targets: readonly (Instance | undefined)[]): ClientAnswer {
    const ended = targets.flatMap((each) => (each && isTerminal(each.status) ? [each] : []));
    for (const { id } of ended) this.cluster.instances.delete(id);
    return { kind: 'purged', count: ended.length };
  }

  private stateOf(id: string): ClientAnswer {
    if (!this.cluster.isSidecarAlive) return refused('unavailable');
    const target = this.cluster.instances.get(id);
    return { kind: 'state', ...(target && { state: this.told(target) }) };
  }

  private matching(filter: InstanceFilter): Instance[] {
    const { statuses, idPrefix = '', createdFromMs = -Infinity, createdToMs = Infinity } = filter;
    return [...this.cluster.instances.values()].filter((each) => {
      const { createdAtMs } = this.told(each);
      return (
        (!statuses || statuses.includes(each.status)) &&
        each.id.startsWith(idPrefix) &&
        createdAtMs >= createdFromMs &&
        createdAtMs <= createdToMs
      );
    });
  }

  private told(instance: Instance): InstanceState {
    const { id, name, status, history, inbox, customStatus } = instance;
    const events = [...history, ...inbox];
    const started = events.find((event) => event.type === 'ExecutionStarted');
    const end = history.findLast((event) => event.type === 'ExecutionCompleted');
    const createdAtMs = started?.timestampMs ?? this.cluster.nowMs;
    const tags = this.tags.get(id);
    return {
      instance: id,
      name,
      status,
      createdAtMs,
      updatedAtMs: history.at(-1)?.timestampMs ?? createdAtMs,
      ...(started?.input !== undefined && { input: started.input }),
      ...(end?.result !== undefined && { output: end.result }),
      ...(end?.failure && { failure: end.failure }),
      ...(customStatus !== undefined && { customStatus }),
      ...(tags && { tags }),
    };
  }
}

const refused = (problem: Refusal): ClientAnswer => ({ kind: 'refused', problem });

const always = (answer: ClientAnswer) => (): ClientAnswer => answer;
