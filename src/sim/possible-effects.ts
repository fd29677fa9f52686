import { SERVICES } from './world.ts';

/** One kind of effect: the start of its subject in the ledger, and its words on the screen. */
export interface PossibleEffect {
  subject: string;
  label: string;
}

/** An address of an example service in a text, with what its path begins with. A hole in it may hold anything. */
const ADDRESS = /https?:\/\/([a-z]+\.example)(\/(?:\$\{[^}]*\}|[\w./-])*)/gi;

/** What programs can do to the example services, as their texts name them: in the order of the texts, each once. */
export function possibleEffects(texts: readonly string[]): PossibleEffect[] {
  const found = new Map<string, PossibleEffect>();
  for (const text of texts) {
    for (const [, host = '', written = ''] of text.matchAll(ADDRESS)) {
      const path = written.replaceAll(/\$\{[^}]*\}/g, 'x');
      const actions = Object.hasOwn(SERVICES, host) ? SERVICES[host] : undefined;
      const action = actions?.find((each) => each.path.test(path));
      if (action) found.set(action.subject, { subject: action.subject, label: action.label });
    }
  }
  return [...found.values()];
}
