import { child, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { fixOf } from '../fixes/mend.ts';
import { bare, isTaskCall } from '../host-calls.ts';
import { isTask, yieldEdits } from './awaits.ts';
import type { Reading } from '../reading.ts';
import type { Report } from '../report.ts';

/** Functions that an engine does not run the way they are written. */
export function shapeReports(reading: Reading): Report[] {
  return reading.code.roots.flatMap((root): Report[] => {
    if (root.generator !== true) return plainFunction(reading, root);
    if (root.async === true || reading.style === 'classic' || reading.code.roles.classic.has(root))
      return [];
    return [
      {
        code: 'RS117',
        ...headOf(reading, root),
        message: `${reading.code.nameOf(root)} is a function* without async. It runs here, but the real SDKs take it for a value: the workflow would end at once. Write async function*.`,
        fixes: [asyncFix(reading, root)],
      },
    ];
  });
}

function plainFunction(reading: Reading, root: Syntax): Report[] {
  const asks = reading.bindings
    .nodesOf(root)
    .filter((node) => node.type === 'CallExpression' && isTaskCall(reading.values, node));
  // A function that only computes its answer is a workflow of one turn.
  if (asks.length === 0) return [];
  return [
    {
      code: 'RS116',
      ...headOf(reading, root),
      message: `${reading.code.nameOf(root)} asks for tasks but is no generator, so it can’t wait for them. Write async function* and yield.`,
      fixes: [generatorFix(reading, root)],
    },
  ];
}

/** The function's first line, up to its body. */
function headOf(reading: Reading, root: Syntax): { node: Syntax; end: number } {
  const parent = reading.bindings.parentOf(root);
  const isMethod =
    parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && parent.method === true);
  const body = child(root, 'body')?.start ?? root.end;
  return {
    node: isMethod ? parent : root,
    end: reading.source.slice(0, body).trimEnd().length,
  };
}

function asyncFix(reading: Reading, node: Syntax): Fix | undefined {
  if (!reading.source.startsWith('function', node.start)) return undefined;
  return fixOf('Write async function*', [{ from: node.start, to: node.start, text: 'async ' }]);
}

/** The star, and `yield` in place of each `await` of a task. */
function generatorFix(reading: Reading, root: Syntax): Fix | undefined {
  const head = /^(async\s+)?function\b/.exec(reading.source.slice(root.start))?.[0];
  if (head === undefined) return undefined;
  const edits: TextEdit[] = [
    { from: root.start, to: root.start + head.length, text: 'async function*' },
  ];
  for (const node of reading.bindings.nodesOf(root)) {
    const argument = node.type === 'AwaitExpression' ? bare(child(node, 'argument')) : undefined;
    if (!argument || !isTask(reading, argument)) continue;
    edits.push(...yieldEdits(reading, node));
  }
  return fixOf('Write async function* and yield', edits);
}
