import type { Edits } from './edits.ts';
import { METHODS_WITHOUT_SIMULATION, knownModule, whyUnknown, whyUnsupported } from './modules.ts';
import { namesUsed, nodesIn } from './names-used.ts';
import { problemAt, type Problem } from './problem.ts';
import { boundNames, child, list, nameOf, type Syntax } from './syntax.ts';

/** An export of a module that the program uses. */
export interface Use {
  /** The module's key (modules.ts). */
  module: string;
  name: string;
  node: Syntax;
}

export interface Imports {
  /** JavaScript that binds what the program imports. */
  code: string;
  uses: Use[];
  /** Keys of the modules that it names, also for types alone, in the order of the text. */
  named: string[];
  problems: Problem[];
  /** What a person should know about an import that works. */
  remarks: Problem[];
}

/** Names that a CommonJS module is given, with what each is here. `%` is the machine's object. */
const COMMON_JS: readonly [name: string, code: string][] = [
  ['require', 'const require=%.require;'],
  ['module', 'const module=%.module;'],
  ['exports', 'const exports=%.module.exports;'],
  ['__dirname', 'const __dirname="/app";'],
  ['__filename', 'const __filename="/app/program.ts";'],
];

/**
 * Takes imports of every form out of the program; what they name is bound by `code`. `runtime` is the name of the machine's
 * object.
 */
export function takeImports(program: Syntax, edits: Edits, runtime: string): Imports {
  const pass = new ImportPass(program, edits, runtime);
  for (const statement of list(program, 'body')) pass.statement(statement);
  for (const node of nodesIn(program)) pass.expression(node);
  const { code, uses, named, problems, remarks } = pass;
  return { code, uses, named: [...named], problems, remarks };
}

class ImportPass {
  code = '';
  readonly uses: Use[] = [];
  readonly named = new Set<string>();
  readonly problems: Problem[] = [];
  readonly remarks: Problem[] = [];
  readonly #edits: Edits;
  readonly #used: ReadonlySet<string>;
  /** Names that stand for a whole module. */
  readonly #whole = new Map<string, string>();
  readonly #hasRequire: boolean;
  readonly #remarked = new Set<string>();

  readonly #runtime: string;

  constructor(program: Syntax, edits: Edits, runtime: string) {
    this.#edits = edits;
    this.#runtime = runtime;
    this.#used = namesUsed(program);
    const declared = new Set(list(program, 'body').flatMap(namesDeclared));
    this.#hasRequire = !declared.has('require');
    for (const [name, code] of COMMON_JS)
      if (this.#used.has(name) && !declared.has(name))
        this.code += code.replace('%', () => runtime);
  }

  statement(node: Syntax): void {
    switch (node.type) {
      case 'ImportDeclaration':
        this.#declaration(node);
        this.#edits.blankStatement(node.start, node.end);
        return;
      case 'TSImportEqualsDeclaration': {
        const reference = child(node, 'moduleReference');
        const source = reference && child(reference, 'expression');
        const local = nameOf(child(node, 'id')) ?? '';
        if (source && this.#used.has(local))
          this.#bind(local, 'default', String(source.value), node);
        this.#edits.blankStatement(node.start, node.end);
        return;
      }
    }
  }

  #declaration(node: Syntax): void {
    const from = String(child(node, 'source')?.value);
    const known = knownModule(from);
    if (known) this.named.add(known.id);
    if (node.importKind === 'type') return;
    const all = list(node, 'specifiers');
    // As the TypeScript compiler does: what only types speak of is not loaded.
    const specifiers = all.filter(
      (each) => each.importKind !== 'type' && this.#used.has(nameOf(child(each, 'local')) ?? ''),
    );
    if (specifiers.length === 0) {
      if (all.length === 0) this.#known(from, node);
      return;
    }
    if (!this.#known(from, node)) return;
    for (const each of specifiers) {
      const local = nameOf(child(each, 'local')) ?? '';
      const imported = child(each, 'imported');
      const name = imported ? (nameOf(imported) ?? String(imported.value)) : 'default';
      this.#bind(local, name, from, each);
    }
  }

  #bind(local: string, name: string, from: string, node: Syntax): void {
    const id = this.#known(from, node);
    if (id === undefined) return;
    const module = `${this.#runtime}.load(${JSON.stringify(id)})`;
    if (name === 'default') {
      this.code += `const ${local}=${module};`;
      this.#whole.set(local, id);
    } else {
      this.code += `const ${local}=${module}[${JSON.stringify(name)}];`;
      this.#use(id, name, node);
    }
  }

  /** The module's key, or a problem. Said once for each place. */
  #known(from: string, node: Syntax): string | undefined {
    const found = knownModule(from);
    if (found) {
      this.named.add(found.id);
      const { remark } = found.module;
      if (remark !== undefined) this.#remark(node, remark);
      return found.id;
    }
    const problem = problemAt(node, whyUnknown(from));
    if (
      !this.problems.some((each) => each.line === problem.line && each.message === problem.message)
    )
      this.problems.push(problem);
    return undefined;
  }

  #remark(node: Syntax, message: string): void {
    if (this.#remarked.has(message)) return;
    this.#remarked.add(message);
    this.remarks.push(problemAt(node, message));
  }

  #use(id: string, name: string, node: Syntax): void {
    const module = knownModule(id)?.module;
    if (!module || name === 'default') return;
    this.uses.push({ module: id, name, node });
    if (!module.names.includes(name)) this.problems.push(problemAt(node, whyUnsupported(id, name)));
    else if (module.notInReality?.includes(name))
      this.#remark(
        node,
        `The real '${id}' does not export ${name}. It works here, and would be undefined there.`,
      );
  }

  /** `require`, `import()`, members of whole modules, and methods that nobody serves here. */
  expression(node: Syntax): void {
    switch (node.type) {
      case 'ImportExpression':
        return this.#dynamic(node);
      case 'CallExpression':
        return this.#call(node);
      case 'MemberExpression': {
        const id = this.#moduleOf(child(node, 'object'));
        const property = child(node, 'property');
        const name = nameOf(property);
        if (!property || name === undefined || node.computed === true) return;
        if (id !== undefined) this.#use(id, name, property);
        return;
      }
      case 'VariableDeclarator': {
        const id = this.#moduleOf(child(node, 'init'));
        const target = child(node, 'id');
        if (id === undefined || !target) return;
        const local = nameOf(target);
        if (local !== undefined) this.#whole.set(local, id);
        for (const each of list(target, 'properties')) {
          const key = child(each, 'key');
          const name = nameOf(key);
          if (key && name !== undefined) this.#use(id, name, key);
        }
        return;
      }
    }
  }

  #dynamic(node: Syntax): void {
    const source = child(node, 'source');
    const from = source?.type === 'Literal' ? String(source.value) : undefined;
    if (from === undefined) {
      this.problems.push(problemAt(node, NOT_FIXED));
      return;
    }
    if (this.#known(from, node) === undefined) return;
    const end = node.start + 'import'.length;
    this.#edits.blank(node.start, end);
    this.#edits.close(end, `${this.#runtime}.importer`);
  }

  #call(node: Syntax): void {
    const callee = child(node, 'callee');
    if (!callee) return;
    const [first] = list(node, 'arguments');
    if (nameOf(callee) === 'require' && this.#hasRequire) {
      if (first?.type !== 'Literal') this.problems.push(problemAt(node, NOT_FIXED));
      else this.#known(String(first.value), node);
      return;
    }
    const property = callee.type === 'MemberExpression' ? child(callee, 'property') : undefined;
    const name = nameOf(property);
    if (!property || name === undefined || !Object.hasOwn(METHODS_WITHOUT_SIMULATION, name)) return;
    // Any object may have a method of that name; only beside an SDK it means the SDK's.
    if (this.uses.some(({ module }) => knownModule(module)?.module.dialect !== undefined))
      this.problems.push(
        problemAt(property, `${name} can’t be used here. ${METHODS_WITHOUT_SIMULATION[name]}`),
      );
  }

  /** The module that this expression gives whole: `require('x')`, `await import('x')`, or a name bound to it. */
  #moduleOf(node: Syntax | undefined): string | undefined {
    const name = nameOf(node);
    if (name !== undefined) return this.#whole.get(name);
    if (node?.type === 'AwaitExpression') return this.#moduleOf(child(node, 'argument'));
    const isCall = node?.type === 'CallExpression' && nameOf(child(node, 'callee')) === 'require';
    const source =
      node?.type === 'ImportExpression'
        ? child(node, 'source')
        : isCall && this.#hasRequire
          ? list(node, 'arguments')[0]
          : undefined;
    return source?.type === 'Literal' ? knownModule(String(source.value))?.id : undefined;
  }
}

const NOT_FIXED = 'Only a module whose name is written out can be loaded here.';

function namesDeclared(statement: Syntax): string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return list(statement, 'declarations').flatMap((each) => boundNames(child(each, 'id')));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return boundNames(child(statement, 'id'));
    case 'ImportDeclaration':
      return list(statement, 'specifiers').flatMap((each) => boundNames(child(each, 'local')));
    default:
      return [];
  }
}
