// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a module of WASI: node run.mjs DIRECTORY MODULE ARGUMENT..., where DIRECTORY is the module's
// /tmp.  Node ends with 7 if the module traps, as it does of itself for Emscripten's.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [directory, program, ...args] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: ['anonmap', ...args],
  env: { TMPDIR: '/tmp' },
  preopens: { '/tmp': directory, '/dev': '/dev' },
});
const module = await WebAssembly.compile(await readFile(program));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
try {
  process.exitCode = wasi.start(instance);
} catch (error) {
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  console.error(`trap: ${error.message}`);
  process.exitCode = 7;
}
