/** Texts that would like to be more than text somewhere: in HTML, XML, scripts, Markdown, Mermaid, or on a line of ours. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  tag: '</script><img src=x onerror=alert(1)>',
  quotes: `"' onload="alert(1)" x='`,
  backticks: '```js\nalert(1)\n``` and `one`',
  'end of a comment': '*/ alert(1) /* //',
  'end of CDATA': ']]> <![CDATA[ <!-- -->',
  'line ends': 'one\ntwo\r\n\r\n# three\n- four\u2028five\u2029six',
  'turned order': 'safe \u202E)(txet \u2066 \u200F end',
  'the words of Mermaid': 'end; loop alt par end',
  'an arrow of Mermaid': 'app->>world: stolen #59; %%{init: {}}%%',
  'an order of Mermaid': 'wrap: style a:b; classDef c:d#e;',
  'a link of Markdown': '[x](javascript:alert(1)) ![y](https://evil.example/z.png)',
  'links by themselves':
    'https://evil.example www.evil.example someone@evil.example <https://evil.example>',
  'a table of Markdown': '| a | b |\n|---|---|\n| **c** | ~~d~~ |',
  'a list of Markdown': '1. one\n2) two\n+ three',
  'a heading of Markdown': '# one\n===\n---',
  entities: '&lt;b&gt; &#x3C; &amp;amp; &copy',
  'control characters': '\u0000\u0007\u001b[31m\u007f\u0085\ufffe\uffff',
  'half of a pair': '\ud800 and \udc00',
  templates: '${alert(1)} {{alert(1)}} {alert(1)} <% alert(1) %> $$x$$',
  escapes: '\\" \\\\ \\u0022 \\',
  prototype: '__proto__',
  nothing: '',
  blank: ' \t ',
  emoji: '👩‍💻 é ﷽ עברית',
  huge: `${'a'.repeat(5000)} <b>${'x '.repeat(5000)}`,
};

/** A name in a scenario is not empty, and has at most so many characters. */
export const asName = (text: string): string => text.slice(0, 200) || 'unnamed';

/** A workflow that says `text` wherever a workflow can: as names of activity and event, in what is asked, answered, thrown, told and printed. */
export const programSaying = (text: string): string => `
const said = ${JSON.stringify(text)};
const name = ${JSON.stringify(asName(text))};

export async function* speaker(ctx) {
  ctx.setCustomStatus(said);
  console.log(said);
  const answer = yield ctx.callActivity(repeat, said);
  try {
    yield ctx.callActivity(refuse, { [said]: [said] });
  } catch (error) {
    console.log(error.message);
  }
  try {
    yield ctx.callActivity(name, said);
  } catch (error) {
    console.log(error.message);
  }
  const told = yield ctx.waitForExternalEvent(name);
  return { said, answer, told };
}

async function repeat(ctx, what) {
  await fetch('https://payments.example/charges', {
    method: 'POST',
    body: JSON.stringify({ order: what, amount: 1, currency: what }),
  });
  return what;
}

async function refuse() {
  throw new Error(said);
}
`;
