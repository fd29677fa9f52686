/** The two texts of a program: version 2 is the whole file again, as it is deployed later. */
export interface Texts {
  v1: string;
  v2?: string;
}

/** A program that somebody typed or pasted here, as it is kept on this device. */
export interface Draft {
  id: string;
  name: string;
  savedAtMs: number;
  texts: Texts;
  /** The sample that it began as. */
  sampleId?: string;
  /** What decides a run beside the texts (circumstances.ts). It has been read from the disk, and is not checked yet. */
  circumstances?: Record<string, unknown>;
  /** Rises with every save. A tab that knows a smaller one has missed what another tab did. */
  revision: number;
  /** The tab that saved it last. */
  writer: string;
}

export const isSameTexts = (a: Texts, b: Texts): boolean => a.v1 === b.v1 && a.v2 === b.v2;

/** What is kept is read as strictly as a stranger's file: another version, or a damaged disk, may have written it. */
export function readDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const record = kept as Record<string, unknown>;
  const { id, name, savedAtMs, texts, revision, writer, sampleId, circumstances } = record;
  const isWhole =
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof savedAtMs === 'number' &&
    typeof revision === 'number' &&
    typeof writer === 'string' &&
    typeof texts === 'object' &&
    texts !== null;
  if (!isWhole) return undefined;
  const { v1, v2 } = texts as Record<string, unknown>;
  if (typeof v1 !== 'string' || (v2 !== undefined && typeof v2 !== 'string')) return undefined;
  return {
    id,
    name,
    savedAtMs,
    revision,
    writer,
    texts: { v1, ...(v2 !== undefined && { v2 }) },
    ...(typeof sampleId === 'string' && { sampleId }),
    ...(typeof circumstances === 'object' &&
      circumstances !== null && { circumstances: { ...circumstances } }),
  };
}

/** What became of an attempt to keep something. `elsewhere`: another tab has changed it, and its work stays. */
export type Kept =
  { ok: true; draft: Draft } | { ok: false; reason: 'elsewhere' | 'full' | 'refused' };

/** The place where drafts are kept. Nothing in it throws: a browser may refuse all of it. */
export interface DraftShelf {
  /** Newest first. */
  list(): Promise<Draft[]>;
  find(id: string): Promise<Draft | undefined>;
  /** Keeps the draft if what is there is no newer than its own `revision`, and gives it back with the next one. */
  keep(draft: Draft): Promise<Kept>;
  /** This very text has been run here before, or was written here. */
  trusts(texts: Texts): Promise<boolean>;
  /** Remembers that somebody wanted this text to run. */
  trust(texts: Texts): Promise<void>;
}
