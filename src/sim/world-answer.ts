import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import type { WorldAnswer } from './machine.ts';

/** The name under which a workflow reads what the world answers (sandbox/guest/pass.ts). */
const answerName = ({ method, url }: WorldRequest): string => `fetch ${method} ${url}`;

/** One more answer of the world: the so-manieth to this request. */
export function worldAnswer(
  before: readonly WorldAnswer[],
  request: WorldRequest,
  response: WorldResponse,
): WorldAnswer {
  const api = answerName(request);
  const occurrence = 1 + before.filter((each) => each.api === api).length;
  return { api, occurrence, response };
}
