# SPDX-License-Identifier: GPL-3.0-or-later
# WebAssembly on Node: WASI and Emscripten.  There are no processes, and a question that traps ends its
# instance: each is asked in an instance of its own.
# shellcheck shell=sh disable=SC2034,SC2154  # what a kit sets and is given: see base.sh

# What configure could find out only by running a program: both have musl's getopt_long.
wasm_answers='gl_cv_func_getopt_gnu=yes gl_cv_func_getopt_long_gnu=yes gl_cv_func_getopt_posix=yes'

node_version() { node --version | sed 's/^v/node\//'; }

# wasi: wasi-libc, by clang
wasi() {
  packages="$packages clang lld llvm wasi-libc libclang-rt-14-dev-wasm32 nodejs"
  host=wasm32-wasi
  cc='clang --target=wasm32-wasi -Qunused-arguments -mllvm -wasm-enable-sjlj -mexception-handling'
  cppflags="-D_WASI_EMULATED_MMAN -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID -I$src/ci/kit/wasi"
  build() {
    setjmp=$(compile_for_suite wasi/setjmp.c)
    # shellcheck disable=SC2086  # words
    build_suite_with_stand_in $wasm_answers AR=llvm-ar RANLIB=llvm-ranlib \
      LIBS="$setjmp -lwasi-emulated-mman -lwasi-emulated-signal -lwasi-emulated-process-clocks -lwasi-emulated-getpid"
  }
  layers() { node_version; }
  launch() {
    mkdir -p "$work/tmp"
    node --no-warnings ci/kit/wasi/run.mjs "$work/tmp" "$@"
  }
}
