/**
 * The page inside of the sandboxed frame. Its one script is a constant, so that the page's content policy can allow exactly
 * this text by its hash (vite/content-policy.ts). It starts a classic worker from the text that the app posts to it, and
 * passes messages between the two; nothing else. A classic worker, because a module worker from a blob does not start in a
 * frame without an origin.
 */
export const FRAME_SCRIPT = `"use strict";
let worker;
const up = (data) => parent.postMessage(data, "*");
addEventListener("message", (event) => {
  if (event.source !== parent) return;
  const data = event.data;
  if (data.to === "worker") return worker && worker.postMessage(data.message);
  if (worker) worker.terminate();
  worker = undefined;
  if (data.to !== "start") return;
  const address = URL.createObjectURL(new Blob([data.code], { type: "text/javascript" }));
  const mine = worker = new Worker(address);
  mine.onmessage = (event) => mine === worker && up({ from: "worker", life: data.life, message: event.data });
  mine.onerror = (event) => mine === worker && up({ from: "error", life: data.life, message: String(event.message || "The worker did not start.") });
  up({ from: "started", life: data.life });
});
up({ from: "ready" });
`;

/** Stricter than the policy that the frame inherits: nothing from any network, the app's own address included. */
export function framePage(scriptHash: string): string {
  const policy = `default-src 'none'; script-src '${scriptHash}' 'wasm-unsafe-eval' blob:; worker-src blob:`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Sandbox</title><script>${FRAME_SCRIPT}</script>`;
}
