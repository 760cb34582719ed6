/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facilities that have a name in the file system, or are objects like files.  */
#include "harness/system.h"

#include "facility-checks.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/calls.h"

#ifdef HAVE_SHMGET
# include <sys/ipc.h>
# include <sys/shm.h>
#endif

/* A character device that opens for reading and writing.  */
static int
find_device (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDWR);
  int number = errno;

  if (fd == -1)
    return number == ENOENT || number == ENOTDIR || number == ENXIO || number == ENODEV ? ABSENT
                                                                                        : number;
  number = fstat (fd, &status) == 0 && S_ISCHR (status.st_mode) ? PRESENT : ABSENT;
  close (fd);
  return number;
}

int
find_dev_zero (void)
{
  return find_device ("/dev/zero");
}

int
find_dev_null (void)
{
  return find_device ("/dev/null");
}

/* Asked of the system too: where files are another runtime's, the name can be there alone.  */
int
find_dup2 (void)
{
  int ends[2];
  int number;

  if (pipe (ends) != 0)
    return ABSENT;
  number = dup2 (ends[0], ends[1]) == -1 ? absent_or_denied (errno) : PRESENT;
  close (ends[0]);
  close (ends[1]);
  return number;
}

/* Linux's list of this process's mappings, and whoever has the same.  */
int
find_maps (void)
{
  int fd = open ("/proc/self/maps", O_RDONLY);
  int number = errno;

  if (fd == -1)
    return number == ENOENT || number == ENOTDIR ? ABSENT : number;
  close (fd);
  return PRESENT;
}

int
find_shm_open (void)
{
#ifdef HAVE_SHM_OPEN
  char name[64];
  int fd;
  int number;

  snprintf (name, sizeof name, "/anonmap-check-%ld", (long) getpid ());
  fd = shm_open (name, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  number = errno;
  if (fd == -1)
    return number == ENOENT ? ABSENT : absent_or_denied (number);
  shm_unlink (name);
  close (fd);
  return PRESENT;
#else
  return ABSENT;
#endif
}

/* A system call that is not there raises SIGSYS on some systems unless that is ignored.  */
int
find_shmget (void)
{
#ifdef HAVE_SHMGET
  void (*old) (int) = signal (SIGSYS, SIG_IGN);
  int segment = shmget (IPC_PRIVATE, 1, IPC_CREAT | S_IRUSR | S_IWUSR);
  int number = errno;

  signal (SIGSYS, old);
  if (segment == -1)
    return absent_or_denied (number);
  shmctl (segment, IPC_RMID, NULL);
  return PRESENT;
#else
  return ABSENT;
#endif
}
