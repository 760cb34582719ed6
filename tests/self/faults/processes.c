/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of what happens to mappings when a process begins, is replaced or ends.  */
#include "fault.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "live.h"

/* The contents are kept, at another address.  */
static void
move_all (void)
{
  for (size_t i = 0; i < live_count; i++)
    {
      void *elsewhere = real.mmap (NULL, live[i].length, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

      if (elsewhere == MAP_FAILED)
        continue;
      if ((live[i].protection & PROT_READ) != 0)
        memcpy (elsewhere, live[i].start, live[i].length);
      real.munmap (live[i].start, live[i].length);
      fault_acted ();
    }
}

static void
clear_own (void)
{
  for (size_t i = 0; i < live_count; i++)
    if (live[i].shared && live[i].maker == getpid () && (live[i].protection & PROT_WRITE) != 0)
      {
        memset (live[i].start, 0, live[i].length);
        fault_acted ();
      }
}

/* What an image hands on to the next one: "FD,ADDRESS,LENGTH" for its one mapping, the descriptor
   being that of a file with the contents.  */
#define HANDED_ON "ANONMAP_FAULT_HANDED_ON"

static void
hand_on (void)
{
  char text[80];
  FILE *file = live_count > 0 ? tmpfile () : NULL;

  if (file == NULL || (live[0].protection & PROT_READ) == 0)
    return;
  fwrite (live[0].start, 1, live[0].length, file);
  fflush (file);
  snprintf (text, sizeof text, "%d,%" PRIxPTR ",%zx", fileno (file), (uintptr_t) live[0].start,
            live[0].length);
  setenv (HANDED_ON, text, 1);
}

static void
take_over (void)
{
  const char *text = getenv (HANDED_ON);
  int fd;
  uintptr_t address;
  size_t length;

  if (text != NULL && sscanf (text, "%d,%" SCNxPTR ",%zx", &fd, &address, &length) == 3
      && real.mmap ((void *) address, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0)
           != MAP_FAILED)
    fault_acted ();
}

const struct fault process_faults[] = {
  { .name = "fork-moves", .in_child = move_all },
  { .name = "death-clears", .before_exit = clear_own },
  { .name = "exec-keeps", .before_exec = hand_on, .begin = take_over },
  { .name = NULL },
};
