/** Boxes that scroll inside of an embed. Their place is put back after the look. */
const SCROLLERS = '.code, .zone-body, .below-code, .panes, .stair-frame';

/** Code and history disagree: why, and what the engine says. The reasons come late. */
const DISAGREEMENT = '.why, .compare';

/** How high the embed would be if its panes had all the room that they want (bounded in embed.css). Nothing is painted. */
export function naturalHeight(root: HTMLElement): number {
  const boxes = [...root.querySelectorAll(SCROLLERS)];
  const tops = boxes.map((box) => box.scrollTop);
  root.dataset.measure = 'true';
  const height = Math.ceil(root.getBoundingClientRect().height);
  delete root.dataset.measure;
  boxes.forEach((box, index) => {
    box.scrollTop = tops[index] ?? 0;
  });
  return height;
}

/** The room that an embed wants, as its host page is told. */
export interface SizeWatch {
  /** The first run is on the screen. */
  begin(): void;
  /** Somebody has moved: what comes from now on lives in the room that is there, until code and history disagree. */
  settle(): void;
  stop(): void;
}

/**
 * Tells how much room the embed wants: when its first picture is there and as that picture gets its details, and when the width
 * changes. For one width it only ever grows, and a step changes nothing: it must not move the text of the host page. Only where code
 * and history disagree it grows then, too: the run stops there, and nobody could read why.
 */
export function watchSize(
  root: HTMLElement,
  tell: (width: number, height: number) => void,
): SizeWatch {
  let known = { width: 0, height: 0 };
  let hasBegun = false;
  let isSettled = false;
  const look = () => {
    const width = Math.round(root.getBoundingClientRect().width);
    if (width === 0 || !hasBegun) return;
    const natural = naturalHeight(root);
    const height = width === known.width ? Math.max(known.height, natural) : natural;
    if (width === known.width && height === known.height) return;
    known = { width, height };
    tell(width, height);
  };
  const mayGrow = () => !isSettled || root.querySelector(DISAGREEMENT) !== null;
  // A higher frame has other styles (low.css): what it was told may be too little for them.
  const room = new ResizeObserver(() => {
    if (Math.round(root.getBoundingClientRect().width) !== known.width || mayGrow()) look();
  });
  room.observe(root);
  // The look itself changes an attribute of the root, which is not watched.
  const details = new MutationObserver(() => {
    if (mayGrow()) look();
  });
  const settle = () => {
    isSettled = true;
  };
  const acts = ['pointerdown', 'keydown'] as const;
  for (const act of acts) root.addEventListener(act, settle, { capture: true });
  return {
    begin: () => {
      if (hasBegun) return;
      hasBegun = true;
      details.observe(root, { childList: true, subtree: true, characterData: true });
      look();
    },
    settle,
    stop: () => {
      room.disconnect();
      details.disconnect();
      for (const act of acts) root.removeEventListener(act, settle, { capture: true });
    },
  };
}
