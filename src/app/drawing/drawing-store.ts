import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Drawing } from './drawing.ts';

/** `drawing` is absent until it is loaded. `hasFailed`: it did not come, and nobody is trying. */
export interface DrawingState {
  drawing?: Drawing;
  hasFailed: boolean;
}

export interface DrawingStore {
  store: StoreApi<DrawingState>;
  /** Loads it, unless it is there; may be called again when that failed. */
  load(): Promise<void>;
}

export function drawingStore(bring: () => Promise<{ drawing: Drawing }>): DrawingStore {
  const store = createStore<DrawingState>(() => ({ hasFailed: false }));
  return {
    store,
    load: async () => {
      store.setState({ hasFailed: false });
      try {
        const { drawing } = await bring();
        store.setState({ drawing });
      } catch {
        store.setState({ hasFailed: true });
      }
    },
  };
}
