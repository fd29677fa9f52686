import type { WorldRequest, WorldResponse } from '../../trace/step.ts';
import { append, bare, builtins } from './builtins.ts';
import { currentPass } from './pass.ts';

const { parse, String, ownKeys, isArray } = builtins;

interface RequestOptions {
  method?: unknown;
  headers?: unknown;
  body?: unknown;
}

/** The answer comes from the simulated world, when the simulation gives it: to an activity, and to a workflow's own code as well. */
export function fetchFromWorld(
  target: unknown,
  options?: RequestOptions,
): Promise<AnsweredRequest> {
  const pass = currentPass();
  const refusal = pass.hasTooManyRequests ? pass.refuseRequest() : undefined;
  return new builtins.Promise((resolve, reject) => {
    if (refusal) throw refusal;
    const request = requestOf(target, options ?? {});
    pass.addRequest(request, (response) => {
      // Nobody answers: the network is down. Node says no more than this.
      if (response.status === 0) reject(new TypeError('fetch failed'));
      else resolve(new AnsweredRequest(request.url, response));
    });
  });
}

function requestOf(target: unknown, options: RequestOptions): WorldRequest {
  const url = String(addressOf(target));
  if (!/^https?:\/\/[^/]/i.test(url)) throw new TypeError(`Failed to parse URL from ${url}`);
  const { method, body } = options;
  const request: WorldRequest = {
    method: method === undefined ? 'GET' : String(method).toUpperCase(),
    url,
    headers: headersOf(options.headers),
  };
  if (body !== undefined && body !== null) request.body = String(body);
  return request;
}

function addressOf(target: unknown): unknown {
  if (typeof target !== 'object' || target === null) return target;
  return Reflect.get(target, 'href') ?? Reflect.get(target, 'url') ?? target;
}

/** Header names are written small, as in a real request. */
function headersOf(given: unknown): Record<string, string> {
  const headers = bare<string>();
  if (typeof given !== 'object' || given === null) return headers;
  if (isArray(given)) {
    for (const pair of given as unknown[])
      if (isArray(pair)) headers[String(pair[0]).toLowerCase()] = String(pair[1]);
    return headers;
  }
  for (const name of ownKeys(given))
    if (typeof name === 'string') headers[name.toLowerCase()] = String(Reflect.get(given, name));
  return headers;
}

/** The parts of a `Response` that programs use. */
class AnsweredRequest {
  static readonly name: string = 'Response';
  readonly status: number;
  readonly ok: boolean;
  readonly #url: string;
  readonly #headers: AnsweredHeaders;
  readonly #body: string;

  constructor(url: string, response: WorldResponse) {
    this.status = response.status;
    this.ok = response.status >= 200 && response.status < 300;
    this.#url = url;
    this.#headers = new AnsweredHeaders(response.headers);
    this.#body = response.body;
  }

  get url(): string {
    return this.#url;
  }

  get headers(): AnsweredHeaders {
    return this.#headers;
  }

  async text(): Promise<string> {
    return this.#body;
  }

  async json(): Promise<unknown> {
    return parse(this.#body);
  }
}

class AnsweredHeaders {
  static readonly name: string = 'Headers';
  readonly #byName = bare<string>();
  readonly #names: string[] = [];

  constructor(headers: Record<string, string>) {
    for (const name of ownKeys(headers)) {
      if (typeof name !== 'string') continue;
      const small = name.toLowerCase();
      this.#byName[small] = headers[name] ?? '';
      append(this.#names, small);
    }
  }

  get(name: unknown): string | null {
    return this.#byName[String(name).toLowerCase()] ?? null;
  }

  has(name: unknown): boolean {
    return this.get(name) !== null;
  }

  forEach(each: (value: string, name: string) => void): void {
    for (const name of this.#names) each(this.#byName[name] ?? '', name);
  }
}
