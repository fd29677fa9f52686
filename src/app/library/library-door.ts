import type { CodeEditor } from '../own-code/editing.ts';
import type { Visit } from '../visit.ts';
import type { OwnScenarios } from './library.ts';

/** The way to one's own scenarios. What lists and changes them is loaded when it is first wanted. */
export function libraryDoor(visit: Visit, editor: CodeEditor) {
  let loaded: Promise<OwnScenarios> | undefined;
  const bring = async () => {
    const { OwnScenarios } = await import('./library.ts');
    return new OwnScenarios(visit, editor);
  };
  const load = (): Promise<OwnScenarios> => {
    loaded ??= bring().catch((error: unknown) => {
      // The next one who asks tries again.
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return {
    load,
    show: (isLibraryOpen: boolean) => visit.set({ isLibraryOpen }),
    /** Opens one of them, where the person was in it. */
    open: async (id: string) => {
      try {
        await (await load()).open(id);
      } catch {
        visit.toast('This part of the app could not be loaded. Look at the connection.');
      }
    },
  };
}
