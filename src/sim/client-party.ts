import type { Place } from '../trace/place.ts';
import type { ClientDid } from '../trace/step.ts';
import type {
  ClientAnswer,
  ClientDeed,
  ClientMachine,
  ClientProgress,
  ClientRequest,
} from './client-machine.ts';
import { ClientDesk } from './client-desk.ts';
import type { Cluster } from './cluster.ts';

interface Wait {
  id: number;
  line: number;
  request: Extract<ClientRequest, { do: 'wait' }>;
  deadlineMs: number;
}

/** An answer on its way to the client. */
interface Reply {
  id: number;
  line: number;
  request: ClientRequest;
  answer: () => ClientAnswer;
  /** It takes longer than what the app can do at once: the way over the network is longer than a wake-up. */
  isPatient: boolean;
}

/**
 * The client half of a host program, beside the app: it schedules, raises, waits and prints. Crashes of the app do not touch it.
 * It does one thing at a time, and nothing while the clock stands before its next moment.
 */
export class ClientParty {
  /** The first instance that it scheduled: what the run is about. */
  mainInstance: string | undefined;
  private readonly desk: ClientDesk;
  private progress: ClientProgress | undefined;
  private deeds: ClientDeed[] = [];
  private waits: Wait[] = [];
  private replies: Reply[] = [];
  private deedCount = 0;
  private isOver = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly machine: ClientMachine,
  ) {
    this.desk = new ClientDesk(cluster, (id) => {
      this.mainInstance ??= id;
    });
  }

  begin(): void {
    const { seed, variables } = this.cluster.options;
    this.tell({ what: 'started' });
    this.goOn(this.machine.start({ seed, process: 0, nowMs: this.cluster.nowMs, variables }));
  }

  /** When it has something to do by itself. Undefined: never, or it waits for others. */
  get nextMs(): number | undefined {
    const wake = this.progress?.kind === 'waiting' ? this.progress.wakeAtMs : undefined;
    const moments = [wake, this.desk.nextStartMs, ...this.waits.map((each) => each.deadlineMs)];
    const known = moments.filter((each) => each !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  /** Does one thing that can be done now. `isQuiet`: nobody else has anything to do at once. */
  act(isQuiet: boolean): boolean {
    const { nowMs } = this.cluster;
    if (this.desk.startDue()) return true;
    const deed = this.deeds.shift();
    if (deed) {
      this.perform(deed);
      return true;
    }
    this.settleWaits();
    const next = this.replies.findIndex((each) => isQuiet || !each.isPatient);
    const [reply] = next < 0 ? [] : this.replies.splice(next, 1);
    if (reply) {
      this.reply(reply);
      return true;
    }
    const { progress } = this;
    if (progress?.kind === 'waiting') {
      if (progress.wakeAtMs === undefined || progress.wakeAtMs > nowMs) return false;
      this.goOn(this.machine.wake(nowMs));
      return true;
    }
    return this.end();
  }

  private goOn(progress: ClientProgress): void {
    this.progress = progress;
    this.deeds.push(...progress.deeds);
  }

  private perform(deed: ClientDeed): void {
    switch (deed.kind) {
      case 'printed':
        this.tell({ what: 'printed', text: deed.text }, deed.line);
        return;
      case 'called': {
        const { response } = this.cluster.options.world.handle(deed.request, this.cluster.nowMs);
        this.tell({ what: 'called', request: deed.request, response });
        this.goOn(this.machine.respond(deed.id, response, this.cluster.nowMs));
        return;
      }
      case 'asked':
        this.ask(deed);
        return;
    }
  }

  private ask({ id, line, request }: Extract<ClientDeed, { kind: 'asked' }>): void {
    if (request.do === 'wait') {
      const { instance, until, timeoutMs } = request;
      this.tell({ what: 'waits', instance, until, timeoutMs }, line);
      const deadlineMs = this.cluster.nowMs + timeoutMs;
      this.waits.push({ id, line, request, deadlineMs });
      return;
    }
    const answer = this.desk.serve(request);
    this.replies.push({ id, line, request, answer, isPatient: request.do !== 'schedule' });
  }

  /** Waits that are over: what they wait for is there, can not come, or takes too long. */
  private settleWaits(): void {
    this.waits = this.waits.filter((each) => {
      const { id, line, request, deadlineMs } = each;
      const found = this.desk.look(request);
      const answer =
        found ?? (deadlineMs <= this.cluster.nowMs ? { kind: 'timed-out' as const } : undefined);
      if (!answer) return true;
      this.replies.push({ id, line, request, answer: () => answer, isPatient: false });
      return false;
    });
  }

  private reply({ id, line, request, answer }: Reply): void {
    const given = answer();
    const did = heard(request, given);
    if (did) this.tell(did, line);
    this.goOn(this.machine.answer(id, given, this.cluster.nowMs));
  }

  /** Says once that the client is at its end. What it asked for before its end still happens. */
  private end(): boolean {
    const { progress } = this;
    if (!progress || progress.kind === 'waiting' || this.isOver) return false;
    this.isOver = true;
    this.waits = [];
    this.replies = [];
    const failure = progress.kind === 'broke' ? progress.breakdown.message : progress.failure;
    const code = progress.kind === 'ended' ? progress.code : undefined;
    this.tell({
      what: 'ended',
      ...(code !== undefined && { code }),
      ...(failure !== undefined && { failure }),
    });
    return true;
  }

  private tell(did: ClientDid, line = 0): void {
    this.deedCount += 1;
    const place: Place = {
      subject: 'client',
      number: this.deedCount,
      attempt: 1,
      moment: did.what,
    };
    this.cluster.emit({ kind: 'client', place, did, line });
  }
}

/** What an answer says that is worth a word. */
function heard(request: ClientRequest, answer: ClientAnswer): ClientDid | undefined {
  const about = 'instance' in request ? { instance: request.instance } : {};
  switch (answer.kind) {
    case 'done':
    case 'scheduled':
      return undefined;
    case 'state': {
      const { status, output, failure } = answer.state ?? {};
      return {
        what: 'got',
        instance: 'instance' in request ? request.instance : '',
        ...(status !== undefined && { status }),
        ...(output !== undefined && { output }),
        ...(failure && { failure }),
      };
    }
    case 'states':
      return { what: 'got', states: answer.states.length };
    case 'purged':
      return { what: 'got', purged: answer.count };
    case 'timed-out':
      return { what: 'got', refused: 'timed-out', ...about };
    case 'refused':
      return { what: 'got', refused: answer.problem, ...about };
  }
}
