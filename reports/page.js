// SPDX-License-Identifier: GPL-3.0-or-later
// The page is whole without this: here are the filters, the panel, addresses of cells and the keyboard.
// Text from records only ever goes into textContent or is cloned from what the page already has.
'use strict';
(() => {
  const find = (id) => document.getElementById(id);
  const grid = find('grid');
  const table = grid.querySelector('table');
  const head = table.tHead;
  const nameRow = head.rows[head.rows.length - 1];
  const HEADS = head.rows.length - 1;
  const WORDS = { c: 'conforms', d: 'documented', r: 'recorded', n: 'nonconforming', v: 'deviates',
    k: 'known', u: 'unsupported', e: 'error', m: 'not asked' };
  const FAILING = 'nvek';
  const ANSWERED = 'cdrnvk';
  const MANY = 12; // platforms in a list that is folded

  // make('a', { href: '#x' }, 'text', child): an element with properties and children.
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // ---- What the page has ----

  const platforms = [...find('platform-table').tBodies[0].rows].map((row) => {
    const [, name, kernel, arch, page, libc, between, verdicts] = [...row.cells].map((c) => c.textContent.trim());
    return { name, kernel: kernel.split(' ')[0], facts: { kernel, processor: arch, 'page size': page, libc,
      between, verdicts } };
  });
  const placeOf = new Map(platforms.map((platform, place) => [platform.name, place]));

  const rows = [];
  const rowOf = new Map();
  for (const body of table.tBodies)
    for (const tr of body.rows)
      if (!tr.classList.contains('topic')) {
        const link = tr.cells[0].firstElementChild;
        const row = { tr, body, link, id: link.textContent, text: tr.cells[0].textContent.toLowerCase(),
          topic: body.rows[0].textContent.trim() };
        rows.push(row);
        rowOf.set(row.id, row);
      }

  // A column is one cell in each row; heads: the texts above it.
  const columns = [...nameRow.cells].map((th) => ({ th, first: th.dataset.first - 1,
    count: Number(th.dataset.count), heads: [], folded: th.textContent }));
  for (let level = 0; level < HEADS; level++) {
    let place = 0;
    for (const th of head.rows[level].cells)
      if (th.scope === 'colgroup')
        for (let i = 0; i < th.colSpan; i++)
          columns[place++].heads[level] = th.textContent;
  }

  const isShown = (column) => !column.th.hidden;
  const columnOf = (place) => columns.find((c) => c.first <= place && place < c.first + c.count);

  // ---- Columns: systems and folding ----

  const writeHeads = () => {
    const shown = columns.filter(isShown);
    for (let level = 0; level < HEADS; level++) {
      const row = head.rows[level];
      [...row.cells].filter((th) => th.scope === 'colgroup').forEach((th) => th.remove());
      shown.forEach((column, i) => {
        const path = column.heads.slice(0, level + 1).join('\n');
        if (i > 0 && shown[i - 1].heads.slice(0, level + 1).join('\n') === path)
          row.lastElementChild.colSpan++;
        else
          row.append(make('th', { scope: 'colgroup', colSpan: 1 },
            make('span', {}, column.heads[level])));
      });
    }
    const one = table.querySelector('col.one');
    one.span = Math.max(shown.length, 1);
    for (const body of table.tBodies)
      body.rows[0].cells[0].colSpan = shown.length + 1;
  };

  // Each platform a column of its own, or those that answer alike one.
  const unfold = () => {
    for (let i = columns.length - 1; i >= 0; i--) {
      const { th, first, count, heads } = columns[i];
      if (count === 1)
        continue;
      const copies = [];
      const from = platforms[first].name.indexOf(columns[i].folded.replace(/^\d+ | ×\d+$/g, ''));
      for (let k = 0; k < count; k++) {
        const copy = k === 0 ? th : th.cloneNode(true);
        const platform = platforms[first + k];
        copy.firstElementChild.textContent = `${first + k + 1} ${platform.name.slice(Math.max(from, 0))}`;
        if (k > 0)
          copies[k - 1].th.after(copy);
        copies.push({ th: copy, first: first + k, count: 1, heads, copyOf: k > 0 ? columns[i] : null,
          folded: columns[i].folded, whole: count });
      }
      for (const { tr } of rows)
        for (let k = 1; k < count; k++)
          tr.cells[i + 1].after(tr.cells[i + 1].cloneNode(true));
      columns.splice(i, 1, ...copies);
    }
  };

  const fold = () => {
    for (let i = columns.length - 1; i >= 0; i--) {
      const column = columns[i];
      if (column.copyOf) {
        column.th.remove();
        for (const { tr } of rows)
          tr.cells[i + 1].remove();
        columns.splice(i, 1);
      } else if (column.whole) {
        column.count = column.whole;
        column.whole = 0;
        column.th.firstElementChild.textContent = column.folded;
      }
    }
  };

  // ---- A large matrix is laid out topic by topic, while nothing else is to be done ----

  const bodies = [...table.tBodies];
  const ready = (body) => body.classList.add('ready');
  const readyUpTo = (body) => bodies.slice(0, bodies.indexOf(body) + 1).forEach(ready);
  const later = window.requestIdleCallback || ((work) => setTimeout(work, 1));
  const readyLater = () => {
    const next = bodies.find((body) => !body.classList.contains('ready'));
    if (next)
      later(() => { ready(next); readyLater(); });
  };

  // ---- Filters ----

  const form = find('filters');
  const option = (value, text) => make('option', { value }, text);
  const labelled = (text, control) => make('label', {}, text, control);
  const ticked = (control, text) => make('label', { className: 'tick' }, control, text);
  const tick = () => make('input', { type: 'checkbox' });
  const unique = (list) => [...new Set(list)];
  const fields = {
    q: make('input', { type: 'search' }),
    topic: make('select', {}, option('', 'all'), ...unique(rows.map((r) => r.topic)).map((t) => option(t, t))),
    verdict: make('select', {}, option('', 'any'),
      ...Object.keys(WORDS).map((letter) => option(WORDS[letter], WORDS[letter]))),
    system: make('select', {}, option('', 'all'),
      ...unique(platforms.map((p) => p.kernel)).map((k) => option(k, k))),
    only: tick(),
    each: tick(),
  };
  const count = make('output', {});
  const reset = make('button', { type: 'button' }, 'Reset');

  form.append(labelled('Search', fields.q), labelled('Topic', fields.topic),
    labelled('Verdict', fields.verdict), labelled('System', fields.system),
    ticked(fields.only, 'only disagreements'));
  if (columns.some((column) => column.count > 1))
    form.append(ticked(fields.each, 'unfold equal columns'));
  form.append(reset, count);
  form.hidden = false;

  const letterOf = (cell) => cell.className[0] || 'd';
  const numberOf = (cell) => cell.className[3] || '1';

  const passes = (row, shown, wanted) => {
    if (fields.topic.value && row.topic !== fields.topic.value)
      return false;
    if (fields.q.value && !row.text.includes(fields.q.value.toLowerCase()))
      return false;
    if (!wanted && !fields.only.checked)
      return true;
    const cells = shown.map((i) => row.tr.cells[i + 1]);
    if (wanted && !cells.some((cell) => letterOf(cell) === wanted))
      return false;
    if (!fields.only.checked)
      return true;
    const answered = cells.filter((cell) => ANSWERED.includes(letterOf(cell)));
    return cells.some((cell) => FAILING.includes(letterOf(cell)))
      || new Set(answered.map(numberOf)).size > 1;
  };

  let system = '';
  let unfolded = false;
  const filterColumns = () => {
    if (fields.system.value === system && fields.each.checked === unfolded)
      return;
    if (fields.each.checked !== unfolded)
      (unfolded ? fold : unfold)();
    system = fields.system.value;
    unfolded = fields.each.checked;
    columns.forEach((column, i) => {
      const hidden = system !== '' && platforms[column.first].kernel !== system;
      if (column.th.hidden === hidden && !rows.some(({ tr }) => tr.cells[i + 1].hidden !== hidden))
        return;
      column.th.hidden = hidden;
      for (const { tr } of rows)
        tr.cells[i + 1].hidden = hidden;
    });
    writeHeads();
  };

  const filter = () => {
    filterColumns();
    const shown = columns.map((column, i) => i).filter((i) => isShown(columns[i]));
    const wanted = Object.keys(WORDS).find((letter) => WORDS[letter] === fields.verdict.value);
    let visible = 0;
    for (const row of rows) {
      row.tr.hidden = !passes(row, shown, wanted);
      visible += !row.tr.hidden;
    }
    for (const body of table.tBodies)
      body.hidden = ![...body.rows].some((tr) => !tr.hidden && !tr.classList.contains('topic'));
    count.textContent = `${visible} of ${rows.length} behaviours, ${shown.length} of ${columns.length} columns`;
    if (!current || current.hidden || current.closest('[hidden]'))
      settle();
  };

  // ---- The address: #ID, #ID@PLATFORM, with ?filters ----

  let opened = '';
  const query = () => {
    const parameters = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) {
      const value = field.type === 'checkbox' ? (field.checked ? '1' : '') : field.value;
      if (value)
        parameters.set(name, value);
    }
    const text = parameters.toString();
    return text ? `?${text}` : '';
  };
  const remember = (push) => {
    const address = `#${opened}${query()}`;
    if (address !== location.hash && (address !== '#' || location.hash))
      history[push ? 'pushState' : 'replaceState'](null, '', address === '#' ? location.pathname + location.search : address);
  };
  const split = (hash) => {
    const [target, parameters] = hash.replace(/^#/, '').split('?');
    const [id, name] = decodeURIComponent(target).split('@');
    return { id, name, parameters: new URLSearchParams(parameters) };
  };

  // ---- The panel ----

  const articles = new Map([...document.querySelectorAll('article')].map((article) => [article.id, article]));
  const panel = make('aside', { id: 'panel', hidden: true, tabIndex: -1 });
  panel.setAttribute('aria-labelledby', 'panel-title');
  document.body.append(panel);
  let cameFrom = null;
  let marked = null;

  // A line of the evidence: what it says, the letter of its verdict, and on which platforms.
  const linesOf = (paragraph) => {
    const on = paragraph.dataset.on.split('|');
    return paragraph.textContent.split('\n').filter(Boolean).map((text, i) => ({ text, on: on[i],
      letter: Object.keys(WORDS).find((letter) => text.split(' ')[1] === WORDS[letter]) || '' }));
  };
  const within = (line, place) => line.on.split(' ').some((range) => {
    const [from, to] = range.split('-').map(Number);
    return from <= place + 1 && place + 1 <= (to || from);
  });
  const placesOf = (line) => platforms.map((platform, place) => place).filter((place) => within(line, place));
  const linkTo = (id, place) => make('a', { href: `#${id}@${platforms[place].name}` }, platforms[place].name);
  const factsOf = (place) => {
    const list = make('dl', {});
    for (const [name, value] of Object.entries(platforms[place].facts))
      if (value)
        list.append(make('dt', {}, name), make('dd', {}, value));
    return list;
  };
  // What the page has in quotation marks is a value.
  const withValues = (text) => text.split(/“([^”]*)”/)
    .map((piece, i) => (i % 2 === 1 ? make('code', {}, piece) : piece));
  const itemOf = (line, text) => make('li', { className: line.letter }, ...withValues(text));
  const listOf = (lines) => make('ul', { className: 'lines' }, ...lines.map((line) => itemOf(line, line.text)));
  const answersOf = (id, lines) => make('ul', { className: 'lines' }, ...lines.map((line) => {
    if (platforms.length === 1)
      return itemOf(line, line.text);
    const item = itemOf(line, line.text.slice(0, line.text.lastIndexOf(', on ')));
    const places = placesOf(line);
    const list = make('ul', { className: 'at' }, ...places.map((place) => make('li', {}, linkTo(id, place))));
    item.append(places.length <= MANY ? list
      : make('details', {}, make('summary', {}, `on ${places.length} platforms`), list));
    return item;
  }));

  const begin = (title) => {
    const close = make('button', { type: 'button', className: 'close' }, 'Close');
    close.addEventListener('click', shut);
    panel.replaceChildren(make('h2', { id: 'panel-title' }, title), close);
  };
  const fillRow = (row, place) => {
    const article = articles.get(row.id);
    const lines = linesOf(article.querySelector('.outcomes'));
    const rules = linesOf(article.querySelector('.rules'));
    const [question, ...prose] = [...article.querySelectorAll('p:not([class])')].map((p) => p.cloneNode(true));
    begin(row.id);
    panel.append(question);
    if (place === undefined) {
      panel.append(make('h3', {}, 'Who answers what'), answersOf(row.id, lines),
        make('h3', {}, 'By which rule'), listOf(rules));
    } else {
      const here = lines.filter((line) => within(line, place));
      const elsewhere = lines.filter((line) => !here.includes(line));
      panel.append(make('h3', {}, platforms[place].name),
        here.length > 0 ? listOf(here) : make('p', {}, 'This was not asked here.'),
        make('h3', {}, 'By which rule'), listOf(rules.filter((rule) => within(rule, place))));
      if (elsewhere.length > 0)
        panel.append(make('h3', {}, 'Who differs'), answersOf(row.id, elsewhere));
    }
    panel.append(make('h3', {}, 'About it'), ...prose);
    if (place !== undefined)
      panel.append(make('h3', {}, 'The platform'), factsOf(place));
  };
  const fillPlatform = (place) => {
    const column = columns.indexOf(columnOf(place));
    const wrong = rows.filter(({ tr }) => FAILING.includes(letterOf(tr.cells[column + 1])));
    const odd = rows.filter(({ tr }) => tr.cells[column + 1].className.length > 1);
    const list = (some) => make('ul', {}, ...some.map((row) =>
      make('li', {}, make('a', { href: `#${row.id}@${platforms[place].name}` }, row.id))));
    begin(platforms[place].name);
    panel.append(factsOf(place), make('h3', {}, 'Breaks a rule'),
      wrong.length > 0 ? list(wrong) : make('p', {}, 'Nothing.'));
    if (platforms.length > 1)
      panel.append(make('h3', {}, 'Answers otherwise than most'),
        odd.length > 0 ? list(odd) : make('p', {}, 'Nothing.'));
    if (columns[column].count > 1)
      panel.append(make('h3', {}, 'Answer all the same'), make('ul', {},
        ...platforms.slice(columns[column].first, columns[column].first + columns[column].count)
          .map((platform) => make('li', {}, make('a', { href: `#@${platform.name}` }, platform.name)))));
  };

  const mark = (cell) => {
    if (marked)
      marked.classList.remove('open');
    marked = cell;
    if (cell)
      cell.classList.add('open');
  };
  // Also on a small screen, where the panel covers what is below.
  const keepInSight = () => {
    marked.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (marked.getBoundingClientRect().bottom > panel.getBoundingClientRect().top && panel.offsetLeft === 0)
      marked.scrollIntoView({ block: 'start', inline: 'nearest' });
  };
  const show = (id, name) => {
    const row = rowOf.get(id);
    const place = placeOf.get(name);
    if ((id && !row) || (name && place === undefined) || (!id && !name))
      return false;
    const column = place === undefined ? -1 : columns.indexOf(columnOf(place));
    if (row) {
      readyUpTo(row.body);
      fillRow(row, place);
      mark(row.tr.cells[column + 1]);
    } else {
      fillPlatform(place);
      mark(columns[column].th);
    }
    panel.hidden = false;
    document.body.classList.add('with-panel');
    panel.scrollTop = 0;
    keepInSight();
    opened = name ? `${id}@${name}` : id;
    return true;
  };
  const open = (id, name, from) => {
    cameFrom = from || cameFrom;
    if (!show(id, name))
      return;
    remember(true);
    panel.focus();
  };
  function shut() {
    panel.hidden = true;
    document.body.classList.remove('with-panel');
    mark(null);
    opened = '';
    remember(true);
    if (cameFrom && cameFrom.isConnected)
      cameFrom.focus();
    cameFrom = null;
  }

  // ---- The keyboard in the grid: one cell at a time can be reached by Tab ----

  let current = null;
  const focusable = (cell) => (cell.cellIndex === 0 && cell.scope === 'row' ? cell.firstElementChild : cell);
  const settle = (cell) => {
    const next = cell || rows.map((row) => row.tr).find((tr) => !tr.hidden && !tr.parentNode.hidden)?.cells[0];
    if (current)
      focusable(current).tabIndex = -1;
    current = next || null;
    if (current)
      focusable(current).tabIndex = 0;
  };
  const go = (cell) => {
    if (!cell)
      return;
    if (cell.closest('tbody'))
      readyUpTo(cell.closest('tbody'));
    settle(cell);
    focusable(cell).focus();
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const move = (cell, down, right) => {
    const lines = [nameRow, ...rows.map((row) => row.tr).filter((tr) => !tr.hidden && !tr.parentNode.hidden)];
    const shift = cell.parentNode === nameRow ? 1 : 0;
    const shown = [0, ...columns.map((column, i) => i + 1).filter((i) => isShown(columns[i - 1]))];
    const bounded = (value, last) => Math.min(Math.max(value, 0), last);
    const line = lines[bounded(lines.indexOf(cell.parentNode) + down, lines.length - 1)];
    const place = shown[bounded(shown.indexOf(cell.cellIndex + shift) + right, shown.length - 1)];
    return line === nameRow ? nameRow.cells[Math.max(place - 1, 0)] : line.cells[place];
  };
  const FAR = 1e6;
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -FAR], End: [0, FAR] };

  const openCell = (cell) => {
    const row = rows.find(({ tr }) => tr === cell.parentNode);
    const shift = cell.parentNode === nameRow ? 1 : 0;
    const column = columns[cell.cellIndex - 1 + shift];
    const name = column ? platforms[column.first].name : '';
    if (row || name)
      open(row ? row.id : '', name, focusable(cell));
  };
  table.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td, th');
    const step = STEPS[event.key];
    if (!cell || event.altKey || event.metaKey)
      return;
    if (step) {
      const far = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
      go(move(cell, far ? Math.sign(step[1]) * FAR : step[0], step[1]));
    } else if (event.key === 'Enter' || event.key === ' ') {
      openCell(cell);
    } else {
      return;
    }
    event.preventDefault();
  });

  // ---- Listening ----

  table.addEventListener('click', (event) => {
    const cell = event.target.closest('td, .names th');
    if (!cell || event.target.closest('a'))
      return;
    settle(cell);
    openCell(cell);
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const { id, name } = split(link.getAttribute('href'));
    if (!rowOf.has(id) && !name)
      return;
    event.preventDefault();
    open(id, name, panel.contains(link) ? null : link);
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, select, textarea');
    if (event.key === 'Escape' && !panel.hidden) {
      shut();
    } else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      fields.q.focus();
      event.preventDefault();
    }
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => { filter(); remember(false); });
  reset.addEventListener('click', () => { form.reset(); filter(); remember(false); });

  const obey = () => {
    const { id, name, parameters } = split(location.hash);
    for (const [key, field] of Object.entries(fields))
      if (field.type === 'checkbox')
        field.checked = parameters.get(key) === '1';
      else
        field.value = parameters.get(key) || '';
    filter();
    if (show(id, name)) {
      grid.scrollIntoView({ block: 'start' });
      keepInSight();
    } else if (!panel.hidden) {
      panel.hidden = true;
      document.body.classList.remove('with-panel');
      mark(null);
      opened = '';
    }
  };
  window.addEventListener('popstate', obey);

  table.setAttribute('role', 'grid');
  table.setAttribute('aria-readonly', 'true');
  grid.removeAttribute('tabindex');
  for (const { link } of rows)
    link.tabIndex = -1;
  for (const { th } of columns)
    th.tabIndex = -1;
  settle(rows[0].tr.cells[0]);
  ready(bodies[0]);
  readyLater();
  obey();
  if (location.hash)
    window.addEventListener('load', obey, { once: true });
})();
