/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What LLVM 14 makes calls of: lib/Target/WebAssembly/WebAssemblyLowerEmscriptenEHSjLj.cpp.  A function
   that calls setjmp has a table of its calls, which ends with an entry whose id is 0.  */
#include <stdint.h>
#include <stdlib.h>

struct call
{
  uintptr_t id;   /* what setjmp put into its jmp_buf */
  uint32_t label; /* where in the function it returns to */
};

struct thrown
{
  void *environment;
  int value;
};

/* The second result of a function that has two.  */
static uint32_t second_result;

void
setTempRet0 (uint32_t value)
{
  second_result = value;
}

uint32_t
getTempRet0 (void)
{
  return second_result;
}

/* Enters a call of setjmp into TABLE, which has room for SIZE calls and the end, and returns the table
   and, as its second result, the size.  */
struct call *
saveSetjmp (uintptr_t *environment, uint32_t label, struct call *table, uint32_t size)
{
  static uintptr_t last_id;
  uint32_t i = 0;

  while (i < size && table[i].id != 0)
    i++;
  if (i == size)
    {
      size *= 2;
      table = realloc (table, (size + 1) * sizeof *table);
      if (table == NULL)
        abort ();
    }
  *environment = ++last_id;
  table[i].id = last_id;
  table[i].label = label;
  table[i + 1].id = 0;
  setTempRet0 (size);
  return table;
}

/* The label of the call of setjmp that ID is of, 0 if it is of another function.  */
uint32_t
testSetjmp (uintptr_t id, const struct call *table, uint32_t size)
{
  for (uint32_t i = 0; i < size && table[i].id != 0; i++)
    if (table[i].id == id)
      return table[i].label;
  return 0;
}

/* Tag 1 is C's longjmp.  */
void
__wasm_longjmp (void *environment, int value)
{
  static struct thrown thrown;

  thrown.environment = environment;
  thrown.value = value;
  __builtin_wasm_throw (1, &thrown);
}
