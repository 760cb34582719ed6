/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a flat program (bFLT) begins on riscv64.  The kernel's flat loader (fs/binfmt_flat.c) leaves
   the arguments and the environment on the stack, but no auxiliary vector and no address that the
   program was loaded to.  This adds both and goes on as an ELF program would: what was linked is a
   static position-independent program, and its C library's start-up relocates it.  */
#include <elf.h>
#include <stddef.h>

/* Of the kernel's for riscv64 (arch/riscv/include/asm/page.h).  */
enum { PAGE_SIZE = 4096 };

/* Room between the two stacks for what arrange_stack has there itself.  */
#define OWN_FRAME "1024"

/* The beginning of what was loaded, which is an ELF file's: the linker defines it.  */
extern const Elf64_Ehdr __ehdr_start __attribute__ ((__visibility__ ("hidden")));

__asm__ (".text\n"
         ".global flat_start\n"
         "flat_start:\n"
         "  mv a0, sp\n"
         "  addi sp, sp, -" OWN_FRAME "\n"
         "  andi sp, sp, -16\n"
         "  call arrange_stack\n"
         "  mv sp, a0\n"
         "  tail _start\n");

/* Moves argc, argv and envp, which end with the second null, down the stack to make room for the
   auxiliary vector behind them.  Returns where they are now.  Runs before the program is
   relocated: no address of data may be used.  */
__attribute__ ((__used__, __visibility__ ("hidden"))) unsigned long *
arrange_stack (const unsigned long *given)
{
  unsigned long base = (unsigned long) &__ehdr_start;
  const unsigned long auxiliary[][2] = {
    { AT_BASE, base },
    { AT_PHDR, base + __ehdr_start.e_phoff },
    { AT_PHENT, __ehdr_start.e_phentsize },
    { AT_PHNUM, __ehdr_start.e_phnum },
    { AT_PAGESZ, PAGE_SIZE },
    { AT_NULL, 0 },
  };
  unsigned long *made = (unsigned long *) given - sizeof auxiliary / sizeof (unsigned long);
  size_t used = 0;
  int ends = 0;

  while (ends < 2)
    {
      made[used] = given[used];
      /* argc may be 0 and is no end.  */
      ends += used > 0 && made[used] == 0;
      used++;
    }
  for (size_t i = 0; i < sizeof auxiliary / sizeof *auxiliary; i++)
    {
      made[used++] = auxiliary[i][0];
      made[used++] = auxiliary[i][1];
    }
  return made;
}
