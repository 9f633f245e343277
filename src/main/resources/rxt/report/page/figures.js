// What the options of the figures cannot say as data: functions, and the colours of light and dark pages.
// Run by browsers and, for files, by GraalJS.
globalThis.rxt = (() => {
  const escape = text => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

  const lines = text =>
    '<b>' + escape(text[0]) + '</b>' + text.slice(1).map(line => '<br>' + escape(line)).join('');

  const functions = {
    // The tooltip of a mark that stands for a cell, or that brings its own lines.
    cellTip: mark => {
      if (mark.data && mark.data.lines) return lines(mark.data.lines);
      return mark.data && mark.data.row !== undefined ? lines(api.tips[mark.data.row]) : '';
    },
    // A tick of a logarithmic axis whose ends are no powers.
    short: value => String(Number(value.toPrecision(3))),
    // A tick of an axis of powers of two; ECharts rounds it to ten decimals.
    fraction: value => (value < 1 ? '1/' + 2 ** Math.round(-Math.log2(value)) : String(value)),
    // The tooltip of [first step, time, number of steps, number of launches].
    stepTip: mark => {
      const [step, time, steps, launches] = mark.value;
      return lines([
        mark.seriesName,
        steps === 1 ? 'step ' + step : 'steps ' + step + ' to ' + (step + steps - 1),
        'median over ' + launches + (launches === 1 ? ' launch: ' : ' launches: ') + Number(time.toPrecision(4)),
      ]);
    },
    // An interval: [x, low, high, pixels to the right].
    interval: (params, item) => {
      const low = item.coord([item.value(0), item.value(1)]);
      const high = item.coord([item.value(0), item.value(2)]);
      const x = low[0] + item.value(3);
      const line = (x1, y1, x2, y2) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: item.visual('color'), lineWidth: 1.5 },
      });
      return {
        type: 'group',
        children: [
          line(x, low[1], x, high[1]),
          line(x - 4, low[1], x + 4, low[1]),
          line(x - 4, high[1], x + 4, high[1]),
        ],
      };
    },
    // A bar that lies: [row, value, where bars begin].
    bar: (params, item) => {
      const [end, y] = item.coord([item.value(1), item.value(0)]);
      const [begin] = item.coord([item.value(2), item.value(0)]);
      const colour = item.visual('color');
      return {
        type: 'rect',
        shape: { x: Math.min(begin, end), y: y - 7, width: Math.abs(end - begin), height: 14 },
        style: { fill: colour + '66', stroke: colour, lineWidth: 1.5 },
      };
    },
    // An interval of a bar that lies: [row, low, high].
    intervalAcross: (params, item) => {
      const [left, y] = item.coord([item.value(1), item.value(0)]);
      const [right] = item.coord([item.value(2), item.value(0)]);
      const line = (x1, y1, x2, y2) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: item.visual('color'), lineWidth: 1.5 },
      });
      return {
        type: 'group',
        children: [line(left, y, right, y), line(left, y - 4, left, y + 4), line(right, y - 4, right, y + 4)],
      };
    },
    // A bar of a Gantt chart: [row, begin, end], with its name where there is room.
    span: (params, item) => {
      const [left, y] = item.coord([item.value(1), item.value(0)]);
      const [right] = item.coord([item.value(2), item.value(0)]);
      const height = Math.min(22, 0.7 * item.size([0, 1])[1]);
      const colour = item.visual('color');
      // A gap to the next one, where it does not take most of the colour.
      const width = Math.max(1, right - left - (right - left > 4 ? 1 : 0));
      const text = 7 * params.seriesName.length + 6 < width ? params.seriesName : '';
      return {
        type: 'rect',
        shape: { x: left, y: y - height / 2, width, height },
        style: { fill: colour },
        textContent: { style: { text, fill: colour === '#0072B2' ? '#ffffff' : '#111111', fontSize: 11 } },
        textConfig: { position: 'inside' },
      };
    },
    // The area between two curves: [x, low, high] of each item.
    band: (params, item) => {
      if (params.dataIndexInside > 0) return null;
      const edge = (dimension, i) => item.coord([item.value(0, i), item.value(dimension, i)]);
      const all = [...Array(params.dataInsideLength).keys()];
      const points = [...all.map(i => edge(2, i)), ...all.reverse().map(i => edge(1, i))];
      return { type: 'polygon', shape: { points }, style: { fill: item.visual('color'), opacity: 0.2 } };
    },
  };

  // The option with functions where it names them.
  const revive = value => {
    if (Array.isArray(value)) return value.map(revive);
    if (value === null || typeof value !== 'object') return value;
    if (typeof value.function === 'string') return functions[value.function];
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
  };

  const theme = (ink, faint, grid, ground) => {
    const axis = {
      axisLine: { lineStyle: { color: faint } },
      axisTick: { lineStyle: { color: faint } },
      axisLabel: { color: ink },
      nameTextStyle: { color: ink },
      splitLine: { lineStyle: { color: grid } },
    };
    return {
      // No double quotes, which ECharts would not escape in a file.
      textStyle: { fontFamily: "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" },
      backgroundColor: 'transparent',
      categoryAxis: { ...axis, splitLine: { show: false } },
      valueAxis: axis,
      logAxis: axis,
      legend: {
        textStyle: { color: ink },
        pageTextStyle: { color: ink },
        pageIconColor: ink,
        pageIconInactiveColor: faint,
      },
      visualMap: { textStyle: { color: ink } },
      tooltip: { backgroundColor: ground, borderColor: faint, textStyle: { color: ink } },
    };
  };
  echarts.registerTheme('light', theme('#24292f', '#8b949e', '#e4e8ec', '#ffffff'));
  echarts.registerTheme('dark', theme('#e2e6ea', '#7d8590', '#2e353d', '#1b2026'));

  const api = {
    tips: [], // of the cells, by their row
    // Draws into an element; the answer can resize() and dispose().
    draw: (element, option, dark) => {
      const chart = echarts.init(element, dark ? 'dark' : 'light', { renderer: 'svg' });
      chart.setOption(revive(option));
      return chart;
    },
    // The text of an SVG file.
    svg: (option, width, height) => {
      const chart = echarts.init(null, 'light', { renderer: 'svg', ssr: true, width, height });
      chart.setOption(revive(JSON.parse(option)));
      // Styles are for the pointer above a mark, which a file does not have.
      const text = chart.renderToSVGString().replace(/<style[^]*?<\/style>/g, '');
      chart.dispose();
      return text;
    },
  };
  return api;
})();
