import type { Compiled } from './compile.ts';
import { VERSIONS_KEY } from './named-versions.ts';
import { parseExpression } from './parse.ts';
import type { Problem } from './problem.ts';
import { isStatelessFunction } from './stateless.ts';

/** Sources by the name that they are registered under: plain JavaScript expressions whose value is a function. */
export interface RegisteredSources {
  orchestrators: Readonly<Record<string, string>>;
  activities: Readonly<Record<string, string>>;
  /** Named versions of orchestrators (docs/VERSIONS.md), by the orchestrator's name. */
  versions?: Readonly<Record<string, readonly RegisteredVersion[]>>;
}

export interface RegisteredVersion {
  versionName: string;
  source: string;
  isLatest?: boolean;
}

/** A source that can not be read. Lines count inside of that source. */
export interface SourceProblem extends Problem {
  role: 'orchestrator' | 'activity';
  name: string;
}

/** What every source may use without saying where it comes from (conformance README, "Case format"). */
const FREE_NAMES = ['whenAll', 'whenAny', 'RetryPolicy', 'Task', 'sleep', 'state', 'trace'];

/** The first source that can not be read, if any. */
export function problemIn(sources: RegisteredSources): SourceProblem | undefined {
  const versions = Object.entries(sources.versions ?? {}).flatMap(([name, list]) =>
    list.map(({ versionName, source }) => ({
      role: 'orchestrator' as const,
      name: `${name} ${versionName}`,
      text: source,
    })),
  );
  for (const { role, name, text } of [...listed(sources), ...versions]) {
    const parsed = parseExpression(text);
    if ('message' in parsed) return { ...parsed, role, name };
  }
  return undefined;
}

/**
 * Makes a program of sources that are registered one by one. They run as plain scripts do, without probes. Names are
 * `orchestrator X` and `activity X`: the two do not know of each other. `state` is the outside world that a case shares; the
 * program's own `state` function gives it back.
 */
export function compileRegistered(sources: RegisteredSources): Compiled {
  const all = listed(sources);
  // `0,` keeps the property's name off a function without one, as the real registries do.
  const entries = all.map(({ key, text }) => `${JSON.stringify(key)}:(0,(${text}\n))`);
  const versions = Object.entries(sources.versions ?? {}).map(([name, list]) => {
    const each = list.map(
      ({ versionName, source, isLatest }) =>
        `{versionName:${JSON.stringify(versionName)},isLatest:${isLatest === true},workflow:(0,(${source}\n))}`,
    );
    return `[${JSON.stringify(name)}]:[${each.join(',')}]`;
  });
  const code =
    `((make)=>function(runtime){"use strict";const{whenAll,whenAny,RetryPolicy,Task}=runtime.load("@microsoft/durabletask-js");` +
    `const sleep=(ms)=>new Promise((done)=>{setTimeout(done,ms)});` +
    `const made=make(whenAll,whenAny,RetryPolicy,Task,sleep,runtime.state,()=>undefined);` +
    `for(const key in made)if(typeof made[key]!=="function"&&key!==${JSON.stringify(VERSIONS_KEY)})throw new TypeError("The source of "+key+" is not a function.");` +
    `return made})(function(${FREE_NAMES.join(',')}){return{__proto__:null,state:()=>state,${[...entries, `${JSON.stringify(VERSIONS_KEY)}:{__proto__:null,${versions.join(',')}}`].join(',')}}})`;
  return {
    ok: true,
    code,
    functions: all.map(({ key }) => ({
      name: key,
      kind: 'function',
      line: 1,
      endLine: 1,
      isExported: false,
      isSyncGenerator: false,
    })),
    probes: [],
    calls: [],
    remarks: [],
    isRegisteredByRole: true,
    isStateless:
      sources.versions === undefined &&
      all.every(({ role, text }) => isStatelessSource(role, text)),
  };
}

/** The shared outside world is an activity's to change. A workflow that can see it has a state outside of itself. */
function isStatelessSource(role: SourceProblem['role'], text: string): boolean {
  const parsed = parseExpression(text);
  if ('message' in parsed) return false;
  if (role === 'activity') return isStatelessFunction(parsed.expression, FREE_NAMES, ['state']);
  return !text.includes('state') && isStatelessFunction(parsed.expression, FREE_NAMES);
}

function listed(sources: RegisteredSources) {
  const of = (role: SourceProblem['role'], texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, text]) => ({ role, name, key: `${role} ${name}`, text }));
  return [...of('orchestrator', sources.orchestrators), ...of('activity', sources.activities)];
}
