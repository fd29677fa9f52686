/** Deeper than any input a workflow takes; shallow enough that no recursion over it runs out of stack. */
const MAX_DEPTH = 60;

/** True when a value is plain JSON whose text has at most `maxLength` characters and which is not nested too deep. */
export function fitsAsJson(value: unknown, maxLength: number): boolean {
  return roomAfter(value, maxLength, MAX_DEPTH) >= 0;
}

/** Characters of `room` that are left after the value's JSON text; below 0 when it does not fit or is no JSON. */
function roomAfter(value: unknown, room: number, depth: number): number {
  if (room < 0 || depth < 0) return -1;
  switch (typeof value) {
    case 'string':
      return value.length > room ? -1 : room - JSON.stringify(value).length;
    case 'number':
      return Number.isFinite(value) ? room - String(value).length : -1;
    case 'boolean':
      return room - (value ? 4 : 5);
    case 'object':
      return value === null ? room - 4 : roomAfterParts(value, room, depth);
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      return -1;
  }
}

function roomAfterParts(value: object, room: number, depth: number): number {
  const parts: [string | undefined, unknown][] = Array.isArray(value)
    ? value.map((item) => [undefined, item])
    : Object.entries(value);
  let left = room - 2;
  for (const [name, part] of parts) {
    if (left < 0) return -1;
    if (name !== undefined) left -= JSON.stringify(name).length + 1;
    left = roomAfter(part, left - 1, depth - 1);
  }
  return left;
}
