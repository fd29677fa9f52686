/** Full screen for the whole embed, where the page around it allows that (`allow="fullscreen"`). */
export function fullScreen(page: Document) {
  return {
    isAllowed: page.fullscreenEnabled,
    isOn: () => page.fullscreenElement !== null,
    toggle: () => {
      const done = page.fullscreenElement
        ? page.exitFullscreen()
        : page.documentElement.requestFullscreen();
      // Refused by the browser: then the embed stays as large as it is.
      done.catch(() => undefined);
    },
    watch: (tell: () => void) => {
      page.addEventListener('fullscreenchange', tell);
      return () => page.removeEventListener('fullscreenchange', tell);
    },
  };
}
