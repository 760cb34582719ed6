/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setjmp, which Debian's wasi-libc lacks: with -mllvm -wasm-enable-sjlj, LLVM makes calls of the
   functions in setjmp.c of it, and exceptions of WebAssembly.  */
#ifndef KIT_SETJMP_H
#define KIT_SETJMP_H

typedef unsigned long jmp_buf[1];

int setjmp (jmp_buf environment) __attribute__ ((__returns_twice__));
void longjmp (jmp_buf environment, int value) __attribute__ ((__noreturn__));

#endif
