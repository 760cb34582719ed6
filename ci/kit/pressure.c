/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pressure DEVICE COMMAND...: runs COMMAND on a machine that has less memory than is in use.  DEVICE becomes
   swap, and a process beside the command writes more than all memory again and again, so that the kernel
   takes pages from everybody and hands out pages that were somebody's a moment ago.  */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/swap.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* More than memory by an eighth; BLOCK at a time is thrown away and written anew.  */
enum { BLOCK = 1 << 20, BLOCKS = 4096, PATTERN = 0xa5 };

/* The kernel looks for disks while init is running already.  */
static int
swap_on (const char *device)
{
  static const struct timespec moment = { 0, 100 * 1000 * 1000 };

  for (int attempt = 0; attempt < 100; attempt++)
    {
      if (swapon (device, 0) == 0)
        return 0;
      if (errno != ENOENT && errno != ENXIO)
        break;
      nanosleep (&moment, NULL);
    }
  printf ("pressure: no swap on %s: %s\n", device, strerror (errno));
  return -1;
}

static char *
written_block (void)
{
  char *block = mmap (NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (block == MAP_FAILED)
    {
      perror ("pressure: mmap");
      _exit (1);
    }
  memset (block, PATTERN, BLOCK);
  return block;
}

/* Says through READY that all is in use, and keeps it so.  */
static void
press (size_t blocks, int ready)
{
  static const struct timespec moment = { 0, 5 * 1000 * 1000 };
  static char *block[BLOCKS];

  for (size_t i = 0; i < blocks; i++)
    block[i] = written_block ();
  if (write (ready, "", 1) != 1)
    _exit (1);
  for (size_t i = 0;; i = (i + 1) % blocks)
    {
      munmap (block[i], BLOCK);
      block[i] = written_block ();
      nanosleep (&moment, NULL);
    }
}

static size_t
blocks_to_write (void)
{
  struct sysinfo info;
  size_t blocks;

  if (sysinfo (&info) != 0)
    return 0;
  blocks = (size_t) ((unsigned long long) info.totalram * info.mem_unit / BLOCK);
  blocks += blocks / 8;
  return blocks < BLOCKS ? blocks : BLOCKS;
}

int
main (int argc, char *argv[])
{
  int ready[2];
  int status = 0;
  char byte;
  pid_t presser;
  pid_t command;

  if (argc < 3 || swap_on (argv[1]) != 0 || pipe (ready) != 0)
    return 3;
  presser = fork ();
  if (presser == 0)
    press (blocks_to_write (), ready[1]);
  close (ready[1]);
  if (read (ready[0], &byte, 1) != 1)
    {
      printf ("pressure: there is none\n");
      return 3;
    }
  close (ready[0]);
  command = fork ();
  if (command == 0)
    {
      execv (argv[2], argv + 2);
      _exit (127);
    }
  /* Without pressure to the end it was another platform: no end line, no record.  */
  if (waitpid (-1, &status, 0) != command)
    {
      kill (command, SIGKILL);
      printf ("pressure: ended before the command\n");
      return 3;
    }
  kill (presser, SIGKILL);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}
