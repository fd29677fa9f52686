import { marked, type Token } from 'marked';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { reactSnippet } from '../../src/app/embed/snippets.ts';
import { openedPage, type Page } from '../../src/app/visit.test-support.ts';
import { DEFAULT_EMBED } from '../../src/embed/options.ts';
import { decodeLink } from '../../src/link/decode.ts';
import { encodeLink } from '../../src/link/codec.ts';
import { parseScenario } from '../../src/link/schema.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { markdownText } from '../../src/view/share-text.ts';
import { asName, HOSTILE_TEXTS, programSaying } from '../support/hostile-texts.ts';

/** A text without a mark of any format: what is made of it is the shape that all others must have. */
const PLAIN = 'nothing special';

const scenarioSaying = (text: string): Scenario => ({
  program: { source: programSaying(text), workflow: 'speaker' },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: null,
  seed: 1,
  environment: {
    variables: {},
    events: [{ name: asName(text), data: { [text]: text }, afterMs: 1000 }],
    services: [],
  },
  interventions: [],
});

const NO_SAMPLES = { defaults: () => undefined, mainInstance: 'order-1' };

/** The run of such a program, at its end, in a page. */
async function pageSaying(text: string): Promise<Page> {
  const page = await openedPage(`#${encodeLink({ scenario: scenarioSaying(text) }, NO_SAMPLES)}`);
  page.session.answer(true);
  await page.settled();
  page.session.toEnd();
  return page;
}

const last = <T>(list: readonly T[]): T => {
  const found = list.at(-1);
  if (found === undefined) throw new Error('Nothing was shared.');
  return found;
};

async function fileOf(page: Page, share: () => unknown): Promise<string> {
  await share();
  return last(page.saved).content.text();
}

async function copyOf(page: Page, share: () => unknown): Promise<string> {
  await share();
  return last(page.copied);
}

/** Which kinds of marks there are, in their order. */
const shapeOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => {
    // A text with escaped marks in it is one text.
    if (token.type === 'escape' || (token.type === 'text' && !('tokens' in token))) return [];
    const { items, tokens } = token as { items?: Token[]; tokens?: Token[] };
    const inner = items ?? tokens ?? [];
    // What is printed on several lines is several steps.
    const shapes = new Set(shapeOf(inner).map((each) => JSON.stringify(each)));
    return [`${token.type}(${[...shapes].join()})`];
  });

/** The lines of a diagram as Mermaid reads them: first its `encodeEntities`, then who sends to whom; its own orders to a text. */
function messagesOf(diagram: string): { way: string; text: string }[] {
  const read = diagram
    .replaceAll(/style.*:\S*#.*;|classDef.*:\S*#.*;/g, (found) => found.slice(0, -1))
    .replaceAll(/#(\d+);/g, '\uE000$1\uE001');
  const [first, ...lines] = read.split('\n');
  expect(first).toBe('sequenceDiagram');
  return lines.flatMap((line) => {
    if (line === '' || /^ {4}participant (client|engine|store|app|world) as [A-Z]\w+$/.test(line))
      return [];
    const [, way, said] =
      /^ {4}((?:\w+--?>>\w+)|(?:Note over \w+)): ((?!(?:no)?wrap:)[^#;\n%]*)$/.exec(line) ?? [];
    if (way === undefined || said === undefined) throw new Error(`Mermaid reads more: ${line}`);
    const text = said.replaceAll(/\uE000(\d+)\uE001/g, (_, code) =>
      String.fromCodePoint(Number(code)),
    );
    return [{ way, text }];
  });
}

/** What stands on the top of a script, without what is in strings. */
const statementsOf = (script: string): unknown =>
  JSON.parse(
    JSON.stringify(parseAst(script).body, (key, value: unknown) =>
      ['start', 'end', 'value', 'raw', 'name', 'properties', 'elements'].includes(key) ? 0 : value,
    ),
  );

/** The value of a constant on the top of a script. */
function literalIn(script: string, name: string): unknown {
  const { body } = parseAst(script) as unknown as {
    body: { declarations?: { id: { name: string }; init: { start: number; end: number } }[] }[];
  };
  const found = body.flatMap(({ declarations = [] }) => declarations);
  const init = found.find(({ id }) => id.name === name)?.init;
  if (!init) throw new Error(`There is no ${name}.`);
  return JSON.parse(script.slice(init.start, init.end));
}

interface Jsx {
  openingElement: {
    attributes: {
      name: { name: string };
      value: { value?: unknown; expression?: { value: unknown } };
    }[];
  };
  children: unknown[];
}

const shapesOf = async (page: Page) => ({
  markdown: shapeOf(marked.lexer(await copyOf(page, () => page.session.shareMarkdown()))),
  ways: messagesOf(await copyOf(page, () => page.session.shareMermaid())).map(({ way }) => way),
  test: statementsOf(await fileOf(page, () => page.session.shareTest())),
});

const plain = await shapesOf(await pageSaying(PLAIN));

describe.each(Object.entries(HOSTILE_TEXTS))('a program that says: %s', (_, text) => {
  it('is text and nothing else in everything that is shared', async () => {
    const page = await pageSaying(text);
    expect(page.frame().isOver).toBe(true);
    const shapes = await shapesOf(page);
    expect(shapes.ways).toEqual(plain.ways);
    expect(shapes.markdown).toEqual(plain.markdown);
    expect(shapes.test).toEqual(plain.test);

    // Link and file bring the same again.
    const link = await copyOf(page, () => page.session.share());
    expect(link.split('#')[1]).toMatch(/^[\w./?=&@:,;~!*'()+%-]*$/);
    const decoded = decodeLink(link.slice(link.indexOf('#')), NO_SAMPLES);
    expect(decoded).toMatchObject({ kind: 'ok', moment: { scenario: scenarioSaying(text) } });
    const file: unknown = JSON.parse(await fileOf(page, () => page.session.shareFile()));
    expect(parseScenario(file)).toMatchObject({
      ok: true,
      moment: { scenario: scenarioSaying(text) },
    });
    const test = await fileOf(page, () => page.session.shareTest());
    expect(parseScenario(literalIn(test, 'scenario'))).toMatchObject({
      ok: true,
      moment: { scenario: scenarioSaying(text) },
    });
    // What turns the order of letters makes a file look as if it did something else.
    expect(test).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  it('is text as the title of a transcript and at the beginning of a line', () => {
    for (const mark of ['# ', '1. ', ''])
      expect(shapeOf(marked.lexer(`${mark}a ${markdownText(text)}`))).toEqual(
        shapeOf(marked.lexer(`${mark}a ${PLAIN}`)),
      );
    if (text.trim() !== '')
      expect(shapeOf(marked.lexer(`1. ${markdownText(text)}`))).toEqual(
        shapeOf(marked.lexer(`1. ${PLAIN}`)),
      );
  });

  it('is said in the diagram, as far as it can be seen', async () => {
    const page = await pageSaying(text);
    const messages = messagesOf(await copyOf(page, () => page.session.shareMermaid()));
    const word = /[a-z]{3,}/i.exec(text)?.[0].slice(0, 20);
    if (word !== undefined) expect(messages.map((each) => each.text).join('\n')).toContain(word);
    expect(messages.map((each) => each.text).join('\n')).not.toMatch(/[\u202A-\u202E]/);
  });

  it('is one attribute of the React component, with the same text', () => {
    const choice = {
      link: `https://scope.example/#${text.replaceAll(/\s|[\ud800-\udfff]/g, '')}`,
      title: text,
      sentence: text,
      height: 480,
      options: DEFAULT_EMBED,
    };
    const { body } = parseAst(reactSnippet(choice), { lang: 'jsx' }) as unknown as {
      body: { type: string; expression: Jsx }[];
    };
    expect(body.map(({ type }) => type)).toEqual(['ImportDeclaration', 'ExpressionStatement']);
    const { openingElement, children } = body[1]!.expression;
    expect(children).toEqual([]);
    const said = openingElement.attributes.map(({ name, value }) => [
      name.name,
      value.expression?.value ?? value.value,
    ]);
    expect(said).toEqual([
      ['src', choice.link],
      ['title', text],
      ['sentence', text],
      ['theme', 'auto'],
      ['height', 480],
    ]);
  });
});
