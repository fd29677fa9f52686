import { FORMAT_VERSION } from './versions.ts';

/** A document as JSON, of whatever format. */
export type RawDocument = Record<string, unknown>;

/**
 * From each format to the next, by the number of the older one. They are pure, and are never changed after the newer format was first
 * written: what they give is migrated on by the next one. docs/LINKS.md says how to add one.
 */
export const MIGRATIONS: readonly ((document: RawDocument) => RawDocument)[] = [
  // Format 1 adds what is open on the screen, the engine's version and the fingerprint of the end. All of it may be absent.
  (document) => ({ ...document, replayscope: 1 }),
];

/** The format that a document names; undefined when it names none. */
export function formatOf(document: RawDocument): number | undefined {
  const { replayscope } = document;
  const isNumber = typeof replayscope === 'number' && Number.isInteger(replayscope);
  return isNumber && replayscope >= 0 ? replayscope : undefined;
}

/** The same document in the newest format. One that names no earlier format is given back as it is. */
export function migrated(document: RawDocument): RawDocument {
  const from = formatOf(document) ?? FORMAT_VERSION;
  return MIGRATIONS.slice(from).reduce((older, migrate) => migrate(older), document);
}
