// For public/no-start.js, which tells when this file did not come.
document.documentElement.dataset.app = 'begun';

/**
 * The page, or an embed of it: each loads only what it draws. This file stays so small that what it asks for is on its way at once.
 * What `?embed` asks for beyond that is read in src/embed/options.ts.
 */
const isEmbed = new URLSearchParams(window.location.search).has('embed');

/** The question in index.html is that of a first visit. A link has one of its own, which comes with the app. */
const question = document.querySelector('.question');
if (question && window.location.hash.length > 1) question.textContent = 'Opening the link…';

/** Each in a function of its own: in one expression the minifier makes one call of both, with the styles of only one. */
const shells = {
  page: () => import('./page/open-page.ts'),
  embed: () => import('./embed/open-embed.ts'),
};

function tellThatItIsMissing(): void {
  const place = document.querySelector('.placeholder-text');
  if (place)
    place.textContent =
      'A part of the app could not be loaded. Look at the connection, then load the page again.';
}

shells[isEmbed ? 'embed' : 'page']().catch((error: unknown) => {
  tellThatItIsMissing();
  throw error;
});
