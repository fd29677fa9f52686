import type { Edits } from './edits.ts';
import { problemAt, type Problem } from './problem.ts';
import { enumValues } from './enum.ts';
import { boundNames, child, children, list, nameOf, type Syntax } from './syntax.ts';

/**
 * Blanks everything that only speaks to the type checker. What stays is JavaScript, every character of it where it was.
 * `uncommented` is the source with its comments blanked.
 */
export function stripTypes(program: Syntax, uncommented: string, edits: Edits): Problem[] {
  const pass = new TypePass(uncommented, edits);
  for (const statement of list(program, 'body')) pass.visit(statement);
  return pass.problems;
}

const REFUSED: Record<string, string> = {
  TSModuleDeclaration: 'Namespaces can’t be used here. Write plain functions and objects instead.',
  TSImportEqualsDeclaration:
    'This form of import can’t be used here. Write: import { … } from "@dapr/dapr".',
  TSExportAssignment: 'This form of export can’t be used here. Write export before the function.',
  Decorator: 'Decorators can’t be used here. Call the function yourself instead.',
};

const REMOVED = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSNamespaceExportDeclaration',
]);

const BLANKED = new Set([
  'TSTypeAnnotation',
  'TSTypeParameterDeclaration',
  'TSTypeParameterInstantiation',
]);

class TypePass {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #edits: Edits;

  constructor(uncommented: string, edits: Edits) {
    this.#text = uncommented;
    this.#edits = edits;
  }

  visit(node: Syntax): void {
    if (node.declare === true && node.type !== 'PropertyDefinition')
      return this.#removeStatement(node);
    // `import x = require("y")` is an import like any other.
    if (isRequire(node)) return;
    const refusal = REFUSED[node.type];
    if (refusal !== undefined) {
      this.problems.push(problemAt(node, refusal));
      return;
    }
    if (REMOVED.has(node.type)) return this.#removeStatement(node);
    if (BLANKED.has(node.type)) return this.#edits.blank(node.start, node.end);
    switch (node.type) {
      case 'ImportDeclaration':
        return;
      case 'TSEnumDeclaration':
        return this.#enum(node);
      case 'ExportNamedDeclaration':
        if (isTypeExport(node)) return this.#removeStatement(node);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#class(node);
        break;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        return this.#wrapper(node);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#function(node);
        break;
      case 'VariableDeclarator':
        this.#definite(node);
        break;
    }
    for (const each of children(node)) this.visit(each);
  }

  #removeStatement(node: Syntax): void {
    this.#edits.blankStatement(node.start, node.end);
  }

  /** An enum whose values are written out becomes an object, with its numbers both ways round. */
  #enum(node: Syntax): void {
    const values = enumValues(node);
    if ('problem' in values) {
      this.problems.push(values.problem);
      return;
    }
    this.#edits.blank(node.start, node.end);
    this.#edits.open(node.start, `const ${nameOf(child(node, 'id'))}=${values.object};`);
  }

  /** `expr as T`, `expr!`, `<T>expr`, `f<T>`: the expression stays. */
  #wrapper(node: Syntax): void {
    const expression = child(node, 'expression');
    if (!expression) return;
    this.visit(expression);
    switch (node.type) {
      case 'TSTypeAssertion': {
        const type = child(node, 'typeAnnotation');
        const bracket = this.#text.indexOf('>', type?.end ?? node.start);
        return this.#edits.blank(node.start, bracket + 1);
      }
      case 'TSNonNullExpression':
        return this.#edits.blank(node.end - 1, node.end);
      default: {
        // The expression may stand in brackets that are no part of its node.
        const rest = this.#text.slice(expression.end, node.end);
        const offset = rest.search(/\bas\b|\bsatisfies\b|</);
        if (offset >= 0) this.#edits.blank(expression.end + offset, node.end);
      }
    }
  }

  #function(node: Syntax): void {
    const parameters = list(node, 'params');
    parameters.forEach((parameter, index) => {
      if (nameOf(parameter) === 'this') this.#removeParameter(parameter, parameters[index + 1]);
      else this.#optional(parameter);
    });
    const type = child(node, 'returnType');
    if (!type || node.type !== 'ArrowFunctionExpression') return;
    if (!this.#text.slice(type.start, type.end).includes('\n')) return;
    // No line break may stand between `)` and `=>`: the bracket moves to the end of the type.
    const bracket = this.#text.lastIndexOf(')', type.start);
    this.#edits.blank(bracket, bracket + 1);
    this.#edits.close(type.end, ')');
  }

  #removeParameter(parameter: Syntax, next: Syntax | undefined): void {
    const comma = /^\s*,/.exec(this.#text.slice(parameter.end))?.[0].length ?? 0;
    this.#edits.blank(parameter.start, next ? next.start : parameter.end + comma);
  }

  #optional(parameter: Syntax): void {
    if (parameter.optional !== true) return;
    const end = child(parameter, 'typeAnnotation')?.start ?? parameter.end;
    const mark = this.#text.lastIndexOf('?', end - 1);
    if (mark > parameter.start) this.#edits.blank(mark, mark + 1);
  }

  /** `let value!: string` */
  #definite(node: Syntax): void {
    const id = child(node, 'id');
    if (node.definite !== true || !id) return;
    const mark = this.#text.indexOf('!', id.start);
    this.#edits.blank(mark, mark + 1);
  }

  #class(node: Syntax): void {
    const body = child(node, 'body');
    if (!body) return;
    if (node.abstract === true) {
      const keyword = this.#text.indexOf('class', node.start + 'abstract'.length);
      this.#edits.blank(node.start, keyword);
    }
    const [first] = list(node, 'implements');
    if (first) {
      const keyword = this.#text.lastIndexOf('implements', first.start);
      this.#edits.blank(keyword, body.start);
      node.implements = [];
    }
    const isDerived = child(node, 'superClass') !== undefined;
    body.body = list(body, 'body').filter((member) => this.#member(member, isDerived));
  }

  /** `constructor(private name: string)`: the parameter also is a field. */
  #parameterFields(constructor: Syntax, isDerived: boolean): void {
    const parameters = list(constructor, 'params').filter(isField);
    const body = child(constructor, 'body');
    if (parameters.length === 0 || !body) return;
    const fields = parameters.map((each) => {
      const parameter = child(each, 'parameter');
      const name = boundNames(parameter)[0] ?? '';
      const start = (parameter && child(parameter, 'left')?.start) ?? parameter?.start;
      this.#edits.blank(each.start, start ?? each.start);
      return `this.${name}=${name};`;
    });
    const [first] = list(body, 'body');
    if (!isDerived) this.#edits.open(body.start + 1, fields.join(''));
    else if (first) this.#edits.close(first.end, `;${fields.join('')}`);
    constructor.params = list(constructor, 'params').map((each) =>
      isField(each) ? (child(each, 'parameter') ?? each) : each,
    );
  }

  /** False when nothing of the member stays. */
  #member(member: Syntax, isDerived: boolean): boolean {
    const value = child(member, 'value');
    if (member.kind === 'constructor' && value && child(value, 'body'))
      this.#parameterFields(value, isDerived);
    const isBodiless =
      member.type === 'MethodDefinition' && value !== undefined && !child(value, 'body');
    if (
      member.type === 'TSIndexSignature' ||
      member.declare === true ||
      member.abstract === true ||
      isBodiless
    ) {
      this.#removeStatement(member);
      return false;
    }
    if (member.accessor === true)
      this.problems.push(
        problemAt(
          member,
          'An accessor field can’t be used here. Write a get and a set method instead.',
        ),
      );
    const key = child(member, 'key');
    if (!key) return true;
    const modifiers = /\b(?:public|private|protected|readonly|override)\b/g;
    for (const found of this.#text.slice(member.start, key.start).matchAll(modifiers))
      this.#edits.blank(member.start + found.index, member.start + found.index + found[0].length);
    const mark = /^[\s\]]*[?!]/.exec(this.#text.slice(key.end, member.end));
    if (mark) this.#edits.blank(key.end + mark[0].length - 1, key.end + mark[0].length);
    return true;
  }
}

const isField = (parameter: Syntax): boolean => parameter.type === 'TSParameterProperty';

const isRequire = (node: Syntax): boolean =>
  node.type === 'TSImportEqualsDeclaration' &&
  child(node, 'moduleReference')?.type === 'TSExternalModuleReference';

function isTypeExport(node: Syntax): boolean {
  const declaration = child(node, 'declaration');
  if (declaration && REFUSED[declaration.type] !== undefined) return false;
  return (
    node.exportKind === 'type' ||
    declaration?.declare === true ||
    (declaration !== undefined && REMOVED.has(declaration.type))
  );
}
