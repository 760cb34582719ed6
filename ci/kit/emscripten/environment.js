// SPDX-License-Identifier: GPL-3.0-or-later
// What the runner looks at of the environment, which Emscripten's programs do not get.
Module['preRun'] = () => { ENV['TMPDIR'] = process.env['TMPDIR']; };
