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
  const data = JSON.parse(source.textContent);
  const plots = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = extra => ({ stroke: colour('--soft'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') }, font: '12px system-ui', ...extra });
  const thousands = new Intl.NumberFormat('en', { notation: 'compact' });

  function layers(place) {
    const crowded = data.layers.length * 96 > place.clientWidth;
    const positions = data.layers.map((_, i) => i);
    const short = name => (name.length > 14 ? '…' + name.slice(-13) : name);
    return new uPlot({
      title: place.dataset.title, width: place.clientWidth, height: 260, legend: { show: false }, cursor: { show: false },
      scales: { x: { time: false, range: () => [-0.6, data.layers.length - 0.4] }, y: { range: (_, low, high) => [0, high * 1.08] } },
      axes: [
        axis({ grid: { show: false }, splits: () => positions, values: (_, at) => at.map(i => short(data.layers[i] ?? '')), rotate: crowded ? -35 : 0, size: crowded ? 80 : 40 }),
        axis({ values: (_, at) => at.map(v => thousands.format(v)), size: 56 }),
      ],
      series: [{}, { fill: colour('--accent'), stroke: colour('--accent'), paths: uPlot.paths.bars({ size: [0.6, 64] }), points: { show: false } }],
    }, [positions, data.cycles], place);
  }

  function accuracy(place) {
    const series = [{ label: 'image' }, { label: 'chip', stroke: colour('--accent'), width: 2, points: { show: false } }];
    const values = [data.images, data.chip];
    if (data.floating.length) {
      series.push({ label: 'float', stroke: colour('--soft'), width: 2, dash: [6, 4], points: { show: false } });
      values.push(data.floating);
    }
    return new uPlot({
      title: place.dataset.title, width: place.clientWidth, height: 240,
      scales: { x: { time: false }, y: { range: (_, low) => [Math.max(0, Math.floor(low / 10) * 10 - 10), 102] } },
      axes: [axis({ size: 36 }), axis({ size: 48 })], series,
    }, values, place);
  }

  function draw() {
    plots.splice(0).forEach(plot => plot.destroy());
    for (const [id, make, enough] of [['layers', layers, data.layers.length > 0], ['accuracy', accuracy, data.images.length > 1]]) {
      const place = document.getElementById(id);
      place.hidden = !enough;
      if (enough) plots.push(make(place));
    }
  }

  let width = 0;
  new ResizeObserver(entries => {
    const now = Math.round(entries[0].contentRect.width);
    if (now !== width) { width = now; draw(); }
  }).observe(document.querySelector('main'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
