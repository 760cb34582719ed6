// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the runner, a module of WASI, step by step: node run.mjs DIRECTORY MODULE ARGUMENT...
// Each step is an instance of its own; one that traps is over, and the next goes on behind it.
// DIRECTORY is the module's /tmp.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const again = 4; // the exit status of a runner that has more to ask
const mostSteps = 2000;
const [directory, program, ...args] = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile(program));

async function step() {
  const wasi = new WASI({
    version: 'preview1',
    args: ['anonmap', '--steps=/tmp/steps', ...args],
    env: { TMPDIR: '/tmp' },
    preopens: { '/tmp': directory, '/dev': '/dev' },
  });
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  try {
    return wasi.start(instance);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    console.error(`trap: ${error.message}`);
    return again;
  }
}

let status = again;
for (let steps = 0; status === again && steps < mostSteps; steps++) status = await step();
process.exitCode = status;
