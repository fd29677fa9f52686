import type { Edits } from './edits.ts';
import { callsSomething } from './calls-something.ts';
import { namesUsedIn, shadowedIn } from './memory.ts';
import {
  blockNames,
  declaredBy,
  functionNames,
  labelOf,
  withNames,
  without,
  type Visible,
} from './scope.ts';
import {
  boundNames,
  child,
  children,
  isFunction,
  isTypeOnly,
  list,
  type Syntax,
} from './syntax.ts';

/** A place in the program that tells the recorder when it is reached. */
export interface Probe {
  line: number;
  /** The function it is in. */
  fn: string;
  /** The variables whose values it hands over, in this order. */
  names: string[];
  /** Variables of the module that the statement uses: their values follow those of `names`. Absent: none. */
  memory?: string[];
}

/** What the probes call the machine's functions; none of these names occurs in the program. */
export interface ProbeNames {
  /** Whether probes are on. */
  isOn: string;
  /** The frame of the function that runs. */
  frame: string;
  /** (function's label) -> frame */
  enter: string;
  /** (frame) */
  leave: string;
  /** (frame, line, probe) -> whether values are wanted */
  step: string;
  /** (frame, probe, values) */
  capture: string;
  /** (frame, line, value) -> value */
  yields: string;
}

const STEPS = new Set([
  'ExpressionStatement',
  'ReturnStatement',
  'IfStatement',
  'SwitchStatement',
  'ThrowStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'BreakStatement',
  'ContinueStatement',
  'ClassDeclaration',
]);

const MOST_VARIABLES = 30;

/**
 * Puts a probe before every statement inside a function, at every loop's test and around every yielded value, and gives
 * every function a frame. Never moves a line; the result of the program is the same with probes on, off or absent.
 */
export function insertProbes(
  program: Syntax,
  uncommented: string,
  edits: Edits,
  names: ProbeNames,
  memory: ReadonlySet<string> = new Set(),
): Probe[] {
  const pass = new ProbePass(uncommented, edits, names, memory);
  for (const each of list(program, 'body')) pass.topLevel(each);
  return pass.probes;
}

/** The function whose statements are looked at. */
interface Inside {
  fn: string;
}

class ProbePass {
  readonly probes: Probe[] = [];
  readonly #text: string;
  readonly #edits: Edits;
  readonly #names: ProbeNames;
  /** Variables of the module that may differ in another process. */
  readonly #allMemory: ReadonlySet<string>;
  /** Those that no function of the statement at hand has a variable of its own for. */
  #memory: ReadonlySet<string>;

  constructor(uncommented: string, edits: Edits, names: ProbeNames, memory: ReadonlySet<string>) {
    this.#text = uncommented;
    this.#edits = edits;
    this.#names = names;
    this.#allMemory = memory;
    this.#memory = memory;
  }

  /** One statement of the module. */
  topLevel(node: Syntax): void {
    const shadowed = this.#allMemory.size === 0 ? new Set<string>() : shadowedIn(node);
    this.#memory = new Set([...this.#allMemory].filter((each) => !shadowed.has(each)));
    this.expression(node, undefined, undefined);
  }

  /** Looks for functions and yields in anything that is no statement of a function. */
  expression(node: Syntax, inside: Inside | undefined, parent: Syntax | undefined): void {
    if (isTypeOnly(node)) return;
    if (isFunction(node)) return this.#function(node, parent);
    const isYield = inside && node.type === 'YieldExpression';
    const argument = isYield ? child(node, 'argument') : undefined;
    const call = `${this.#names.yields}(${this.#names.frame},${node.loc.start.line}`;
    if (argument) this.#edits.open(argument.start, `${call},(`);
    const inner = node.type === 'StaticBlock' ? undefined : inside;
    for (const each of children(node)) this.expression(each, inner, node);
    if (argument) this.#edits.close(argument.end, '))');
    else if (isYield) this.#edits.close(node.end, ` ${call})`);
  }

  #function(node: Syntax, parent: Syntax | undefined): void {
    const params = list(node, 'params');
    for (const each of params) this.expression(each, undefined, node);
    const body = child(node, 'body');
    if (!body) return;
    const fn = labelOf(node, parent);
    const own = functionNames(node);
    const visible = this.#hasThis(node, parent) ? ['this', ...own] : own;
    // A default may have used a variable of the module before any statement ran.
    const given = params.find((each) => namesUsedIn(each, this.#memory).length > 0);
    const first = given ? `${this.#probe(given, fn, visible)};` : '';
    if (body.type === 'BlockStatement') this.#block(body, fn, visible, first);
    else this.#arrow(node, body, fn, visible, first);
  }

  /** A method's own object is worth looking at. Before `super()` there is none, and asking for it would throw. */
  #hasThis(node: Syntax, parent: Syntax | undefined): boolean {
    if (parent?.type !== 'MethodDefinition' || parent.static === true) return false;
    return !/\bsuper\s*\(/.test(this.#text.slice(node.start, node.end));
  }

  #block(body: Syntax, fn: string, visible: Visible, head: string): void {
    const statements = list(body, 'body');
    const first = statements.findIndex((each) => typeof each.directive !== 'string');
    const rest = first < 0 ? [] : statements.slice(first);
    const [begin] = rest;
    if (!begin) return;
    this.#edits.open(begin.start, this.#enter(fn) + head);
    this.#statements(rest, { fn }, visible);
    this.#edits.close(body.end - 1, this.#leave());
  }

  /** `x => value`. One that fits its line and calls nothing is left as it is: there is nothing to see in it. */
  #arrow(node: Syntax, body: Syntax, fn: string, visible: Visible, head: string): void {
    const isQuiet =
      head === '' &&
      node.loc.start.line === body.loc.end.line &&
      !callsSomething(body) &&
      namesUsedIn(body, this.#memory).length === 0;
    if (isQuiet) return this.expression(body, undefined, node);
    const after = this.#text.lastIndexOf('=>', body.start) + 2;
    const probe = this.#probe(body, fn, visible);
    this.#edits.open(after, `{${this.#enter(fn)}${head}${probe};return(`);
    this.expression(body, { fn }, node);
    this.#edits.close(node.end, `)${this.#leave()}}`);
  }

  #enter(fn: string): string {
    const { frame, isOn, enter } = this.#names;
    return `const ${frame}=${isOn}?${enter}(${JSON.stringify(fn)}):0;try{`;
  }

  #leave(): string {
    const { frame, isOn, leave } = this.#names;
    return `}finally{${isOn}&&${leave}(${frame})}`;
  }

  #probe(node: Syntax, fn: string, visible: Visible): string {
    const { isOn, step, frame, capture } = this.#names;
    const line = node.loc.start.line;
    const shown = visible.slice(-MOST_VARIABLES);
    const memory = namesUsedIn(node, this.#memory);
    const id =
      this.probes.push({ line, fn, names: [...shown], ...(memory.length > 0 && { memory }) }) - 1;
    const values = [...shown, ...memory].join(',');
    return `${isOn}&&${step}(${frame},${line})&&${capture}(${frame},${id},[${values}])`;
  }

  /** The statements of one block. */
  #statements(statements: readonly Syntax[], inside: Inside, outer: Visible): void {
    let visible = without(outer, blockNames(statements));
    for (const each of statements) {
      this.#statement(each, inside, visible);
      visible = withNames(visible, declaredBy(each));
    }
  }

  #statement(node: Syntax, inside: Inside, visible: Visible): void {
    if (isTypeOnly(node)) return;
    if (isStep(node)) this.#edits.open(node.start, `${this.#probe(node, inside.fn, visible)};`);
    this.#parts(node, inside, visible);
  }

  #parts(node: Syntax, inside: Inside, visible: Visible): void {
    switch (node.type) {
      case 'BlockStatement':
        return this.#statements(list(node, 'body'), inside, visible);
      case 'IfStatement':
        this.#children(node, ['test'], inside);
        this.#body(child(node, 'consequent'), inside, visible);
        return this.#body(child(node, 'alternate'), inside, visible);
      case 'LabeledStatement': {
        // The label must stay at its loop, so the probe of the loop stands before the label.
        const labelled = child(node, 'body');
        if (!labelled) return;
        if (isStep(labelled))
          this.#edits.open(node.start, `${this.#probe(labelled, inside.fn, visible)};`);
        return this.#parts(labelled, inside, visible);
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.#loop(node, inside, visible);
      case 'SwitchStatement':
        return this.#switch(node, inside, visible);
      case 'TryStatement':
        return this.#try(node, inside, visible);
      default:
        for (const each of children(node)) this.expression(each, inside, node);
    }
  }

  #children(node: Syntax, keys: readonly string[], inside: Inside): void {
    for (const key of keys) {
      const part = child(node, key);
      if (part) this.expression(part, inside, node);
    }
  }

  /** A statement that may stand without braces is given some. */
  #body(node: Syntax | undefined, inside: Inside, visible: Visible): void {
    if (!node) return;
    const isBlock = node.type === 'BlockStatement';
    if (!isBlock) this.#edits.open(node.start, '{');
    this.#statement(node, inside, visible);
    if (!isBlock) this.#edits.close(node.end, '}');
  }

  #loop(node: Syntax, inside: Inside, outer: Visible): void {
    const head = child(node, 'init') ?? child(node, 'left');
    const declared = head?.type === 'VariableDeclaration' ? declaredBy(head) : [];
    const visible = withNames(outer, declared);
    this.#children(node, ['init', 'left', 'right'], inside);
    const test = child(node, 'test');
    if (test) {
      this.#edits.open(test.start, `(${this.#probe(test, inside.fn, visible)},(`);
      this.expression(test, inside, node);
      this.#edits.close(test.end, '))');
    }
    this.#children(node, ['update'], inside);
    this.#body(child(node, 'body'), inside, visible);
  }

  #switch(node: Syntax, inside: Inside, outer: Visible): void {
    this.#children(node, ['discriminant'], inside);
    const cases = list(node, 'cases');
    const hidden = blockNames(cases.flatMap((each) => list(each, 'consequent')));
    for (const each of cases) {
      this.#children(each, ['test'], inside);
      let visible = without(outer, hidden);
      for (const statement of list(each, 'consequent')) {
        this.#statement(statement, inside, visible);
        visible = withNames(visible, declaredBy(statement));
      }
    }
  }

  #try(node: Syntax, inside: Inside, visible: Visible): void {
    const block = child(node, 'block');
    if (block) this.#parts(block, inside, visible);
    const handler = child(node, 'handler');
    const body = handler && child(handler, 'body');
    if (body) {
      const caught = child(handler, 'param');
      if (caught) this.expression(caught, inside, handler);
      this.#parts(body, inside, withNames(visible, boundNames(caught)));
    }
    const last = child(node, 'finalizer');
    if (last) this.#parts(last, inside, visible);
  }
}

/** Whether a reader would stop at the statement. Declarations without a value pass unseen. */
function isStep(node: Syntax): boolean {
  if (node.type === 'VariableDeclaration')
    return list(node, 'declarations').some((each) => child(each, 'init') !== undefined);
  return STEPS.has(node.type);
}
