import { Cable, Command, Ellipsis, Keyboard, Redo2, ScrollText, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { SidePane, SidePaneName } from './screen-state.ts';
import { WaysMenu, type WaysProps } from './ways-menu.tsx';

export interface HeadToolsProps {
  canUndo: boolean;
  canRedo: boolean;
  ways: WaysProps;
  sidePanes?: Record<SidePaneName, SidePane>;
  actions: ScreenActions;
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
function SidePaneButtons({ sidePanes, actions: { onSidePane } }: HeadToolsProps): ReactNode {
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

/** What a newcomer can't use yet. A phone has no keys and little room: there the ways to fail are here. */
export default function HeadTools(props: HeadToolsProps & { isNarrow: boolean }): ReactNode {
  const { canUndo, canRedo, isNarrow, actions } = props;
  const CommandsIcon = isNarrow ? Ellipsis : Command;
  return (
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
  );
}
