(() => {
  'use strict';

  const copy = document.getElementById('copy');
  if (navigator.clipboard && window.isSecureContext) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById('repeat').textContent);
      copy.textContent = 'Copied';
    });
  }

  const source = document.getElementById('data');
  if (!source || typeof uPlot === 'undefined') return;
  const plots = JSON.parse(source.textContent);
  const drawn = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colourOf = index => (index < 0 ? colour('--soft') : index === 0 ? colour('--accent') : ['#8a3ffc', '#009d9a', '#ee5396', '#f1c21b', '#198038', '#ff832b', '#6f6f6f'][index - 1]);
  const thousands = new Intl.NumberFormat('en', { notation: 'compact' });
  const number = v => (v === null ? '' : Math.abs(v) >= 1e4 ? thousands.format(v) : String(+v.toPrecision(6)));

  const axis = (label, extra) => ({
    stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 }, font: '12px system-ui',
    values: (_, at) => at.map(number), ...(label ? { label, labelFont: '12px system-ui', labelSize: 22 } : {}), ...extra,
  });

  function categories(plot, place) {
    const crowded = plot.categories.length * 96 > place.clientWidth;
    const short = name => (name.length > 14 ? '…' + name.slice(-13) : name);
    return axis(plot.xLabel, {
      grid: { show: false }, splits: () => plot.x, values: (_, at) => at.map(i => short(plot.categories[i] ?? '')), rotate: crowded ? -35 : 0, size: crowded ? 80 : 40,
    });
  }

  function series(one, count) {
    const stroke = colourOf(one.colour);
    const common = { label: one.label, stroke, width: 2, points: { show: false }, value: (_, v) => (v === null ? '–' : number(v)) };
    switch (one.style) {
      case 'Dashed': return { ...common, dash: [6, 4] };
      case 'Points': return { ...common, paths: () => null, points: { show: true, size: count > 100 ? 4 : 8, fill: stroke } };
      case 'Bars': return { ...common, fill: stroke, paths: uPlot.paths.bars({ size: [0.6, 64] }) };
      case 'High': case 'Low': return { ...common, width: 1, stroke: stroke + '66' };
      default: return common;
    }
  }

  function make(plot, place) {
    const y = plot.yLow === null && plot.yHigh === null ? {} : { range: (_, low, high) => [plot.yLow ?? low, plot.yHigh ?? high] };
    const x = plot.categories ? { time: false, range: () => [-0.6, plot.x.length - 0.4] } : { time: false, distr: plot.logX ? 3 : 1 };
    const quiet = plot.categories && plot.series.length === 1;
    return new uPlot({
      title: plot.title, width: place.clientWidth, height: 260, legend: { show: !quiet }, cursor: { show: !quiet },
      scales: { x, y },
      axes: [plot.categories ? categories(plot, place) : axis(plot.xLabel, { size: 36 }), axis(plot.yLabel, { size: 56 })],
      bands: plot.series.flatMap((one, i) => (one.style === 'High' ? [{ series: [i + 1, i + 2], fill: colourOf(one.colour) + '22' }] : [])),
      series: [{ label: plot.xLabel || 'x', value: (_, v) => number(v) }, ...plot.series.map(one => series(one, plot.x.length))],
    }, [plot.x, ...plot.series.map(one => one.values)], place);
  }

  function draw() {
    drawn.splice(0).forEach(plot => plot.destroy());
    document.querySelectorAll('[data-plot]').forEach(place => drawn.push(make(plots[place.dataset.plot], place)));
  }

  let width = 0;
  new ResizeObserver(entries => {
    const now = Math.round(entries[0].contentRect.width);
    if (now !== width) { width = now; draw(); }
  }).observe(document.querySelector('main'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
