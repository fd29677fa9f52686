/** Errors whose text JavaScript itself writes: engines word them differently. */
const WORDED_BY_JAVASCRIPT = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError']);
/** Never compared (conformance README, "Comparing"). */
const NOT_COMPARED = new Set(['hasStack', 'stack', 'version', 'timestamp', 'timestampMs']);

/** A value with everything left out that is not compared, so that two of them can be compared deeply. */
export function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/<executionId#\d+>/g, '<executionId>');
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  const fields = value as Record<string, unknown>;
  const isWordedByJavaScript = WORDED_BY_JAVASCRIPT.has(String(fields.type));
  for (const [key, field] of Object.entries(fields)) {
    if (NOT_COMPARED.has(key) || field === null || field === undefined) continue;
    if (key === 'message' && isWordedByJavaScript) continue;
    if (key === 'carryoverEvents' && Array.isArray(field) && field.length === 0) continue;
    kept[key] = comparable(field);
  }
  return kept;
}

/** No custom status, null and an empty text are the same. */
export function comparableStatus(status: unknown): unknown {
  return status === null || status === '' ? undefined : status;
}
