import { useEffect, useMemo, useRef, type ComponentType } from 'react';
import { EmbedScreen } from '../../ui/embed/embed-screen.tsx';
import type { TopProps } from '../shell.ts';
import { fullScreen } from './full-screen.ts';
import type { Guest } from './guest.ts';

const nothing = () => undefined;

/** With no controls of its own the embed is a picture: what moves it is the host page. */
const unmoved = { onSeek: nothing, onSeekIndex: nothing };

/** The app's screen, as an embed. */
export function embedScreen(guest: Guest): ComponentType<TopProps> {
  return function EmbeddedScreen({ session, screen }) {
    const ref = useRef<HTMLDivElement>(null);
    const full = useMemo(() => fullScreen(document), []);
    useEffect(() => (ref.current ? guest.onRoot(ref.current) : undefined), []);
    const isDriven = guest.options.controls === 'none';
    return (
      <EmbedScreen
        screen={{ ...screen, ...(isDriven && unmoved) }}
        options={guest.options}
        wholeAddress={session.address}
        full={full}
        onAgain={guest.again}
        rootRef={ref}
      />
    );
  };
}
