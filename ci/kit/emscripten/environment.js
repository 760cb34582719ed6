// SPDX-License-Identifier: GPL-3.0-or-later
// What the runner looks at of the environment, which Emscripten's programs do not get; one that never looks has no ENV.
Module['preRun'] = () => { if (typeof ENV !== 'undefined') ENV['TMPDIR'] = process.env['TMPDIR']; };
