import { child, list, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { textOf, type Reading } from '../reading.ts';
import { fixOf, indentAt, replace } from './mend.ts';

const TITLE = 'Always do it: remove the isReplaying guard';

/** Keeps what a run that is no replay would do. `read` is `ctx.isReplaying`, with its call. */
export function guardFix(reading: Reading, read: Syntax): Fix | undefined {
  const { bindings } = reading;
  let at = read;
  let isReplay = true;
  for (let parent = bindings.parentOf(at); parent; parent = bindings.parentOf(at)) {
    switch (parent.type) {
      case 'UnaryExpression':
        if (parent.operator !== '!') return undefined;
        isReplay = !isReplay;
        break;
      case 'ChainExpression':
        break;
      case 'BinaryExpression': {
        const other = child(parent, child(parent, 'left') === at ? 'right' : 'left');
        if (!/^[!=]==?$/.test(String(parent.operator)) || typeof other?.value !== 'boolean')
          return undefined;
        if (String(parent.operator).startsWith('!') === other.value) isReplay = !isReplay;
        break;
      }
      case 'IfStatement':
        return fixOf(TITLE, [liveBranch(reading, parent, isReplay)]);
      case 'ConditionalExpression': {
        const live = child(parent, isReplay ? 'alternate' : 'consequent');
        return (
          live &&
          fixOf(TITLE, [
            replace(parent, isSimple(live) ? textOf(reading, live) : `(${textOf(reading, live)})`),
          ])
        );
      }
      case 'LogicalExpression': {
        const other = child(parent, child(parent, 'left') === at ? 'right' : 'left');
        // `replay && x` is never done, `!replay || x` neither.
        const isOther = (parent.operator === '&&') === !isReplay;
        if (!other || !isOther || parent.operator === '??') return undefined;
        return fixOf(TITLE, [replace(parent, textOf(reading, other))]);
      }
      default:
        return undefined;
    }
    at = parent;
  }
  return undefined;
}

const isSimple = (node: Syntax): boolean =>
  /^(Literal|Identifier|CallExpression|MemberExpression|TemplateLiteral)$/.test(node.type);

/** The statements of the branch that runs when it is no replay, moved to where the `if` stands. */
function liveBranch(reading: Reading, node: Syntax, isReplay: boolean): TextEdit {
  const branch = child(node, isReplay ? 'alternate' : 'consequent');
  const parent = reading.bindings.parentOf(node);
  const isLoose = parent?.type === 'BlockStatement' || parent?.type === 'Program';
  if (!branch)
    return isLoose ? { ...wholeLine(reading.source, node), text: '' } : replace(node, '{}');
  const text = textOf(reading, branch);
  const declares = list(branch, 'body').some((each) => each.type.endsWith('Declaration'));
  if (branch.type !== 'BlockStatement' || declares || !isLoose || text.includes('`'))
    return replace(node, text);
  const inside = text
    .slice(1, -1)
    .replace(/^[ \t]*\n/, '')
    .trimEnd();
  const outer = indentAt(reading.source, node.start);
  const own = /^[ \t]*/.exec(inside)?.[0] ?? '';
  const moved = inside
    .split('\n')
    .map((line) => (line.startsWith(own) ? outer + line.slice(own.length) : line));
  return replace(node, moved.join('\n').trimStart());
}

/** A statement, with its line where nothing else stands on it. */
function wholeLine(source: string, node: Syntax): { from: number; to: number } {
  const before = /\n?[ \t]*$/.exec(source.slice(0, node.start))?.[0] ?? '';
  const isAlone = before.startsWith('\n') && /^[ \t]*(\r?\n|$)/.test(source.slice(node.end));
  return { from: isAlone ? node.start - before.length : node.start, to: node.end };
}
