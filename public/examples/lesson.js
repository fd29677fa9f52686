// What a page of a course may do with its embeds: embed.js gives a handle for each frame (docs/EMBED.md).
const byId = (id) => document.getElementById(id);
const dead = window.Replayscope.of(byId('dead'));

byId('back').addEventListener('click', () => dead.step(-1));
byId('on').addEventListener('click', () => dead.step());
dead.on('state', ({ state }) => {
  byId('told').textContent =
    `Moment ${state.index + 1} of ${state.count}. The app is ${state.appStatus}.`;
});

// The embeds follow: they were opened with theme=host, and embed.js watches data-theme.
byId('theme').addEventListener('click', ({ currentTarget }) => {
  const isDark = document.documentElement.dataset.theme !== 'dark';
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  currentTarget.setAttribute('aria-pressed', String(isDark));
});
