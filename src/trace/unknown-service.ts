import type { Step, WorldRequest, WorldResponse } from './step.ts';

/** How the answer begins that a service gets for which the example world has no stand-in. */
export const NO_SUCH_SERVICE = 'There is no example service';

/** The request went to a service of the person's own. What that does with it can't be seen here. */
export const isOfUnknownService = ({ status, body }: WorldResponse): boolean =>
  status === 404 && body.startsWith(`{"error":"${NO_SUCH_SERVICE}`);

/** It went to a service that is not here, and is more than a question: the real one may do something. */
export const mayHaveChanged = (request: WorldRequest, response: WorldResponse): boolean =>
  isOfUnknownService(response) && request.method !== 'GET' && request.method !== 'HEAD';

/** What a request has done, as far as it is known: of a service of one's own only that it was asked to do something. */
export function doneBy({
  entry,
  request,
  response,
  task,
}: Extract<Step, { kind: 'effect' }>): { label: string; subject: string } | undefined {
  if (entry) return entry;
  if (!mayHaveChanged(request, response)) return undefined;
  const { method, url } = request;
  const label = `${method} ${url.replace(/^https?:\/\//, '').replace(/[?#].*/, '')}`;
  return { label, subject: `${task ?? ''} ${method} ${url}` };
}
