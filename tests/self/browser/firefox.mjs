// SPDX-License-Identifier: GPL-3.0-or-later
// The page in Firefox, by the protocol that it speaks itself (Marionette), so that nothing else is needed.
//
//   node firefox.mjs FIREFOX DIRECTORY FIRST
//
// DIRECTORY has the pages that page.test made; points are numbered from FIRST.  `node firefox.mjs --count`
// prints how many there are.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';

const [firefox, directory, first] = process.argv.slice(2);
const LIMIT = 180000; // milliseconds for all, so that a browser that hangs is said to
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

// ---- The protocol: LENGTH:[0, number, command, parameters], and [1, number, error, result] back ----

let child;
const startFirefox = async () => {
  const profile = `${directory}/firefox`;
  mkdirSync(profile);
  writeFileSync(`${profile}/user.js`, 'user_pref("marionette.port", 0);\n');
  child = spawn(firefox, ['--headless', '--no-remote', '--marionette', '--profile', profile], { stdio: 'ignore',
    env: { ...process.env, HOME: profile } });
  while (!existsSync(`${profile}/MarionetteActivePort`) && child.exitCode === null)
    await pause(100);
  if (child.exitCode !== null) {
    console.log('Bail out! Firefox ended before it could be asked');
    process.exit(1);
  }
  return connect(Number(readFileSync(`${profile}/MarionetteActivePort`, 'utf8')), '127.0.0.1');
};
const speak = (socket) => {
  let number = 0;
  let bytes = Buffer.alloc(0);
  const waiting = new Map();
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (let colon = bytes.indexOf(':'); colon > 0; colon = bytes.indexOf(':')) {
      const end = colon + 1 + Number(bytes.subarray(0, colon));
      if (bytes.length < end)
        return;
      const message = JSON.parse(bytes.subarray(colon + 1, end));
      bytes = bytes.subarray(end);
      if (Array.isArray(message) && waiting.has(message[1]))
        waiting.get(message[1])(message);
    }
  });
  return async (command, parameters = {}) => {
    const text = JSON.stringify([0, ++number, command, parameters]);
    const answer = new Promise((done) => { waiting.set(number, done); });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = await answer;
    if (error)
      throw new Error(`${command}: ${error.message}`);
    return result;
  };
};

// ---- Points ----

let send;
const visit = (name, hash = '') =>
  send('WebDriver:Navigate', { url: pathToFileURL(`${directory}/${name}.html`).href + hash });
const evaluate = async (script) =>
  (await send('WebDriver:ExecuteScript', { script: `return (${script})()`, args: [], sandbox: null })).value;
const isTrue = (value, what) => {
  if (!value)
    throw new Error(what);
};

const points = [
  ['Firefox: an address opens the panel, and the cell is in sight', async () => {
    await visit('scale', '#zero.tail-of-last-page');
    await pause(1000);
    const [title, seen] = await evaluate(() => {
      const cell = document.querySelector('#grid .open').getBoundingClientRect();
      const grid = document.getElementById('grid').getBoundingClientRect();
      return [document.getElementById('panel-title').textContent,
        cell.top >= grid.top && cell.bottom <= grid.bottom + 1];
    });
    isTrue(title === 'zero.tail-of-last-page' && seen, `${title} ${seen}`);
  }],
  ['Firefox: the panel has the observation and the rule', async () => {
    const text = await evaluate(() => document.getElementById('panel').textContent);
    isTrue(text.includes('Rule, shall: zero') && text.includes('Why it matters'), text.slice(0, 1000));
  }],
  ['Firefox: the filters', async () => {
    await visit('scale', '#?q=tail-of');
    const text = await evaluate(() => document.querySelector('#filters output').textContent);
    isTrue(text.startsWith('1 of 250 '), text);
  }],
  ['Firefox: the page of 200 platforms is not scrolled sideways', async () => {
    await visit('scale', '#');
    const [width, room, ready] = await evaluate(() => [document.documentElement.scrollWidth, window.innerWidth,
      performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd]);
    console.log(`# ready after ${(ready / 1000).toFixed(2)} s on the clock`);
    isTrue(width <= room, `${width} in ${room}`);
  }],
];

const run = async () => {
  let number = Number(first);
  const alarm = setTimeout(() => { console.log('Bail out! Firefox hangs'); child.kill(); process.exit(1); }, LIMIT);
  send = speak(await startFirefox());
  await send('WebDriver:NewSession');
  for (const [title, ask] of points) {
    try {
      await ask();
      console.log(`ok ${number} - ${title}`);
    } catch (error) {
      console.log(`not ok ${number} - ${title}`);
      console.log(String(error.message).split('\n').map((line) => `# ${line}`).join('\n'));
    }
    number += 1;
  }
  clearTimeout(alarm);
  child.once('exit', () => process.exit(0));
  await send('Marionette:Quit').catch(() => child.kill());
};

if (firefox === '--count')
  console.log(points.length);
else
  await run();
