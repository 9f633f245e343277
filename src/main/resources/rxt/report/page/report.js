// Draws the figures of the page, again when its colours or its width change, and when it is printed.
(() => {
  let options = null; // until they are unpacked
  const elements = [...document.querySelectorAll('[data-figure]')];
  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = document.getElementById('theme');
  const charts = new Map();
  let chosen = null; // until the reader chooses, as the system says

  const isDark = () => chosen === null ? system.matches : chosen;
  const draw = (element, dark) => {
    if (charts.has(element)) charts.get(element).dispose();
    charts.set(element, rxt.draw(element, options[element.dataset.figure], dark));
  };

  // One after the other, so that a long page can be read meanwhile.
  let turn = 0;
  const drawAll = () => {
    if (options === null) return;
    const mine = ++turn;
    const dark = isDark();
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    button.textContent = dark ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(dark));
    const next = i => {
      if (mine !== turn) return;
      if (i === elements.length) {
        document.documentElement.dataset.drawn = String(elements.length);
        return;
      }
      draw(elements[i], dark);
      setTimeout(next, 0, i + 1);
    };
    delete document.documentElement.dataset.drawn;
    next(0);
  };

  button.addEventListener('click', () => { chosen = !isDark(); drawAll(); });
  system.addEventListener('change', () => { if (chosen === null) drawAll(); });

  let waiting = 0;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => charts.forEach(chart => chart.resize()), 100);
  });

  addEventListener('beforeprint', () => {
    turn++;
    document.documentElement.dataset.theme = 'light';
    if (options !== null) elements.forEach(element => draw(element, false));
  });
  addEventListener('afterprint', drawAll);

  const unpacked = id => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), c => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
  };
  Promise.all([unpacked('library').text(), unpacked('drawings').json()]).then(([library, drawings]) => {
    const script = document.createElement('script');
    script.textContent = library;
    document.head.append(script);
    options = drawings.figures;
    rxt.tips = drawings.tips;
    drawAll();
  });
})();
