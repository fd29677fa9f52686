import { ChevronDown, Ellipsis, LayoutList, Moon, Sun, SunMoon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Logo } from './logo.tsx';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import type { HeadToolsProps } from './head-tools.tsx';
import { IconButton } from './icon-button.tsx';
import { lazyPart } from './lazy-part.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { SampleChoice, Theme } from './screen-state.ts';
import { ShareMenu } from './share-menu.tsx';

/** Not before the first minute is over. */
const HeadTools = lazyPart('The tools', () => import('./head-tools.tsx'));

interface HeaderProps extends HeadToolsProps {
  samples: readonly SampleChoice[];
  sampleId?: string;
  programName?: string;
  theme: Theme;
  isFirstMinute: boolean;
  /** What a press did, for a moment. */
  toast: ReactNode;
  /** The first run has come to its end. */
  isAtEnd: boolean;
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

/** At the end of the first run what a newcomer can't use yet stays out of sight until it is asked for. */
function AllTools({ isNarrow, actions }: Pick<HeaderProps, 'actions'> & { isNarrow: boolean }) {
  if (!actions.onAllTools) return null;
  const name = 'Show all tools';
  return isNarrow ? (
    <IconButton name={name} onPress={actions.onAllTools}>
      <Ellipsis aria-hidden="true" size={18} />
    </IconButton>
  ) : (
    <button type="button" className="quiet" onClick={actions.onAllTools}>
      {name}
    </button>
  );
}

/** Name, sample, undo, share, theme: what belongs to the page and not to the moment. */
export function Header(props: HeaderProps): ReactNode {
  const { samples, sampleId, programName, theme, isFirstMinute, actions } = props;
  // A phone has no keys; it has little room, and the ways to fail go here.
  const isNarrow = useMedia(narrowScreen);
  const ThemeIcon = themeIcon[theme];
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
      {!isFirstMinute && <HeadTools {...props} isNarrow={isNarrow} />}
      {isFirstMinute && props.isAtEnd && <AllTools isNarrow={isNarrow} actions={actions} />}
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
