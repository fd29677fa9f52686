/** What Rolldown tells of a module while it cuts chunks. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** Everything that comes with a module: what it imports, and what that imports. What is asked for later is not in it. */
function closureOf(entry: string, modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    const info = found.has(id) ? null : modules.getModuleInfo(id);
    if (!info) return;
    found.add(id);
    for (const each of info.importedIds) visit(each);
  };
  visit(new URL(`../src/app/${entry}`, import.meta.url).pathname);
  return found;
}

/** In which of the chunks below a module is; null: it goes where Rolldown puts it. */
function chunkNames(): (id: string, modules: Modules) => string | null {
  let closures: readonly ReadonlySet<string>[] | undefined;
  return (id, modules) => {
    // With the entry, which is to ask for its parts while the core is on its way.
    if (id.includes('preload-helper')) return null;
    if (id.includes('rolldown/runtime')) return 'core';
    // The embed has it at once, the page later: in a file of its own it would cost twice as much.
    if (id.endsWith('/icons/undo-2.mjs')) return 'core';
    closures ??= [
      'page/open-page.ts',
      'page/page-drawing.ts',
      'embed/open-embed.ts',
      'drawing/drawing.ts',
    ].map((entry) => closureOf(entry, modules));
    const [page, pageRun, embed, embedRun] = closures.map((each) => each.has(id));
    if (page && embed) return 'core';
    return pageRun && (embed || embedRun) ? 'run' : null;
  };
}

/**
 * What always comes together is one file: it compresses better, and it is one request. `core`: what page and embed both need before they
 * draw anything. `run`: what draws a run in both. Worked out from the imports, so that a new module finds its place by itself; what only
 * the one of them needs is left to Rolldown, because a part of it that something else wants too must not bring the rest, which begins
 * the app. scripts/first-load.mjs tells when something comes too early.
 */
export const CHUNK_GROUPS = [{ name: chunkNames() }];
