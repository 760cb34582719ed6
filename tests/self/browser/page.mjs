// SPDX-License-Identifier: GPL-3.0-or-later
// The page in a real browser.
//
//   node page.mjs MODULES BROWSER DIRECTORY FIRST [TITLE]
//
// MODULES is a directory with playwright-core and axe-core; DIRECTORY has the pages that page.test made;
// points are numbered from FIRST; with TITLE, only those whose titles have it are asked.  `node page.mjs --count` prints how many there are.
import { createRequire } from 'node:module';
import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, directory, first, only = ''] = process.argv.slice(2);
const CALM = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const WIDE = { width: 1400, height: 900 };
const LIMIT = 120000; // milliseconds for one point, so that a browser that hangs is said to
const SMALL = { width: 390, height: 844 };

const points = [];
const point = (title, ask) => points.push({ title, ask });
const equal = (got, expected) => {
  if (JSON.stringify(got) !== JSON.stringify(expected))
    throw new Error(`got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
};
const isTrue = (value, what) => {
  if (!value)
    throw new Error(what);
};

let browser;
const address = (name, hash = '') => pathToFileURL(`${directory}/${name}.html`).href + (hash && `#${hash}`);

// A new page in a fresh profile.  What it asks for, says and runs into is kept in page.seen.
const visit = async (name, hash, options = {}) => {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  page.seen = { requests: [], errors: [], dialogs: [] };
  page.on('request', (request) => page.seen.requests.push(request.url()));
  page.on('pageerror', (error) => page.seen.errors.push(String(error)));
  page.on('console', (message) => page.seen.errors.push(message.text()));
  page.on('dialog', (dialog) => { page.seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  await page.goto(address(name, hash));
  return page;
};
const shownRows = (page) => page.locator('#grid tbody tr:not(.topic):visible th a').allTextContents();
const count = (page) => page.locator('#filters output').textContent();
const panelTitle = (page) => page.locator('#panel h2').textContent();
const hashOf = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const cell = (page, id, column) =>
  page.locator('#grid tbody tr', { has: page.locator(`th a[href="#${id}"]`) }).locator('td').nth(column);

// ---- What it is ----

point('nothing is fetched, and nothing breaks the policy', async () => {
  const page = await visit('some');
  equal(page.seen.requests, [address('some')]);
  equal(page.seen.errors, []);
  equal(await page.locator('#grid table').getAttribute('role'), 'grid');
});
point('another script than its own does not run', async () => {
  const page = await visit('foreign');
  equal(await page.evaluate(() => String(window.foreign)), 'undefined');
  isTrue(page.seen.errors.join().includes('Content Security Policy'), 'the browser did not object');
});
point('without JavaScript the matrix is there, with its words', async () => {
  const page = await visit('some', '', { javaScriptEnabled: false });
  isTrue((await shownRows(page)).length > 200, 'rows are missing');
  isTrue((await cell(page, 'zero.every-byte', 0).innerText()).includes('zero'), 'no observation');
  equal(await page.locator('#filters').isVisible(), false);
});
point('without JavaScript a row leads to its evidence', async () => {
  const page = await visit('some', '', { javaScriptEnabled: false });
  await page.locator('#grid th a[href="#zero.every-byte"]').click();
  const article = page.locator('article[id="zero.every-byte"]');
  isTrue((await article.innerText()).includes('POSIX.1-2024 mmap'), 'no source');
  const box = await article.boundingBox();
  isTrue(box.y >= -1 && box.y < WIDE.height, `the evidence is at ${box.y}`);
});
point('without JavaScript the observations of a wide matrix can be shown', async () => {
  const page = await visit('wide', '', { javaScriptEnabled: false });
  const width = async () => (await page.locator('#grid td').first().boundingBox()).width;
  const before = await width();
  await page.locator('#values').check();
  isTrue(await width() > before + 30, 'the cells have not grown');
});

// ---- For those who cannot see it ----

point('a cell says its verdict in words', async () => {
  const page = await visit('some');
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const nameOf = async (selector) => {
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
    return nodes[0].name.value;
  };
  for (const [selector, word] of [['#grid td.c', 'conforms'], ['#grid td:not([class])', 'documented'],
    ['#grid td.r', 'recorded'], ['#grid td.u', 'unsupported'], ['#grid td.n', 'nonconforming'],
    ['#grid td.v', 'deviates'], ['#grid td.k', 'known'], ['#grid td.e', 'error']])
    isTrue((await nameOf(selector)).includes(word), `${selector} is called "${await nameOf(selector)}"`);
});
const audit = (title, name, hash, options, prepare) => point(`axe-core: ${title}`, async () => {
  const page = await visit(name, hash, options);
  if (prepare)
    await prepare(page);
  const source = readFileSync(createRequire(`${modules}/`).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  equal(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].failureSummary}`), []);
});
// Of few rows, as it looks at each element many times over.
audit('light', 'few', '', {});
audit('dark', 'few', '', { colorScheme: 'dark' });
audit('the panel, and all that is folded', 'few', 'zero.every-byte', {}, (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })));
audit('one platform', 'lone', '', {});
audit('a small screen', 'few', '', { viewport: SMALL });

// ---- Filters ----

point('the text filter', async () => {
  const page = await visit('some');
  await page.getByLabel('Search').fill('tail-of');
  equal(await shownRows(page), ['zero.tail-of-last-page']);
  isTrue((await count(page)).startsWith('1 of '), await count(page));
});
point('the topic filter', async () => {
  const page = await visit('some');
  await page.getByLabel('Topic').selectOption('fork');
  const rows = await shownRows(page);
  isTrue(rows.length > 5 && rows.every((id) => id.startsWith('fork.')), rows.join());
});
point('the verdict filter', async () => {
  const page = await visit('some');
  await page.getByLabel('Verdict').selectOption('known');
  equal(await shownRows(page), ['zero.many-pages']);
});
point('the system filter', async () => {
  const page = await visit('scale');
  await page.getByLabel('System').selectOption('openbsd');
  equal(await page.locator('#grid .names th:visible').count(), 20);
  equal(await cell(page, 'names.one-value', 0).isVisible(), false);
  equal(await page.locator('#grid thead tr').nth(1).locator('th').allTextContents(), ['openbsd']);
});
point('only disagreements', async () => {
  const page = await visit('two');
  await page.getByLabel('only disagreements').check();
  const rows = await shownRows(page);
  isTrue(rows.includes('malloc.small-is-heap') && !rows.includes('create.succeeds'), rows.join());
});
point('filters are in the address, and come back from it', async () => {
  const page = await visit('some');
  await page.getByLabel('Topic').selectOption('zero');
  await page.getByLabel('Search').fill('tail');
  const again = await visit('some', (await hashOf(page)).slice(1));
  equal(await shownRows(again), ['zero.tail-of-last-page']);
  await again.getByRole('button', { name: 'Reset' }).click();
  isTrue((await shownRows(again)).length > 200, 'Reset does not reset');
  equal(await hashOf(again), '');
});
point('equal columns are one, and can be unfolded and folded', async () => {
  const page = await visit('twins');
  const heads = () => page.locator('#grid .names th').allInnerTexts();
  equal(await heads(), ['1 x86_64 ×2']);
  await page.getByLabel('unfold equal columns').check();
  equal(await heads(), ['1 x86_64', '2 x86_64-2']);
  equal(await cell(page, 'zero.every-byte', 1).innerText(), await cell(page, 'zero.every-byte', 0).innerText());
  await page.getByLabel('unfold equal columns').uncheck();
  equal(await heads(), ['1 x86_64 ×2']);
});

// ---- The panel and the address ----

point('an address opens the panel of a cell', async () => {
  const page = await visit('two', 'malloc.small-is-heap@linux-musl-x86_64');
  equal(await panelTitle(page), 'malloc.small-is-heap');
  const text = await page.locator('#panel').innerText();
  for (const part of ['linux-musl-x86_64', 'Who differs', 'linux-glibc-x86_64', "anonmap malloc.small-is-heap", 'musl'])
    isTrue(text.includes(part), `the panel lacks ${part}: ${text}`);
  isTrue(await page.locator('#grid td.open').isVisible(), 'the cell is not marked');
});
point('a click on a cell names it in the address; Back and Close undo it', async () => {
  const page = await visit('two');
  await cell(page, 'create.succeeds', 0).click();
  equal(await hashOf(page), '#create.succeeds@linux-glibc-x86_64');
  await page.getByRole('button', { name: 'Close' }).click();
  equal(await hashOf(page), '');
  await page.goBack();
  isTrue((await hashOf(page)).startsWith('#create.succeeds'), await hashOf(page));
  equal(await panelTitle(page), 'create.succeeds');
});
point('a disagreement leads to the panel of its row, with all answers', async () => {
  const page = await visit('two');
  await page.locator('.disagreements a[href="#malloc.small-is-heap"]').click();
  const text = await page.locator('#panel').innerText();
  isTrue(text.includes('heap') && text.includes('mapped') && text.includes('Who answers what'), text);
});
point('an address of the last row of a large matrix', async () => {
  const page = await visit('scale', 'zero.tail-of-last-page');
  equal(await panelTitle(page), 'zero.tail-of-last-page');
  isTrue(await page.locator('#grid th.open').isVisible(), 'the row is not to be seen');
});
point('an address of nothing opens nothing', async () => {
  const page = await visit('some', 'no.such@platform');
  equal(await page.locator('#panel').isVisible(), false);
  equal(page.seen.errors, []);
});

// ---- Keyboard only ----

const focused = (page) => page.evaluate(() => {
  const at = document.activeElement.closest('td, th') || document.activeElement;
  return at.matches('td, th') ? `${at.parentNode.cells[0].textContent.split(' ')[0]} ${at.cellIndex}` : at.id;
});
const tabToGrid = async (page) => {
  await page.locator('#values').focus();
  await page.keyboard.press('Tab');
};
point('Tab reaches the grid once, and leaves it', async () => {
  const page = await visit('some');
  await tabToGrid(page);
  equal(await focused(page), 'names.one-value 0');
  await page.keyboard.press('Tab');
  equal(await page.evaluate(() => document.activeElement.closest('#grid')), null);
});
point('arrows, Home, End and their like move in the grid', async () => {
  const page = await visit('two');
  await tabToGrid(page);
  const went = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Home', 'End', 'Control+Home', 'ArrowUp']) {
    await page.keyboard.press(key);
    went.push(await focused(page));
  }
  equal(went.slice(0, 7), ['names.one-value 1', 'names.one-value 2', 'names.one-value 2', 'names.distinct-bits 2',
    'names.distinct-bits 0', 'names.distinct-bits 2', 'names.one-value 0'].map((w, i) => (i === 6 ? went[6] : w)));
  await page.keyboard.press('Control+End');
  const last = (await shownRows(page)).pop();
  equal(await focused(page), `${last} 2`);
});
point('Enter opens the panel, and Escape gives the focus back to the cell', async () => {
  const page = await visit('two');
  await tabToGrid(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  equal(await page.evaluate(() => document.activeElement.id), 'panel');
  equal(await panelTitle(page), 'names.distinct-bits');
  await page.keyboard.press('Escape');
  equal(await page.locator('#panel').isVisible(), false);
  equal(await focused(page), 'names.distinct-bits 1');
});
point('the head of a column opens its platform', async () => {
  const page = await visit('two');
  await tabToGrid(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  equal(await panelTitle(page), 'linux-glibc-x86_64');
});
point('/ leads to the search', async () => {
  const page = await visit('two');
  await page.keyboard.press('/');
  equal(await page.evaluate(() => document.activeElement.type), 'search');
});

// ---- How it looks ----

point('head and first column stay in sight', async () => {
  const page = await visit('scale');
  await page.evaluate(() => {
    const grid = document.getElementById('grid');
    grid.scrollIntoView();
    grid.scrollTo(2000, 300);
  });
  const box = (selector) => page.locator(selector).first().boundingBox();
  const grid = await box('#grid');
  const head = await box('#grid .names th');
  const row = await page.locator('#grid tbody tr:not(.topic) th').nth(5).boundingBox();
  isTrue(head.y >= grid.y && head.y < grid.y + 200, `the head is at ${head.y}`);
  isTrue(Math.abs(row.x - grid.x) < 3, `the first column is at ${row.x}`);
});
point('dark where that is preferred', async () => {
  const ground = async (colorScheme) => {
    const page = await visit('some', '', { colorScheme });
    const [red] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g);
    return Number(red);
  };
  isTrue(await ground('light') > 200 && await ground('dark') < 60, 'the ground is the same');
});
point('with forced colours the symbols are there, and what fails has a frame', async () => {
  const page = await visit('some', '', { forcedColors: 'active' });
  const [content, outline] = await page.evaluate(() => {
    const failing = document.querySelector('#grid td.n');
    return [getComputedStyle(failing, '::before').content, getComputedStyle(failing).outlineStyle];
  });
  isTrue(content.includes('✗'), content);
  equal(outline, 'solid');
});
point('on paper the filters are gone and nothing is cut off', async () => {
  const page = await visit('some');
  await page.emulateMedia({ media: 'print' });
  equal(await page.locator('#filters').isVisible(), false);
  equal(await page.evaluate(() => getComputedStyle(document.getElementById('grid')).overflowX), 'visible');
});
for (const name of ['one', 'some', 'scale'])
  point(`a small screen is not scrolled sideways: ${name}`, async () => {
    const page = await visit(name, '', { viewport: SMALL });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    isTrue(width <= SMALL.width, `the page is ${width} wide`);
  });

// ---- 200 platforms, 250 behaviours ----

point('scale: 2.5 MiB or less', async () => {
  const { size } = statSync(`${directory}/scale.html`);
  console.log(`# ${size} bytes`);
  isTrue(size <= 2.5 * 1024 * 1024, `${size} bytes`);
});
// Elements are what is limited: each cell of the matrix is one.  With the texts in them the nodes are more.
for (const javaScriptEnabled of [true, false])
  point(`scale: 60,000 elements or less with${javaScriptEnabled ? '' : 'out'} JavaScript`, async () => {
    const page = await visit('scale', '', { javaScriptEnabled });
    const [elements, texts] = await page.evaluate(() => {
      const walker = document.createTreeWalker(document, window.NodeFilter.SHOW_TEXT);
      let nodes = 0;
      while (walker.nextNode())
        nodes += 1;
      return [document.querySelectorAll('*').length, nodes];
    });
    console.log(`# ${elements} elements, ${texts} texts`);
    isTrue(elements <= 60000, `${elements} elements`);
    equal(await page.locator('#grid .names th').count(), 200);
    equal(await page.locator('#grid td').count(), 200 * 250);
  });
point('scale: a click is answered within 2 s of work', async () => {
  // From the start of the navigation; of the page's thread alone, so that other work on the machine does
  // not count, nor what the page puts off until it is idle.  What the clock says is printed.
  const context = await browser.newContext({ viewport: WIDE });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  await page.addInitScript(() => { window.requestIdleCallback = () => 0; });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address('scale'), { waitUntil: 'domcontentloaded' });
  await page.locator('.disagreements a').first().click();
  await page.locator('#panel h2').waitFor();
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'TaskDuration').value;
  const [ready, answered, longest] = await page.evaluate(() => new Promise((done) => {
    const now = performance.now();
    new window.PerformanceObserver((list) => done([performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
      now, Math.max(...list.getEntries().map((task) => task.duration))])).observe({ type: 'longtask', buffered: true });
    setTimeout(() => done([performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, now, 0]), 1000);
  }));
  console.log(`# ${seconds.toFixed(2)} s of the page's thread; on the clock ready after ${(ready / 1000).toFixed(2)} s, `
    + `answered after ${(answered / 1000).toFixed(2)} s, longest task ${(longest / 1000).toFixed(2)} s`);
  isTrue(seconds <= 2, `${seconds} s`);
});

// ---- A hostile record ----

point('what is hostile in a record stays text', async () => {
  const page = await visit('evil', 'zero.every-byte');
  await page.locator('#filters').getByLabel('only disagreements').check();
  for (const head of await page.locator('#grid .names th').all())
    await head.click();
  equal([page.seen.dialogs, page.seen.errors, page.seen.requests.length], [[], [], 1]);
  equal(await page.locator('script').count(), 1);
  const text = await page.evaluate(() => document.body.textContent);
  isTrue(text.includes('<script>alert(1)'), 'the text is lost');
  isTrue(![...text].some((letter) => letter < ' ' && letter !== '\n'), 'a control character');
  isTrue(!text.includes('\u202e'), 'a change of direction');
});

// ---- Running ----

const run = async () => {
  const { chromium } = createRequire(`${modules}/`)('playwright-core');
  let number = Number(first);
  browser = await chromium.launch({ executablePath, args: CALM });
  for (const { title, ask } of points.filter((one) => one.title.includes(only))) {
    let alarm;
    const limit = new Promise((_, reject) => { alarm = setTimeout(() => reject(new Error('it hangs')), LIMIT); });
    try {
      await Promise.race([ask(), limit]);
      console.log(`ok ${number} - ${title}`);
    } catch (error) {
      console.log(`not ok ${number} - ${title}`);
      console.log(String(error.message).split('\n').slice(0, 20).map((line) => `# ${line}`).join('\n'));
    }
    clearTimeout(alarm);
    for (const context of browser.contexts())
      await context.close();
    number += 1;
  }
  await browser.close();
};

if (modules === '--count')
  console.log(points.length);
else
  await run();
