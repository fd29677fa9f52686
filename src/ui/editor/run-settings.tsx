import { useId, useState, type ReactNode } from 'react';

/** An event that comes by itself while a run goes on. */
export interface ScriptedEvent {
  name: string;
  data?: unknown;
  afterMs: number;
}

/** What decides a run beside its code. */
export interface Settings {
  input: unknown;
  seed: number;
  variables: Record<string, string>;
  events: readonly ScriptedEvent[];
}

export interface RunSettingsProps extends Settings {
  /** Takes one change. Answers what is wrong with it, in a sentence, when it was refused. */
  onChange: (change: Partial<Settings>) => string | undefined;
}

type Read<Value> = { ok: true; value: Value } | { ok: false; text: string };

/** Reads JSON as a person writes it: nothing at all is no value. */
export function readJson(text: string): Read<unknown> {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { ok: false, text: `This is not JSON. Texts and names need double quotes. (${reason})` };
  }
}

/** Reads lines such as `REGION=west`. */
export function readVariables(text: string): Read<Record<string, string>> {
  const pairs: [string, string][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (at < 0 || name === '')
      return { ok: false, text: `“${line.trim()}” is not a variable. Write it as NAME=value.` };
    pairs.push([name, line.slice(at + 1)]);
  }
  return { ok: true, value: Object.fromEntries(pairs) };
}

/** Reads lines such as `approval 30 {"approved":true}`: name, seconds from the start, data. */
export function readEvents(text: string): Read<ScriptedEvent[]> {
  const events: ScriptedEvent[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, name, seconds, json = ''] =
      /^\s*(\S+)\s+(\d+(?:\.\d+)?)s?(?:\s+(.+))?$/.exec(line) ?? [];
    if (name === undefined)
      return {
        ok: false,
        text: `“${line.trim()}” is not an event. Write a name, then the seconds, then the data.`,
      };
    const data = readJson(json);
    if (!data.ok) return data;
    events.push({
      name,
      afterMs: Math.round(Number(seconds) * 1000),
      ...(data.value !== undefined && { data: data.value }),
    });
  }
  return { ok: true, value: events };
}

export function readSeed(text: string): Read<number> {
  const value = Number(text);
  return text.trim() !== '' && Number.isSafeInteger(value) && value >= 0
    ? { ok: true, value }
    : { ok: false, text: 'The seed is a whole number, 0 or more.' };
}

const jsonText = (value: unknown): string =>
  value === undefined ? '' : JSON.stringify(value, undefined, 2);
const variablesText = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
const eventsText = (events: readonly ScriptedEvent[]): string =>
  events
    .map(({ name, afterMs, data }) =>
      [name, afterMs / 1000, ...(data === undefined ? [] : [JSON.stringify(data)])].join(' '),
    )
    .join('\n');

/** One field. What is typed counts when the field is left; a value that can't be read stays, with the reason. */
function Field<Value>(props: {
  label: string;
  hint?: string;
  isShort?: boolean;
  text: string;
  read: (text: string) => Read<Value>;
  onValue: (value: Value) => string | undefined;
}): ReactNode {
  const { label, hint, isShort, text, read, onValue } = props;
  const [typed, setTyped] = useState<{ text: string; of: string }>();
  const [problem, setProblem] = useState<string>();
  const id = useId();
  // A value that changed elsewhere (Undo) takes the place of what was typed.
  const shown = typed?.of === text ? typed.text : text;
  const commit = () => {
    if (shown === text) {
      setProblem(undefined);
      return;
    }
    const result = read(shown);
    setProblem(result.ok ? onValue(result.value) : result.text);
  };
  const field = {
    id,
    value: shown,
    spellCheck: false,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-hint`,
    onBlur: commit,
  };
  return (
    <div className="setting" data-short={isShort}>
      <label htmlFor={id}>{label}</label>
      {isShort ? (
        <input
          {...field}
          type="text"
          inputMode="numeric"
          onChange={(event) => setTyped({ text: event.currentTarget.value, of: text })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      ) : (
        <textarea
          {...field}
          rows={Math.min(6, Math.max(2, shown.split('\n').length))}
          onChange={(event) => setTyped({ text: event.currentTarget.value, of: text })}
        />
      )}
      <p id={`${id}-hint`} className="setting-hint" data-wrong={problem !== undefined}>
        {problem ?? hint}
      </p>
    </div>
  );
}

/** Input, seed, variables and events of a run. Each change runs it again, and can be undone. */
export function RunSettings(props: RunSettingsProps): ReactNode {
  const { input, seed, variables, events, onChange } = props;
  return (
    <div className="settings">
      <Field
        label="Input"
        hint="JSON. The workflow gets it as its second parameter."
        text={jsonText(input)}
        read={readJson}
        onValue={(value) => onChange({ input: value })}
      />
      <Field
        label="Environment variables"
        hint="One in a line: NAME=value. The code reads them from process.env."
        text={variablesText(variables)}
        read={readVariables}
        onValue={(value) => onChange({ variables: value })}
      />
      <Field
        label="Events from outside"
        hint="One in a line: its name, the seconds from the start, its data as JSON."
        text={eventsText(events)}
        read={readEvents}
        onValue={(value) => onChange({ events: value })}
      />
      <Field
        label="Seed"
        isShort
        hint="Another seed draws other random numbers."
        text={String(seed)}
        read={readSeed}
        onValue={(value) => onChange({ seed: value })}
      />
    </div>
  );
}
