import type { LedgerEntry, WorldRequest, WorldResponse } from '../trace/step.ts';
import { NO_SUCH_SERVICE } from '../trace/unknown-service.ts';
import type { ServiceFault } from './scenario.ts';

/** What a service's action does to the world, told in the words of the screen. */
interface ServiceAction {
  method: string;
  path: RegExp;
  /** Prefix of the ids that the service gives out. */
  idPrefix: string;
  label: string;
  /** Start of the ledger subject: two entries with the same subject mean the same thing done twice. */
  subject: string;
  detail(body: Record<string, unknown>, id: string): string;
  respond(body: Record<string, unknown>, id: string): Record<string, unknown>;
}

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;

const money = ({ amount, currency }: Record<string, unknown>): string => {
  if (typeof amount !== 'number') return 'an amount';
  return typeof currency === 'string' ? `${amount} ${currency}` : `$${amount}`;
};

const count = (value: unknown): string => {
  const items = Array.isArray(value) ? value.length : Number(value);
  return Number.isFinite(items) ? `${items} ${items === 1 ? 'item' : 'items'}` : 'items';
};

const sources = (body: Record<string, unknown>): string => {
  const count = Array.isArray(body['sources']) ? body['sources'].length : 0;
  return count === 1 ? '1 source' : `${count} sources`;
};

/** The example services, by host name. Everything that changes something stands here. */
export const SERVICES: Record<string, ServiceAction[]> = {
  'payments.example': [
    {
      method: 'POST',
      path: /^\/charges$/,
      idPrefix: 'ch_',
      label: 'Card charged',
      subject: 'charge',
      detail: money,
      respond: (body, id) => ({ id, amount: body['amount'] ?? null, status: 'paid' }),
    },
    {
      method: 'POST',
      path: /^\/refunds$/,
      idPrefix: 're_',
      label: 'Money returned',
      subject: 'refund',
      detail: money,
      respond: (body, id) => ({ id, amount: body['amount'] ?? null, status: 'returned' }),
    },
  ],
  'stock.example': [
    {
      method: 'POST',
      path: /^\/reservations$/,
      idPrefix: 'res_',
      label: 'Stock reserved',
      subject: 'reserve',
      detail: (body) => count(body['items']),
      respond: (body, id) => ({ id, items: body['items'] ?? null }),
    },
    {
      method: 'DELETE',
      path: /^\/reservations\/[\w-]+$/,
      idPrefix: 'rel_',
      label: 'Stock released',
      subject: 'release',
      detail: () => 'items back on the shelf',
      respond: (_body, id) => ({ id }),
    },
  ],
  'parcels.example': [
    {
      method: 'POST',
      path: /^\/parcels$/,
      idPrefix: 'PX-',
      label: 'Parcel sent',
      subject: 'parcel',
      detail: (_body, id) => id,
      respond: (_body, id) => ({ tracking: id }),
    },
  ],
  'knowledge.example': [
    {
      method: 'POST',
      path: /^\/searches$/,
      idPrefix: 'hit_',
      label: 'Base searched',
      subject: 'search',
      detail: (body) => text(body['about'], 'a base'),
      respond: (body, id) => ({ id, from: body['about'] ?? null }),
    },
  ],
  'model.example': [
    {
      method: 'POST',
      path: /^\/summaries$/,
      idPrefix: 'sum_',
      label: 'Summary written',
      subject: 'summary',
      detail: (body) => `${sources(body)} read`,
      respond: (body, id) => ({ id, text: `In short: ${sources(body)} agree.` }),
    },
  ],
  'mail.example': [
    {
      method: 'POST',
      path: /^\/messages$/,
      idPrefix: 'msg_',
      label: 'Mail sent',
      subject: 'mail',
      detail: (body) => text(body['subject'], 'a mail'),
      respond: (_body, id) => ({ id }),
    },
  ],
};

/** What a service tells changes with the time of day, a quarter of it each. */
const RATES = [1.09, 1.11, 1.08, 1.12];
const QUARTER_OF_DAY_MS = 6 * 60 * 60 * 1000;

/** Services that only tell something. */
const TELLERS: Record<string, (path: string, nowMs: number) => WorldResponse | undefined> = {
  'rates.example': (path, nowMs) => {
    const currency = /^\/rates\/([A-Z]{3})$/.exec(path)?.[1];
    if (currency === undefined) return undefined;
    const quarter = Math.floor(Math.abs(nowMs) / QUARTER_OF_DAY_MS) % RATES.length;
    return json(200, { currency, rate: RATES[quarter] });
  },
};

/** Host names of the example services, for messages. Asked for, not a constant: the page would load all of them for its first paint. */
const serviceNames = (): readonly string[] => [...Object.keys(SERVICES), ...Object.keys(TELLERS)];

interface Handled {
  response: WorldResponse;
  entry?: LedgerEntry;
}

const json = (status: number, body: unknown): WorldResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function parseBody(body: string | undefined): Record<string, unknown> {
  if (body === undefined || body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function headerOf(request: WorldRequest, name: string): string | undefined {
  return Object.entries(request.headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** A host may be called `constructor`. */
const own = <Value>(of: Record<string, Value>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

/** Host and path of an address, by hand: the pure rooms have no URL class. */
function splitUrl(url: string): { host: string; path: string } {
  const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(url);
  return { host: (match?.[1] ?? '').toLowerCase(), path: match?.[2] || '/' };
}

/**
 * The outside world: example services behind `fetch`. It outlives every crash. Ids count up, so equal requests in equal
 * order get equal answers. A request with an `Idempotency-Key` that was answered before gets the same answer and changes nothing.
 */
export class World {
  private readonly counts = new Map<string, number>();
  private readonly byKey = new Map<string, WorldResponse>();
  private readonly refusals: { fault: ServiceFault; left: number }[];

  constructor(faults: readonly ServiceFault[]) {
    this.refusals = faults.map((fault) => ({ fault, left: fault.times }));
  }

  /** `nowMs`: on the run's clock. */
  handle(request: WorldRequest, nowMs: number): Handled {
    const { host, path } = splitUrl(request.url);
    const tell = own(TELLERS, host);
    if (tell) return { response: this.tell(tell, request, host, path, nowMs) };
    const actions = own(SERVICES, host);
    if (!actions) {
      return {
        response: json(404, {
          error: `${NO_SUCH_SERVICE} ${host}. Try ${serviceNames().join(', ')}.`,
        }),
      };
    }
    const action = actions.find((each) => each.method === request.method && each.path.test(path));
    if (!action) return { response: this.read(request, host, path) };
    return this.act(action, request, host, path);
  }

  private act(action: ServiceAction, request: WorldRequest, host: string, path: string): Handled {
    const key = headerOf(request, 'idempotency-key');
    const slot = `${host} ${request.method} ${path} ${key ?? ''}`;
    const before = key === undefined ? undefined : this.byKey.get(slot);
    if (before)
      return {
        response: { ...before, headers: { ...before.headers, 'idempotent-replayed': 'true' } },
      };
    const refused = this.refused(host);
    if (refused) return { response: refused };
    const body = parseBody(request.body);
    const number = (this.counts.get(action.idPrefix) ?? 0) + 1;
    this.counts.set(action.idPrefix, number);
    const id = `${action.idPrefix}${number}`;
    const response = json(201, action.respond(body, id));
    if (key !== undefined) this.byKey.set(slot, response);
    return { response, entry: this.entry(action, body, host, path, id) };
  }

  private entry(
    action: ServiceAction,
    body: Record<string, unknown>,
    host: string,
    path: string,
    id: string,
  ): LedgerEntry {
    const about = text(body['order'] ?? body['to'] ?? body['about'] ?? path.split('/')[2], 'all');
    const topic = action.subject === 'mail' ? `:${text(body['subject'], '')}` : '';
    return {
      service: host,
      label: action.label,
      subject: `${action.subject}:${about}${topic}`,
      detail: action.detail(body, id),
    };
  }

  private tell(
    teller: (path: string, nowMs: number) => WorldResponse | undefined,
    request: WorldRequest,
    host: string,
    path: string,
    nowMs: number,
  ): WorldResponse {
    const refused = this.refused(host);
    if (refused) return refused;
    const told = request.method === 'GET' ? teller(path, nowMs) : undefined;
    return told ?? this.read(request, host, path);
  }

  /** The answer of a service that refuses by script. */
  private refused(host: string): WorldResponse | undefined {
    const refusal = this.refusals.find((each) => each.fault.service === host && each.left > 0);
    if (!refusal) return undefined;
    refusal.left -= 1;
    if (refusal.fault.status === 0) return { status: 0, headers: {}, body: '' };
    return json(refusal.fault.status, { error: `${host} refused this request.` });
  }

  /** Requests that change nothing. */
  private read(request: WorldRequest, host: string, path: string): WorldResponse {
    if (request.method === 'GET') return json(200, { service: host, path, ok: true });
    return json(405, { error: `${host} does not know ${request.method} ${path}.` });
  }
}
