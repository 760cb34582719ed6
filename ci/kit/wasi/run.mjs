// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the runner, a module of WASI, step by step: node run.mjs DIRECTORY MODULE ARGUMENT..., where
// DIRECTORY is the module's /tmp.  Each step is an instance of its own; one that traps is over, and the
// next goes on behind it.  After some steps Node ends with the status 4 itself: it crashes when it has
// collected many.
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

const again = 4; // the exit status of a runner that has more to ask
const mostSteps = 16;
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
    if (!existsSync(join(directory, 'steps'))) return 1; // not the runner
    await removeTemporaryFiles();
    return again;
  }
}

async function removeTemporaryFiles() {
  for (const name of await readdir(directory))
    if (name.startsWith('anonmap-')) await rm(join(directory, name), { recursive: true });
}

let status = again;
for (let steps = 0; status === again && steps < mostSteps; steps++) status = await step();
process.exitCode = status;
