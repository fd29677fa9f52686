import { programOf, versionOfRun } from './code-version.ts';
import { spotsOf, type Compared, type DifferentRead } from './compared.ts';
import type { CauseLink } from './frame.ts';
import { wakeUpName } from './read-draws.ts';
import { readName, readValues, requestOf } from './read-words.ts';
import { memoryName } from './short-text.ts';

/** What is said of one read that differs, and of where its value comes from. */
export function readLinks(compared: Compared, read: DifferentRead): CauseLink[] {
  const { now, before } = read;
  const then = wakeUpName(compared.recorded.pass);
  const [was, is] = readValues(now.api, before.value, now.value);
  const { line } = now;
  const spots = spotsOf(compared, read.beforeIndex, read.nowIndex);
  const name = memoryName(now.api);
  if (name === undefined) {
    const did = requestOf(now.api) === undefined ? 'read' : 'fetched';
    const text = `Line ${line} ${did} ${readName(now.api)}: ${was} at ${then}, ${is} now.`;
    return [{ text, line, spots, isCause: true }, ...environmentLinks(compared, now.api)];
  }
  const text = `Line ${line} used ${name}, which lives outside of the workflow: ${was} at ${then}, ${is} now.`;
  return [{ text, line, spots, isCause: true }, ...memoryLinks(compared, name)];
}

/** Another app run may have been started with other variables. */
function environmentLinks({ recorded, now }: Compared, api: string): CauseLink[] {
  if (!api.includes('process.env') || recorded.pass.process === now.pass.process) return [];
  const text = `App run ${now.pass.process} was started with other variables than app run ${recorded.pass.process}.`;
  return [{ text }];
}

function memoryLinks(compared: Compared, name: string): CauseLink[] {
  const { recorded, now, state, program } = compared;
  const [was, is] = [recorded.pass.process, now.pass.process];
  const { source } = programOf(program, versionOfRun(state, is));
  const declared = declaredAt(source, name);
  const where = declared ? `Line ${declared.line} sets ${name} up once for each app run.` : '';
  const line = declared ? { line: declared.line } : {};
  const how =
    was === is
      ? `App run ${is} has kept it since then.`
      : declared?.kind === 'const'
        ? `App run ${is} has made it anew.`
        : `App run ${was} had changed it. It was lost with it, and app run ${is} began anew.`;
  return [{ text: `${where} ${how}`.trim(), ...line }];
}

/** Where a variable of the module is declared, by the text alone. */
function declaredAt(source: string, name: string): { line: number; kind: string } | undefined {
  const escaped = name.replace(/\$/g, '\\$');
  const pattern = new RegExp(
    `^(?:export\\s+)?(const|let|var)\\b[^=;]*(?<![\\w$])${escaped}(?![\\w$])`,
  );
  const lines = source.split('\n');
  const index = lines.findIndex((each) => pattern.test(each));
  const kind = pattern.exec(lines[index] ?? '')?.[1];
  return kind === undefined ? undefined : { line: index + 1, kind };
}

/** The code asked whether it is replayed: that differs by what it is for. */
export function replayLink(compared: Compared, [before, index]: [number, number]): CauseLink {
  const beat = compared.now.pass.beats?.[index];
  const line = beat?.line ?? 0;
  const isReplaying = beat?.isReplaying === true;
  const then = wakeUpName(compared.recorded.pass);
  const text = `Line ${line} asks isReplaying: ${!isReplaying} at ${then}, ${isReplaying} now.`;
  return { text, line, spots: spotsOf(compared, before, index), isCause: true };
}
