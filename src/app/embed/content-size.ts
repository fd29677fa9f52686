/** Boxes that scroll inside of an embed. Their place is put back after the look. */
const SCROLLERS = '.code, .zone-body, .below-code, .panes, .stair-frame';

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

/**
 * Tells how much room the embed wants: at once, and when its width changes. For one width it only ever grows, so that a
 * step never moves the text of the host page up and down. Answers with a look for whoever changes what is shown.
 */
export function watchSize(
  root: HTMLElement,
  tell: (width: number, height: number) => void,
): { look: () => void; stop: () => void } {
  let known = { width: 0, height: 0 };
  const look = () => {
    const width = Math.round(root.getBoundingClientRect().width);
    if (width === 0) return;
    const natural = naturalHeight(root);
    const height = width === known.width ? Math.max(known.height, natural) : natural;
    if (width === known.width && height === known.height) return;
    known = { width, height };
    tell(width, height);
  };
  const observer = new ResizeObserver(() => {
    if (Math.round(root.getBoundingClientRect().width) !== known.width) look();
  });
  observer.observe(root);
  look();
  return { look, stop: () => observer.disconnect() };
}
