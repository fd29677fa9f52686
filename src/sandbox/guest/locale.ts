import { addTo, builtins } from './builtins.ts';
import { currentPass } from './pass.ts';
import { knownProxies, show } from './show.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = builtins;

const OF_DATES = [
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'getTimezoneOffset',
] as const;

/** What these say depends on the language and the time zone that the process is set to. */
export function watchLocale(): void {
  for (let at = 0; at < OF_DATES.length; at += 1)
    watch(builtins.Date.prototype, 'Date', OF_DATES[at] ?? '');
  watch(Number.prototype, 'Number', 'toLocaleString');
}

function watch(prototype: object, kind: string, name: string): void {
  const real = getOwnPropertyDescriptor(prototype, name)?.value as () => unknown;
  const value = function (this: unknown, ...given: unknown[]): unknown {
    const pass = currentPass();
    const text = pass.givenOr<unknown>(`${kind}.${name}`, apply(real, this, given));
    pass.read(`${kind}.${name}`, show(text));
    return text;
  };
  defineProperty(value, 'name', { value: name, configurable: true });
  defineProperty(prototype, name, { value, writable: true, configurable: true });
}

const NO_INTL =
  'Intl is not there. What it says depends on the language and the time zone of the process: a workflow should not ask, and the activities of this page cannot.';

/** The machine has no Intl. Whoever uses it is told so, and not that something is undefined. */
export function absentIntl(): object {
  const absent = new builtins.Proxy(
    {},
    {
      get() {
        throw new TypeError(NO_INTL);
      },
    },
  );
  addTo(knownProxies(), absent);
  return absent;
}
