# SPDX-License-Identifier: GPL-3.0-or-later
# WebAssembly on Node: WASI and Emscripten.  There are no processes, and a question that traps ends its
# instance: each is asked in an instance of its own.
# shellcheck shell=sh

# What configure could find out only by running a program: both have musl's getopt_long.
wasm_answers='gl_cv_func_getopt_gnu=yes gl_cv_func_getopt_long_gnu=yes gl_cv_func_getopt_posix=yes'

# step_by_step COMMAND...: again and again, until it asks nothing more.  4 is a runner that has more to
# ask; one that a question has ended has noted so, and left what was in $work/tmp.  A program
# that keeps no steps is not the runner.
step_by_step() {
  status=4
  last=
  while [ "$status" = 4 ] || { [ "$last" != "$before" ] && [ "${last#*error: the question ended}" != "$last" ]; }; do
    before=$last
    rm -rf "$work/tmp/"anonmap-*
    status=0
    "$@" || status=$?
    [ -e "$work/tmp/steps" ] || break
    last=$(tail -n 1 "$work/tmp/steps")
  done
  return "$status"
}

on_node() {
  packages="$packages nodejs"
  seconds=900
  layers() { node --version | sed 's/^v/node\//'; }
}

# wasi: wasi-libc, by clang; the module sees $work/tmp as its /tmp, and /dev
wasi() {
  on_node
  packages="$packages clang lld llvm wasi-libc libclang-rt-14-dev-wasm32"
  host=wasm32-wasi
  cc='clang --target=wasm32-wasi -Qunused-arguments -mllvm -wasm-enable-sjlj -mexception-handling'
  cppflags="-D_WASI_EMULATED_MMAN -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID -I$src/ci/kit/wasi"
  headers=ci/kit/wasi
  libs='-lwasi-emulated-mman -lwasi-emulated-signal -lwasi-emulated-process-clocks -lwasi-emulated-getpid'
  build() {
    setjmp=$(compile_for_suite wasi/setjmp.c)
    # shellcheck disable=SC2086  # words
    build_suite_with_stand_in $wasm_answers AR=llvm-ar RANLIB=llvm-ranlib \
      LIBS="$setjmp $libs"
  }
  launch() {
    mkdir -p "$work/tmp"
    step_by_step node --no-warnings ci/kit/wasi/run.mjs "$work/tmp" "$@"
  }
}

# emscripten: by emcc, with the files of this system; emcc's loader and Node's own fetch do not go together
emscripten() {
  on_node
  packages="$packages emscripten"
  host=wasm32-unknown-emscripten
  cc=emcc
  ldflags="-sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sNODERAWFS=1 -sSINGLE_FILE=1 --pre-js $src/ci/kit/emscripten/environment.js"
  # shellcheck disable=SC2086  # words
  build() { build_suite_with_stand_in $wasm_answers AR=emar RANLIB=emranlib; }
  launch() {
    mkdir -p "$work/tmp"
    TMPDIR=$work/tmp NODE_OPTIONS=--no-experimental-fetch step_by_step node "$@" --steps="$work/tmp/steps"
  }
}
