// A plain script, which comes even where modules do not: after the app's own. Without a start of the app it says so.
(() => {
  if (document.documentElement.dataset.app === 'begun') return;
  const place = document.querySelector('.placeholder-text');
  if (!place) return;
  place.textContent =
    window.origin === 'null'
      ? 'The sandbox of this frame keeps the app from starting. It needs allow-same-origin beside allow-scripts.'
      : 'The app could not be loaded. Look at the connection, then load the page again.';
})();
