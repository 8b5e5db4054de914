'use strict';
// The page: decodes the tables, draws the charts, filters and sorts the table of cells.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const records = ({columns, rows}) =>
    rows.map(row => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  const tables = Object.fromEntries(Object.entries(data.tables).map(([name, table]) => [name, records(table)]));
  const cells = tables.cells;
  cells.forEach((cell, i) => { cell.cell = i; });

  const short = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
  const shown = value => typeof value === 'number' ? short.format(value) : value === null ? '' : String(value);

  // What a user types to have a cell's model.
  const quoted = text => /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  const exportCommand = cell => `potsweep export ${quoted(data.folder)} --cell ${quoted(cell.key)} --out MODEL`;
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages from a disk may be refused the clipboard: select and copy as of old.
      const area = element('textarea', {value: text});
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    const before = button.textContent;
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = before; }, 1200);
  };
  const copyButton = (cell, label = 'copy') => {
    const button = element('button', {className: 'plain', textContent: label, title: exportCommand(cell)});
    button.addEventListener('click', () => copy(exportCommand(cell), button));
    return button;
  };

  const pick = cell => {
    const close = element('button', {className: 'plain', textContent: 'close'});
    close.addEventListener('click', () => { $('picked').hidden = true; });
    const facts = data.measures.filter(m => cell[m.column] !== null && m.column !== 'method')
      .map(m => `${m.title} ${m.percent ? Math.round(100 * cell[m.column]) + ' %' : shown(cell[m.column])}`).join(' · ');
    $('picked').replaceChildren(element('span', {textContent: facts}),
      element('code', {textContent: exportCommand(cell)}), copyButton(cell, 'copy'), close);
    $('picked').hidden = false;
  };

  // Charts. Those that follow the filter get the rows that it leaves.
  const following = [];
  const draw = async figure => {
    const spec = data.charts[figure.dataset.chart];
    if (!spec) {
      if (figure.dataset.missing) {
        figure.replaceChildren(element('p', {className: 'missing', textContent: figure.dataset.missing}));
      } else {
        figure.remove();
      }
      return;
    }
    const names = new Set();
    JSON.stringify(spec, (name, value) => {
      if (name === 'data' && value && value.name) names.add(value.name);
      return value;
    });
    const datasets = Object.fromEntries([...names].map(name => [name, tables[name].map(row => ({...row}))]));
    const place = element('div');
    figure.append(place);
    const {view} = await vegaEmbed(place, {...spec, datasets},
      {renderer: 'canvas', config: data.config, actions: {export: true, source: false, compiled: false, editor: false},
        downloadFileName: figure.dataset.chart, tooltip: {theme: 'light'}});
    view.addEventListener('click', (event, item) => {
      if (item && item.datum && item.datum.cell !== undefined) pick(cells[item.datum.cell]);
    });
    figure.view = view;
    if (figure.dataset.follows) following.push(view);
  };
  const follow = rows => Promise.all(following.map(view =>
    view.data('cells', rows.map(row => ({...row}))).runAsync()));

  // The table of cells: a page of the rows that the filters leave, in the order asked for.
  const PAGE = 25;
  const state = {filters: new Map(), sort: data.measures.find(m => m.sort)?.column, down: false, page: 0, front: true, rows: []};
  const parse = text => {
    // "< 50", ">= 100", "20..40", "12.25"; undefined where it is none of these.
    const number = '\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)\\s*';
    let match;
    if (!text.trim()) return () => true;
    if ((match = text.match(new RegExp(`^\\s*(<=|>=|<|>|=)${number}$`, 'i')))) {
      const bound = Number(match[2]);
      return {'<': v => v < bound, '<=': v => v <= bound, '>': v => v > bound, '>=': v => v >= bound, '=': v => v === bound}[match[1]];
    }
    if ((match = text.match(new RegExp(`^${number}\\.\\.${number}$`, 'i')))) {
      const [low, high] = [Number(match[1]), Number(match[2])];
      return v => v >= low && v <= high;
    }
    if ((match = text.match(new RegExp(`^${number}$`, 'i')))) {
      const value = Number(match[1]);
      return v => v === value;
    }
    return undefined;
  };
  const compare = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1 : typeof a === 'number' ? a - b : a < b ? -1 : 1;
  const rank = Object.fromEntries(data.levels.map((level, i) => [level, i]));
  const value = (cell, column) => column === 'level' ? rank[cell.level] ?? cell.level : cell[column];

  const body = element('tbody');
  const counter = element('span');
  const back = element('button', {className: 'plain', textContent: '‹ back'});
  const on = element('button', {className: 'plain', textContent: 'on ›'});
  const columns = data.measures;
  const row = cell => element('tr', {className: cell.on_front ? 'on-front' : ''},
    ...columns.map(({column, number, percent}) => element('td', {className: number ? 'number' : '',
      textContent: percent && cell[column] !== null ? `${Math.round(100 * cell[column])} %` : shown(cell[column])})),
    element('td', {}, copyButton(cell)));
  const showPage = () => {
    const pages = Math.max(1, Math.ceil(state.rows.length / PAGE));
    state.page = Math.min(state.page, pages - 1);
    const first = state.page * PAGE;
    body.replaceChildren(...state.rows.slice(first, first + PAGE).map(row));
    counter.textContent = `${state.rows.length.toLocaleString('en')} of ${cells.length.toLocaleString('en')} cells`
      + (state.rows.length ? `, rows ${first + 1} to ${Math.min(first + PAGE, state.rows.length)}` : '');
    back.disabled = state.page === 0;
    on.disabled = state.page === pages - 1;
  };
  const refresh = charts => {
    const tests = [...state.filters].filter(([, test]) => test);
    const left = cells.filter(cell => tests.every(([column, test]) => cell[column] !== null && test(cell[column])));
    state.rows = state.front ? left.filter(cell => cell.on_front) : left;
    if (state.sort) {
      const sign = state.down ? -1 : 1;
      state.rows.sort((a, b) => sign * compare(value(a, state.sort), value(b, state.sort)) || a.cell - b.cell);
    }
    showPage();
    if (charts) {
      clearTimeout(state.timer);
      state.timer = setTimeout(() => follow(left), 150);
    }
  };
  const header = measure => {
    const {column, title, options, number} = measure;
    const sorter = element('button', {textContent: title, title: 'sort'});
    sorter.addEventListener('click', () => {
      state.down = state.sort === column && !state.down;
      state.sort = column;
      state.page = 0;
      head.querySelectorAll('th').forEach(th => th.removeAttribute('aria-sort'));
      cell.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      refresh(false);
    });
    const filter = options
      ? element('select', {}, element('option', {value: '', textContent: 'all'}),
        ...options.map(option => element('option', {value: option, textContent: shown(option)})))
      : element('input', {type: 'text', placeholder: number ? '< …' : 'contains', spellcheck: false});
    filter.setAttribute('aria-label', `filter ${title}`);
    filter.dataset.filter = column;
    filter.addEventListener('input', () => {
      const text = filter.value;
      const test = !text ? () => true : options ? v => String(v) === text
        : number ? parse(percentless(text, measure)) : v => String(v).includes(text);
      filter.classList.toggle('wrong', !test);
      if (!test) return;
      state.filters.set(column, text ? test : undefined);
      state.page = 0;
      refresh(true);
    });
    const cell = element('th', {className: number ? 'number' : '', scope: 'col'}, sorter, filter);
    return cell;
  };
  // Shares are shown in per cent and filtered so.
  const percentless = (text, {percent}) => percent ? text.replace(/%/g, '').replace(/[\d.]+/g, n => n === '..' ? n : String(Number(n) / 100)) : text;
  const head = element('tr');
  const buildTable = () => {
    head.append(...columns.map(header), element('th', {scope: 'col', textContent: 'export'}));
    const only = element('input', {type: 'checkbox', checked: state.front, id: 'only-front'});
    only.addEventListener('change', () => { state.front = only.checked; state.page = 0; refresh(false); });
    back.addEventListener('click', () => { state.page--; showPage(); });
    on.addEventListener('click', () => { state.page++; showPage(); });
    const clear = element('button', {className: 'plain', textContent: 'clear filters'});
    clear.addEventListener('click', () => {
      state.filters.clear();
      head.querySelectorAll('input, select').forEach(filter => { filter.value = ''; filter.classList.remove('wrong'); });
      refresh(true);
    });
    const save = element('button', {className: 'plain', textContent: 'save as CSV'});
    save.addEventListener('click', () => {
      const names = data.tables.cells.columns;
      const text = v => v === null ? '' : /[",\n]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : String(v);
      const lines = [names.join(','), ...state.rows.map(cell => names.map(name => text(cell[name])).join(','))];
      const link = element('a', {download: 'cells.csv', href: URL.createObjectURL(new Blob([lines.join('\n') + '\n'], {type: 'text/csv'}))});
      link.click();
    });
    $('table').append(
      element('div', {className: 'bar'}, element('label', {}, only, ' front only'), counter, back, on, clear, save),
      element('div', {className: 'scroll'}, element('table', {}, element('thead', {}, head), body)));
    refresh(false);
  };

  const plainTable = (place, columns, rows) => {
    if (!place || !rows || !rows.length) return;
    place.replaceChildren(element('div', {className: 'scroll'}, element('table', {},
      element('thead', {}, element('tr', {}, ...columns.map(([, title, number]) =>
        element('th', {className: number ? 'number' : '', textContent: title})))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...columns.map(([column, , number]) =>
        element('td', {className: number ? 'number' : '', textContent: shown(row[column])}))))))));
  };

  // Learning curves by strategy and 2Jmax, the other axes as chosen.
  const subsets = () => {
    const title = error => error.includes('energy') ? 'energy RMSE, meV/atom' : 'force RMSE, meV/Å';
    const rows = tables.subsets.filter(row => data.subsetsAt.every(([axis, at]) => row[axis] === at))
      .map(row => ({...row, error: title(row.error), smallest_by_p84: row.smallest_by_p84 ?? 'none is'}));
    plainTable($('subsets'), [['error', 'error'], ...data.subsetsBy.map(({column, title}) => [column, title, column !== 'strategy']),
      ['at_largest', 'at the largest', true], ['largest', 'largest', true],
      ['smallest_by_median', 'enough by median', true], ['smallest_by_p84', 'by 84th percentile', true]], rows);
    if (data.subsetsAt.length) {
      $('subsets').append(element('p', {className: 'hint',
        textContent: `Shown for ${data.subsetsAt.map(([axis, at]) => `${axis} = ${at}`).join(', ')}; charts/subsets.json holds all.`}));
    }
  };

  const start = async () => {
    buildTable();
    subsets();
    plainTable($('plan'), [['what', ''], ['value', '']], tables.plan);
    if (tables.kept) plainTable($('kept'), data.kept, tables.kept.filter(row => row.mark)
      .map(row => ({...row, kind: row.kind === 'energy' ? 'energy, meV/atom' : 'force, meV/Å', correlation: row.correlation?.toFixed(2) ?? '–', share: row.share?.toFixed(2) ?? '–'})));
    else $('kept-section').remove();
    $('settings').textContent = data.settings;
    for (const figure of document.querySelectorAll('figure[data-chart]')) {
      await draw(figure);
      await new Promise(resolve => setTimeout(resolve));
    }
    document.documentElement.dataset.state = 'ready';
  };
  start().catch(error => {
    document.documentElement.dataset.state = 'failed';
    throw error;
  });
})();
