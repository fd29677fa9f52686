import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import {
  DEFAULT_EMBED,
  EMBED_PANES,
  embedAddress,
  originOf,
  type EmbedControls,
  type EmbedOptions,
  type EmbedPane,
  type EmbedTheme,
} from '../../embed/options.ts';
import { Dialog } from '../dialog.tsx';
import { FRAME_ALLOW, FRAME_SANDBOX, frameSnippet, reactSnippet } from './snippets.ts';
import './builder.css';

const PANE_NAMES: Record<EmbedPane, string> = {
  code: 'Code',
  history: 'History',
  world: 'World',
  stairs: 'Staircase',
};
const CONTROL_NAMES: Record<EmbedControls, string> = {
  minimal: 'Step, play, crash',
  full: 'All, with slider and speed',
  none: 'None: your page moves it',
};
const THEME_NAMES: Record<EmbedTheme, string> = {
  host: 'As the page around it',
  auto: 'As the reader’s system',
  light: 'Light',
  dark: 'Dark',
};

interface BuilderProps {
  /** A link to the moment on the screen. */
  link: string;
  title: string;
  sentence: string;
  /** Copies, and rejects where the browser does not allow it. */
  copy: (text: string) => Promise<void>;
  onClose: () => void;
}

function Select<T extends string>(props: {
  name: string;
  names: Record<T, string>;
  value: T;
  onPick: (value: T) => void;
}): ReactNode {
  const id = useId();
  const values = Object.keys(props.names) as T[];
  return (
    <p className="builder-field">
      <label htmlFor={id}>{props.name}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onPick(event.currentTarget.value as T)}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {props.names[value]}
          </option>
        ))}
      </select>
    </p>
  );
}

function Panes({
  panes,
  onPick,
}: {
  panes: readonly EmbedPane[];
  onPick: (panes: readonly EmbedPane[]) => void;
}): ReactNode {
  const toggle = (pane: EmbedPane, isOn: boolean) =>
    onPick(EMBED_PANES.filter((each) => (each === pane ? isOn : panes.includes(each))));
  return (
    <fieldset className="builder-panes">
      <legend>Panes</legend>
      {EMBED_PANES.map((pane) => (
        <label key={pane} className="dialog-choice">
          <input
            type="checkbox"
            checked={panes.includes(pane)}
            // The last one stays: an embed of nothing shows nothing.
            disabled={panes.length === 1 && panes[0] === pane}
            onChange={(event) => toggle(pane, event.currentTarget.checked)}
          />{' '}
          {PANE_NAMES[pane]}
        </label>
      ))}
    </fieldset>
  );
}

/** A text to be copied, with its button. */
function Snippet(props: {
  name: string;
  text: string;
  copy: BuilderProps['copy'];
  tell: (text: string) => void;
}): ReactNode {
  const { name, text, tell } = props;
  const ref = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    try {
      await props.copy(text);
      tell(`${name} copied.`);
    } catch {
      ref.current?.select();
      tell(
        'Your browser does not let this page copy. The text is selected: copy it with your keys.',
      );
    }
  };
  return (
    <section className="builder-snippet">
      <div className="builder-snippet-head">
        <h3>{name}</h3>
        <button type="button" className="quiet small" onClick={() => void copy()}>
          {`Copy ${name}`}
        </button>
      </div>
      <textarea ref={ref} readOnly rows={6} value={text} aria-label={name} spellCheck={false} />
    </section>
  );
}

function Choices(props: {
  options: EmbedOptions;
  host: string;
  title: string;
  onOptions: (change: Partial<EmbedOptions>) => void;
  onHost: (host: string) => void;
  onTitle: (title: string) => void;
}): ReactNode {
  const { options, host, onOptions } = props;
  const id = useId();
  const titleRef = useRef<HTMLInputElement>(null);
  // The dialog gives it the focus, and the browser would show the end of a long title.
  useEffect(() => titleRef.current?.setSelectionRange(0, 0), []);
  const isNoOrigin = host.trim() !== '' && originOf(host.trim()) === undefined;
  return (
    <div className="builder-choices">
      <p className="builder-field">
        <label htmlFor={`${id}-title`}>Title, read out to people who can’t see it</label>
        <input
          ref={titleRef}
          id={`${id}-title`}
          className="builder-title"
          type="text"
          value={props.title}
          onChange={(event) => props.onTitle(event.currentTarget.value)}
        />
      </p>
      <Panes panes={options.panes} onPick={(panes) => onOptions({ panes })} />
      <Select
        name="Controls"
        names={CONTROL_NAMES}
        value={options.controls}
        onPick={(controls) => onOptions({ controls })}
      />
      <Select
        name="Theme"
        names={THEME_NAMES}
        value={options.theme}
        onPick={(theme) => onOptions({ theme })}
      />
      <Select
        name="Opens"
        names={{ link: 'At this moment', start: 'At the start of the run' }}
        value={options.start}
        onPick={(start) => onOptions({ start })}
      />
      <label className="dialog-choice">
        <input
          type="checkbox"
          checked={options.canCrash}
          onChange={(event) => onOptions({ canCrash: event.currentTarget.checked })}
        />{' '}
        Readers may crash and restart
      </label>
      <p className="builder-field">
        <label htmlFor={`${id}-host`}>
          Address of your page, if no other page may control the embed
        </label>
        <input
          id={`${id}-host`}
          type="text"
          inputMode="url"
          placeholder="https://course.example"
          value={host}
          aria-describedby={isNoOrigin ? `${id}-no` : undefined}
          onChange={(event) => props.onHost(event.currentTarget.value)}
        />
        {isNoOrigin && (
          <span id={`${id}-no`} className="builder-note">
            An address begins with https://
          </span>
        )}
      </p>
    </div>
  );
}

/** Makes the frame, or the React component, for a page of one's own. The preview is the embed itself. */
export default function EmbedBuilder(props: BuilderProps): ReactNode {
  const { link, sentence, copy } = props;
  const [options, setOptions] = useState<EmbedOptions>({ ...DEFAULT_EMBED, theme: 'host' });
  const [host, setHost] = useState('');
  const [title, setTitle] = useState(props.title);
  const [told, setTold] = useState('');
  const origin = originOf(host.trim());
  const wanted = { ...options, hosts: origin === undefined ? [] : [origin] };
  const choice = { link, title, sentence, height: 480, options: wanted };
  const preview = embedAddress(link, options);
  return (
    <Dialog title="Embed this moment" onClose={props.onClose} isLong>
      <div className="builder">
        <Choices
          options={options}
          host={host}
          title={title}
          onOptions={(change) => setOptions({ ...options, ...change })}
          onHost={setHost}
          onTitle={setTitle}
        />
        <iframe
          // Another choice is another embed.
          key={preview}
          className="builder-preview"
          src={preview}
          title="Preview"
          allow={FRAME_ALLOW}
          sandbox={FRAME_SANDBOX}
        />
        <Snippet name="HTML" text={frameSnippet(choice)} copy={copy} tell={setTold} />
        <Snippet name="React" text={reactSnippet(choice)} copy={copy} tell={setTold} />
      </div>
      <p className="builder-told" role="status">
        {told}
      </p>
    </Dialog>
  );
}
