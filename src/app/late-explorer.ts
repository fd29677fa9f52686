import type { Explorer } from './explorer.ts';

const MISSING = 'The explorer could not be loaded. Look at the connection, and try again.';

/** An explorer that is loaded when something is first explored. */
export function lateExplorer(bring: () => Promise<Explorer>): Explorer {
  let loaded: Promise<Explorer> | undefined;
  const later = (
    begin: (explorer: Explorer) => () => void,
    onBroken: (reason: string) => void,
  ): (() => void) => {
    let isEnded = false;
    let end: () => void = () => undefined;
    loaded ??= bring();
    loaded.then(
      (explorer) => {
        if (!isEnded) end = begin(explorer);
      },
      () => {
        loaded = undefined;
        if (!isEnded) onBroken(MISSING);
      },
    );
    return () => {
      isEnded = true;
      end();
    };
  };
  return {
    crashEverywhere: (explored, options, listener) =>
      later(
        (explorer) => explorer.crashEverywhere(explored, options, listener),
        (reason) => listener.onBroken(reason),
      ),
    checkDeployment: (explored, listener) =>
      later(
        (explorer) => explorer.checkDeployment(explored, listener),
        (reason) => listener.onBroken(reason),
      ),
  };
}
