/** The worker of the exploration bench: a classic script, as the page's own worker is. */
import { exploreRates, type ExploreRates } from './explore-rates.ts';

interface Scope {
  onmessage: ((event: { data: { wasm: ArrayBuffer; rounds: number } }) => void) | null;
  postMessage(message: ExploreRates): void;
}

const scope = globalThis as unknown as Scope;
scope.onmessage = ({ data }) => {
  void WebAssembly.compile(data.wasm).then((wasm) =>
    scope.postMessage(exploreRates(wasm, data.rounds)),
  );
};
