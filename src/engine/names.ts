/** The name that a function is registered and called by, as both SDKs find it. */
export function getName(fn: { name: string } | null | undefined): string {
  if (!fn) {
    throw new Error(
      'Cannot infer a name from a null or undefined function. Please provide a name explicitly.',
    );
  }
  if (!fn.name) {
    throw new Error(
      'Cannot infer a name from a lambda function. Please provide a name explicitly.',
    );
  }
  return fn.name;
}

/** A function or its name, as workflows pass them. */
export type Named = string | { name: string } | null | undefined;

export function nameOf(named: Named): string {
  return typeof named === 'string' ? named : getName(named);
}
