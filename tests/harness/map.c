/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

size_t
page_size (void)
{
  return (size_t) sysconf (_SC_PAGESIZE);
}

/* A technique that this system's headers do not have is never asked about: the runner knows.  */
static int
technique_flag (enum technique technique)
{
#ifdef MAP_ANONYMOUS
  if (technique == TECHNIQUE_MAP_ANONYMOUS)
    return MAP_ANONYMOUS;
#endif
#ifdef MAP_ANON
  if (technique == TECHNIQUE_MAP_ANON)
    return MAP_ANON;
#endif
  (void) technique;
  return 0;
}

int
variant_flags (const struct variant *variant)
{
  int sharing = variant->sharing == SHARING_PRIVATE  ? MAP_PRIVATE
                : variant->sharing == SHARING_SHARED ? MAP_SHARED
                                                     : 0;

  return sharing | technique_flag (variant->technique);
}

int
variant_fd (const struct variant *variant)
{
  int fd;

  if (variant->technique != TECHNIQUE_DEV_ZERO)
    return -1;
  fd = open ("/dev/zero", O_RDWR);
  if (fd == -1)
    {
      observe_errno (errno);
      finish ();
    }
  return fd;
}

void
release_fd (int fd)
{
  if (fd != -1)
    close (fd);
}

void *
map_with (const struct variant *variant, void *hint, size_t length, int protection,
          int extra_flags, int fd, off_t offset)
{
  return mmap (hint, length, protection, variant_flags (variant) | extra_flags, fd, offset);
}

unsigned char *
map_at (const struct variant *variant, void *address, size_t length, int protection,
        int extra_flags)
{
  int fd = variant_fd (variant);
  void *memory = map_with (variant, address, length, protection, extra_flags, fd, 0);

  must_succeed (memory == MAP_FAILED ? -1 : 0);
  release_fd (fd);
  return memory;
}

unsigned char *
map_new (const struct variant *variant, size_t length)
{
  return map_at (variant, NULL, length, PROT_READ | PROT_WRITE, 0);
}

unsigned char *
map_patterned (const struct variant *variant, size_t length)
{
  unsigned char *memory = map_new (variant, length);

  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  return memory;
}

void
unmap (void *address, size_t length)
{
  must_succeed (munmap (address, length));
}
