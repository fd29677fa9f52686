/**
 * Number of the format of links and scenario documents: what may be written, and what it is called. Raise it when something that
 * was written before would be read as something else, or not at all, without a migration; and then add that migration
 * (migrations.ts). A new act, field or pane that old texts do not have is no reason: an older app says that it does not know it.
 */
export const FORMAT_VERSION = 1;

/**
 * Number of what the engine does: engine, simulated world, sandbox and sample services together. Raise it when the same scenario
 * may give another history or other effects than before, on purpose; the golden links notice (docs/LINKS.md). It has nothing
 * to do with the format: old links are read in the same way, and their runs may end differently.
 */
export const ENGINE_VERSION = 2;

/** What a link or a document says of the engine when it says nothing. */
export const FIRST_ENGINE_VERSION = 1;
