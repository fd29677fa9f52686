import type { Compiled } from './compile.ts';
import { parseExpression } from './parse.ts';
import type { Problem } from './problem.ts';

/** Sources by the name that they are registered under: plain JavaScript expressions whose value is a function. */
export interface RegisteredSources {
  orchestrators: Readonly<Record<string, string>>;
  activities: Readonly<Record<string, string>>;
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
  for (const { role, name, text } of listed(sources)) {
    const problem = parseExpression(text);
    if (problem) return { ...problem, role, name };
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
  const code =
    `((make)=>function(runtime){"use strict";const{whenAll,whenAny,RetryPolicy,Task}=runtime.load("@microsoft/durabletask-js");` +
    `const sleep=(ms)=>new Promise((done)=>{setTimeout(done,ms)});` +
    `const made=make(whenAll,whenAny,RetryPolicy,Task,sleep,runtime.state,()=>undefined);` +
    `for(const key in made)if(typeof made[key]!=="function")throw new TypeError("The source of "+key+" is not a function.");` +
    `return made})(function(${FREE_NAMES.join(',')}){return{__proto__:null,state:()=>state,${entries.join(',')}}})`;
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
  };
}

function listed(sources: RegisteredSources) {
  const of = (role: SourceProblem['role'], texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, text]) => ({ role, name, key: `${role} ${name}`, text }));
  return [...of('orchestrator', sources.orchestrators), ...of('activity', sources.activities)];
}
