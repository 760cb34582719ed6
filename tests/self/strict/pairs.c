/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what so many pairs of mmap and munmap cost, in microseconds of processor time.  */
#define _DEFAULT_SOURCE 1

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  size_t page = (size_t) sysconf (_SC_PAGESIZE);
  long pairs = argc > 1 ? strtol (argv[1], NULL, 10) : 0;
  clock_t start = clock ();

  for (long i = 0; i < pairs; i++)
    {
      void *memory
        = mmap (NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

      if (memory == MAP_FAILED || munmap (memory, page) != 0)
        return 1;
    }
  printf ("%.0f\n", (double) (clock () - start) * 1e6 / CLOCKS_PER_SEC);
  return 0;
}
