import {
  Cable,
  ChevronDown,
  Command,
  Ellipsis,
  Keyboard,
  LayoutList,
  Moon,
  Redo2,
  ScrollText,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Logo } from './logo.tsx';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import { WaysMenu, type WaysProps } from './ways-menu.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { SampleChoice, SidePane, SidePaneName, Theme } from './screen-state.ts';
import { ShareMenu } from './share-menu.tsx';

interface HeaderProps {
  samples: readonly SampleChoice[];
  sampleId?: string;
  programName?: string;
  canUndo: boolean;
  canRedo: boolean;
  theme: Theme;
  isFirstMinute: boolean;
  ways: WaysProps;
  /** What a press did, for a moment. */
  toast: ReactNode;
  sidePanes?: Record<SidePaneName, SidePane>;
  actions: ScreenActions;
}

const nextTheme: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const themeIcon = { system: SunMoon, light: Sun, dark: Moon } as const;
const themeText: Record<Theme, string> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

function SampleEntry(props: {
  sample: SampleChoice;
  isCurrent: boolean;
  onSample: ScreenActions['onSample'];
}): ReactNode {
  const { id, name, question } = props.sample;
  return (
    <button
      type="button"
      className="sample"
      popoverTarget="samples"
      popoverTargetAction="hide"
      aria-current={props.isCurrent ? 'true' : undefined}
      onClick={() => props.onSample(id)}
    >
      <span className="sample-name">{name}</span>
      <span className="sample-question">{question}</span>
    </button>
  );
}

/** The same at each moment of a run. */
const SampleChooser = memo(function SampleChooser({
  samples,
  sampleId,
  programName,
  isFirstMinute,
  onOwnCode,
  onLibrary,
  onSample,
}: Pick<HeaderProps, 'samples' | 'sampleId' | 'programName' | 'isFirstMinute'> &
  Pick<ScreenActions, 'onOwnCode' | 'onLibrary' | 'onSample'>): ReactNode {
  const current = samples.find((sample) => sample.id === sampleId);
  const name = current?.name ?? programName ?? 'A program';
  return (
    <>
      <button
        type="button"
        className="quiet chooser"
        popoverTarget="samples"
        aria-label={`Sample: ${name}`}
      >
        {isFirstMinute ? (
          <LayoutList aria-hidden="true" size={18} />
        ) : (
          <span className="chooser-name">{name}</span>
        )}
        <ChevronDown aria-hidden="true" size={16} />
      </button>
      <div id="samples" popover="auto" className="samples" role="group" aria-label="Samples">
        <button
          type="button"
          className="sample own-code-entry"
          popoverTarget="samples"
          popoverTargetAction="hide"
          aria-current={sampleId === undefined ? 'true' : undefined}
          onClick={onOwnCode}
        >
          <span className="sample-name">Your own code</span>
          <span className="sample-question">Paste it, open a file, or change a sample.</span>
        </button>
        <button
          type="button"
          className="sample"
          popoverTarget="samples"
          popoverTargetAction="hide"
          onClick={onLibrary}
        >
          <span className="sample-name">My scenarios</span>
          <span className="sample-question">Go on with something that you have done before.</span>
        </button>
        {[...new Set(samples.map(({ group }) => group))].map((group) => (
          <section key={group} className="way-group" aria-label={group}>
            <p className="part-title" aria-hidden="true">
              {group}
            </p>
            {samples
              .filter((sample) => sample.group === group)
              .map((sample) => (
                <SampleEntry
                  key={sample.id}
                  sample={sample}
                  isCurrent={sample.id === sampleId}
                  onSample={onSample}
                />
              ))}
          </section>
        ))}
      </div>
    </>
  );
});

function IconButton(props: {
  name: string;
  isDisabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className="quiet icon"
      aria-label={props.name}
      title={props.name}
      // As in the transport: a disabled button would drop the focus with the last undo.
      aria-disabled={props.isDisabled}
      onClick={() => {
        if (!props.isDisabled) props.onPress();
      }}
    >
      {props.children}
    </button>
  );
}

const SIDE_PANES = [
  {
    pane: 'wiring',
    name: 'Wiring',
    about: 'Wiring: app, engine, store and the messages between them',
    Icon: Cable,
  },
  {
    pane: 'transcript',
    name: 'Transcript',
    about: 'Transcript: the run as text',
    Icon: ScrollText,
  },
] as const;

/** What can stand in the place of the zones, and of the staircase. A phone has tabs for it. */
function SidePaneButtons({ sidePanes, actions: { onSidePane } }: HeaderProps): ReactNode {
  if (!sidePanes || !onSidePane) return null;
  return SIDE_PANES.map(({ pane, name, about, Icon }) => (
    <button
      key={pane}
      type="button"
      className="quiet side-pane"
      aria-label={name}
      aria-pressed={sidePanes[pane].isOn}
      title={about}
      onClick={() => onSidePane(pane)}
    >
      <Icon aria-hidden="true" size={18} />
      <span className="side-pane-name">{name}</span>
    </button>
  ));
}

const SIGNS = {
  undo: <Undo2 aria-hidden="true" size={18} />,
  redo: <Redo2 aria-hidden="true" size={18} />,
  keys: <Keyboard aria-hidden="true" size={18} />,
};

/** Name, sample, undo, share, theme: what belongs to the page and not to the moment. */
export function Header(props: HeaderProps): ReactNode {
  const { samples, sampleId, programName, canUndo, canRedo, theme, isFirstMinute, actions } = props;
  // A phone has no keys; it has little room, and the ways to fail go here.
  const isNarrow = useMedia(narrowScreen);
  const ThemeIcon = themeIcon[theme];
  const CommandsIcon = isNarrow ? Ellipsis : Command;
  return (
    <header className="head">
      <p className="brand">
        <Logo />
        <span className="brand-name">Replayscope</span>
      </p>
      <SampleChooser
        {...{ samples, sampleId, programName, isFirstMinute }}
        onOwnCode={actions.onOwnCode}
        onLibrary={actions.onLibrary}
        onSample={actions.onSample}
      />
      <div className="spring">{props.toast}</div>
      {!isFirstMinute && (
        <>
          <IconButton name="Undo" isDisabled={!canUndo} onPress={actions.onUndo}>
            {SIGNS.undo}
          </IconButton>
          <IconButton name="Redo" isDisabled={!canRedo} onPress={actions.onRedo}>
            {SIGNS.redo}
          </IconButton>
          {isNarrow && <WaysMenu {...props.ways} isIcon />}
          {!isNarrow && <SidePaneButtons {...props} />}
          {actions.onPalette && (
            <IconButton name="All commands" onPress={actions.onPalette}>
              <CommandsIcon aria-hidden="true" size={18} />
            </IconButton>
          )}
          {actions.onHelp && !isNarrow && (
            <IconButton name="Keyboard shortcuts" onPress={actions.onHelp}>
              {SIGNS.keys}
            </IconButton>
          )}
        </>
      )}
      {/* A phone has room for few: there the theme is one of all commands. */}
      {(!isNarrow || isFirstMinute) && (
        <IconButton name={themeText[theme]} onPress={() => actions.onTheme(nextTheme[theme])}>
          <ThemeIcon aria-hidden="true" size={18} />
        </IconButton>
      )}
      <ShareMenu share={actions.share} isBrief={isFirstMinute} />
    </header>
  );
}
