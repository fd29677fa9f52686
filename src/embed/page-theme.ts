/** The theme of the page itself: what it says in `data-theme` on `<html>` (as Docusaurus does), else the reader's system. */
export function pageTheme(page: Document): 'light' | 'dark' {
  const said = page.documentElement.dataset['theme'];
  if (said === 'light' || said === 'dark') return said;
  const isDark = page.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches === true;
  return isDark ? 'dark' : 'light';
}

/** Tells the page's theme after each change. The answer ends it. */
export function watchPageTheme(
  page: Document,
  tell: (theme: 'light' | 'dark') => void,
): () => void {
  let known = pageTheme(page);
  const look = () => {
    const now = pageTheme(page);
    if (now === known) return;
    known = now;
    tell(now);
  };
  const observer = new MutationObserver(look);
  observer.observe(page.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const query = page.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  query?.addEventListener('change', look);
  return () => {
    observer.disconnect();
    query?.removeEventListener('change', look);
  };
}
