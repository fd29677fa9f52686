import { useEffect, useRef, useState } from 'react';

interface Speech {
  newest: string;
  said: string;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * What a polite live region should say: the newest text, changed at most once in `pauseMs`.
 * What the page opens with is not announced: a reader meets it in the page itself.
 */
export function useAnnouncement(text: string, pauseMs: number): string {
  const [spoken, setSpoken] = useState('');
  const speech = useRef<Speech>({ newest: text, said: text, timer: undefined });
  useEffect(() => {
    const state = speech.current;
    state.newest = text;
    const speak = () => {
      state.timer = undefined;
      if (state.said === state.newest) return;
      state.said = state.newest;
      setSpoken(state.newest);
      state.timer = setTimeout(speak, pauseMs);
    };
    if (state.timer === undefined) speak();
  }, [text, pauseMs]);
  useEffect(() => {
    const state = speech.current;
    return () => {
      clearTimeout(state.timer);
      state.timer = undefined;
    };
  }, []);
  return spoken;
}
