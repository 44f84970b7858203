(() => {
  'use strict';

  const copy = document.getElementById('copy');
  if (copy && navigator.clipboard && window.isSecureContext) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById('repeat').textContent);
      copy.textContent = 'Copied';
    });
  }

  // Tables: a button in each header sorts by its column; what has no value stays at the end.
  const seconds = { s: 1, h: 3600, d: 86400, y: 31536000 };

  function valueOf(row, column, numeric) {
    const text = row.cells[column].textContent.trim();
    if (text === '' || text === '–') return null;
    if (!numeric) return text;
    const found = /^([+-]?[\d,]*\.?\d+)\s*([a-z]*)/.exec(text);
    return found ? found[1].replaceAll(',', '') * (seconds[found[2]] ?? 1) : null;
  }

  function sort(table, head, numeric) {
    // The largest number first, text from its beginning; then the other way round.
    const before = head.getAttribute('aria-sort');
    const up = before === null ? !numeric : before === 'descending';
    const column = head.cellIndex;
    const rows = [...table.tBodies[0].rows].map(row => ({ row, value: valueOf(row, column, numeric) }));
    const compare = (a, b) => (numeric ? a - b : a.localeCompare(b, 'en', { numeric: true }));
    rows.sort((a, b) => (a.value === null) - (b.value === null) || (a.value === null ? 0 : (up ? 1 : -1) * compare(a.value, b.value)));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    table.tBodies[0].append(...rows.map(one => one.row));
  }

  for (const table of document.querySelectorAll('.scroll > table')) {
    if (table.tBodies[0].rows.length < 2) continue;
    table.classList.add('sortable');
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(table, head, head.classList.contains('number')));
      head.append(button);
    }
  }

  const source = document.getElementById('data');
  if (!source || typeof uPlot === 'undefined') return;
  const plots = JSON.parse(source.textContent);
  const drawn = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colourOf = index => (index < 0 ? colour('--soft') : index === 0 ? colour('--accent') : ['#8a3ffc', '#009d9a', '#ee5396', '#f1c21b', '#198038', '#ff832b', '#6f6f6f'][index - 1]);
  const thousands = new Intl.NumberFormat('en', { notation: 'compact' });
  const number = v => (v === null ? '' : Math.abs(v) >= 1e4 ? thousands.format(v) : String(+v.toPrecision(6)));

  // Ends of an interval: drawn as a band or as bars, not as lines of their own.
  const isEnd = one => ['High', 'Low', 'BarHigh', 'BarLow'].includes(one.style);

  const axis = (label, extra) => ({
    stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 }, font: '12px system-ui',
    values: (_, at) => at.map(number), ...(label ? { label, labelFont: '12px system-ui', labelSize: 22 } : {}), ...extra,
  });

  function categories(plot, place) {
    // Beside the other axis, seven pixels a letter.
    const room = Math.floor((place.clientWidth - 70) / plot.categories.length / 7) - 2;
    const crowded = room < 14 && plot.categories.some(name => name.length > room);
    const most = crowded ? 14 : Math.max(room, 14);
    const short = name => (name.length > most ? '…' + name.slice(1 - most) : name);
    return axis(plot.xLabel, {
      grid: { show: false }, splits: () => plot.x, values: (_, at) => at.map(i => short(plot.categories[i] ?? '')), rotate: crowded ? -35 : 0, size: crowded ? 80 : 40,
    });
  }

  function series(one, count) {
    const stroke = colourOf(one.colour);
    const common = { label: one.label, stroke, width: 2, points: { show: false } };
    switch (one.style) {
      case 'Dashed': return { ...common, dash: [6, 4] };
      case 'Points': return { ...common, paths: () => null, points: { show: true, size: count > 100 ? 4 : 8, fill: stroke } };
      case 'Bars': return { ...common, fill: stroke, paths: uPlot.paths.bars({ size: [0.6, 64] }) };
      case 'High': case 'Low': return { ...common, class: 'end', width: 1, stroke: stroke + '66' };
      case 'BarHigh': case 'BarLow': return { ...common, class: 'end', paths: () => null };
      default: return common;
    }
  }

  function errorBars(u, plot) {
    const cap = 5 * devicePixelRatio;
    plot.series.forEach((one, i) => {
      if (one.style !== 'BarHigh' || !u.series[i + 1].show) return;
      u.ctx.save();
      u.ctx.strokeStyle = colourOf(one.colour);
      u.ctx.lineWidth = 1.5 * devicePixelRatio;
      u.ctx.setLineDash([]);
      u.ctx.beginPath();
      plot.x.forEach((at, n) => {
        if (one.values[n] === null) return;
        const x = u.valToPos(at, 'x', true);
        const [high, low] = [one.values[n], plot.series[i + 1].values[n]].map(y => u.valToPos(y, 'y', true));
        for (const y of [high, low]) { u.ctx.moveTo(x - cap, y); u.ctx.lineTo(x + cap, y); }
        u.ctx.moveTo(x, high);
        u.ctx.lineTo(x, low);
      });
      u.ctx.stroke();
      u.ctx.restore();
    });
  }

  // One line below the plot says what is under the pointer; nothing stands there without one.
  function readout(u, plot, line) {
    const at = u.cursor.idx;
    if (at === null || at === undefined) { line.textContent = ''; return; }
    const unit = plot.yLabel ? '\u00A0' + plot.yLabel : '';
    const where = plot.categories ? plot.categories[at] : `${plot.xLabel || 'at'} ${number(plot.x[at])}`;
    const values = plot.series.flatMap((one, i) => {
      if (isEnd(one) || one.values[at] === null || !u.series[i + 1].show) return [];
      const [high, low] = [plot.series[i - 2], plot.series[i - 1]];
      const interval = low && isEnd(low) && low.values[at] !== null ? ` (${number(low.values[at])} to ${number(high.values[at])})` : '';
      return [`${one.label} ${number(one.values[at])}${unit}${interval}`];
    });
    line.textContent = `${where}: ${values.join('; ')}`;
  }

  function make(plot, place) {
    const y = plot.yLow === null && plot.yHigh === null ? {} : { range: (_, low, high) => [plot.yLow ?? low, plot.yHigh ?? high] };
    const x = plot.categories ? { time: false, range: () => [-0.6, plot.x.length - 0.4] } : { time: false, distr: plot.logX ? 3 : 1 };
    const line = document.createElement('p');
    line.className = 'readout';
    const made = new uPlot({
      title: plot.title, width: place.clientWidth, height: 260,
      legend: { show: plot.series.length > 1, live: false, markers: { dash: (u, i) => (u.series[i].dash ? 'dashed' : 'solid') } },
      scales: { x, y },
      axes: [plot.categories ? categories(plot, place) : axis(plot.xLabel, { size: 36 }), axis(plot.yLabel, { size: 56 })],
      bands: plot.series.flatMap((one, i) => (one.style === 'High' ? [{ series: [i + 1, i + 2], fill: colourOf(one.colour) + '22' }] : [])),
      series: [{}, ...plot.series.map(one => series(one, plot.x.length))],
      hooks: { draw: [u => errorBars(u, plot)], setCursor: [u => readout(u, plot, line)] },
    }, [plot.x, ...plot.series.map(one => one.values)], place);
    place.append(line);
    return { destroy: () => { made.destroy(); line.remove(); } };
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
