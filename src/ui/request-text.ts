import type { WorldRequest } from '../trace/step.ts';

/** Method, service and path: `POST payments.example/charges`. */
export function requestText(request: WorldRequest): string {
  return `${request.method} ${request.url.replace(/^https?:\/\//, '')}`;
}
