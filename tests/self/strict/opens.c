/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens /dev/zero in every way; each line ends with the name of the way.  Then as many files that are
   not the device, in lines without.  It is run where `zero` is a file and `link` a link to the
   device.  */
#define _GNU_SOURCE 1

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Elsewhere there is one set of functions for files of any size.  */
#ifndef __GLIBC__
# define open64 open
# define openat64 openat
#endif

static int opened;

static void
count (int fd)
{
  if (fd >= 0)
    opened++;
  close (fd);
}

__attribute__ ((__constructor__)) static void
before_main (void)
{
  count (open ("/dev/zero", O_RDONLY)); /* before-main */
}

static void
the_device (int devices)
{
  count (open ("/dev/zero", O_RDWR)); /* open */
  count (open64 ("/dev/zero", O_RDONLY | O_CLOEXEC)); /* open64 */
  count (openat (AT_FDCWD, "/dev/zero", O_WRONLY)); /* openat */
  count (openat (devices, "zero", O_RDONLY)); /* directory */
  count (openat64 (devices, "../dev/./zero", O_RDWR)); /* openat64 */
  count (creat ("/dev/zero", S_IRUSR)); /* creat */
  count (open ("link", O_RDONLY)); /* link */
  count (open ("/dev/zero", O_RDWR | O_CREAT, S_IRUSR | S_IWUSR)); /* create */
}

static void
other_files (int directory)
{
  count (open ("zero", O_RDONLY));
  count (openat (directory, "zero", O_RDWR));
  count (openat (AT_FDCWD, "zero", O_RDONLY));
  count (open64 ("/dev/null", O_RDWR));
  count (creat ("other", S_IRUSR | S_IWUSR));
  count (open ("link", O_RDONLY | O_NOFOLLOW));
  count (open ("link/zero", O_RDONLY));
  count (openat (-2, "zero", O_RDONLY));
}

int
main (void)
{
  int devices = open ("/dev", O_RDONLY | O_DIRECTORY);
  int here = open (".", O_RDONLY | O_DIRECTORY);

  the_device (devices);
  other_files (here);
  if (fchdir (devices) == 0)
    count (open ("zero", O_RDONLY)); /* relative */
  printf ("%d\n", opened);
  return 0;
}
