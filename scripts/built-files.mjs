import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TEXT_FILES = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt']);

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

/** The content policy of a page, as directive -> sources. Undefined: the page has none. */
export function contentPolicyOf(html) {
  const tag = /<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*>/i.exec(html)?.[0];
  const content = tag === undefined ? undefined : /content="([^"]*)"/i.exec(tag)?.[1];
  if (content === undefined) return undefined;
  const directives = content
    .replaceAll('&#39;', "'")
    .split(';')
    .map((part) => part.trim().split(/\s+/))
    .filter(([name]) => name !== '');
  return new Map(directives.map(([name, ...sources]) => [name, sources]));
}

/** What a policy allows that it must not. */
export function policyProblems(policy) {
  if (policy === undefined) return ['index.html: there is no content policy in the page.'];
  const problems = [];
  const sourcesOf = (name) => policy.get(name) ?? policy.get('default-src') ?? ['*'];
  for (const name of ['script-src', 'style-src', 'connect-src', 'default-src']) {
    for (const source of sourcesOf(name)) {
      if (/^'unsafe-(inline|eval|hashes)'$|^\*$|^(https?|wss?):/.test(source)) {
        problems.push(`index.html: the content policy allows ${source} in ${name}.`);
      }
    }
  }
  for (const name of ['object-src', 'base-uri']) {
    if (policy.get(name)?.join(' ') !== "'none'") {
      problems.push(`index.html: the content policy must say ${name} 'none'.`);
    }
  }
  return problems;
}

/** Addresses in a page's own tags that lead nowhere, outside, or to the root of the server. */
export function addressProblems(html, isThere) {
  const tags = html.match(/<(script|link|img|source|iframe)\b[^>]*>/gi) ?? [];
  return tags.flatMap((tag) => {
    const address = /\s(?:src|href)="([^"]*)"/i.exec(tag)?.[1];
    if (address === undefined || address.startsWith('data:')) return [];
    if (/^[a-z]+:|^\/\//i.test(address)) return [`index.html: ${address} is not one of our files.`];
    // The page must also work below a folder of someone's site.
    if (address.startsWith('/')) return [`index.html: ${address} must be a relative address.`];
    return isThere(address.replace(/[?#].*$/, ''))
      ? []
      : [`index.html: ${address} is not among the built files.`];
  });
}

/** What is wrong with the files in `folder` (built by Vite), one line each. Empty: nothing. */
export function builtFileProblems(folder, projectFolder) {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return ['index.html is not there: the build failed.'];
  const html = readFileSync(page, 'utf8');
  const files = filesIn(folder);
  const problems = [
    ...policyProblems(contentPolicyOf(html)),
    ...addressProblems(html, (address) => existsSync(join(folder, address))),
  ];
  if (!files.some((file) => file.endsWith('.wasm'))) {
    problems.push('There is no .wasm file: the sandbox was not built in.');
  }
  const machinePath = projectFolder.endsWith(sep) ? projectFolder.slice(0, -1) : projectFolder;
  for (const file of files.filter((path) => TEXT_FILES.has(extname(path)))) {
    const name = relative(folder, file);
    const text = readFileSync(file, 'utf8');
    if (text.includes(machinePath)) problems.push(`${name}: names a folder of this machine.`);
    if (file.endsWith('.css') && /url\(\s*["']?(https?:)?\/\//.test(text)) {
      problems.push(`${name}: loads something from another site.`);
    }
  }
  return problems;
}
