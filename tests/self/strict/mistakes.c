/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mistakes that people make, each in a line that ends with the id of the behaviour that asks
   about it.  All are made, or the one that is named.  */
#define _GNU_SOURCE 1

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum
{
  READ_WRITE = PROT_READ | PROT_WRITE,
  PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS,
  SHARED = MAP_SHARED | MAP_ANONYMOUS
};

static size_t page;

static void
descriptor_zero (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, 0, 0); /* fd.zero */
}

static void
descriptor_open (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, 1, 0); /* fd.open-file */
}

static void
descriptor_not_open (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, 200, 0); /* fd.unopened */
}

static void
descriptor_negative (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, -2, 0); /* fd.minus-two */
}

static void
offset_unaligned (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, -1, 1); /* offset.unaligned */
}

static void
offset_of_a_page (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE, -1, (off_t) page); /* offset.one-page */
}

static void
no_sharing_flag (void)
{
  mmap (NULL, page, READ_WRITE, MAP_ANONYMOUS, -1, 0); /* error.no-sharing-flag */
}

static void
both_sharing_flags (void)
{
  mmap (NULL, page, READ_WRITE, PRIVATE | MAP_SHARED, -1, 0); /* error.both-sharing-flags */
}

static void
length_zero (void)
{
  mmap (NULL, 0, READ_WRITE, PRIVATE, -1, 0); /* error.length-zero */
}

static void
no_flag (void)
{
  mmap (NULL, page, READ_WRITE, MAP_PRIVATE, -1, 0); /* error.no-flag-fd-minus-one */
}

static void
unmap_nothing (void)
{
  munmap (NULL, 0); /* unmap.zero-length */
}

static void
unmap_unaligned (void)
{
  char *memory = mmap (NULL, 2 * page, READ_WRITE, PRIVATE, -1, 0);

  munmap (memory + 1, page); /* unmap.unaligned-address */
}

static void
unmap_twice (void)
{
  void *memory = mmap (NULL, page, READ_WRITE, PRIVATE, -1, 0);

  munmap (memory, page);
  munmap (memory, page); /* unmap.twice */
}

static void
device_shared (void)
{
  mmap (NULL, page, READ_WRITE, MAP_SHARED, open ("/dev/zero", O_RDWR), 0); /* create.succeeds */
}

static void
device_read_only (void)
{
  int fd = open ("/dev/zero", O_RDONLY);

  mmap (NULL, page, READ_WRITE, MAP_SHARED, fd, 0); /* device.mode-read-only */
}

static void
write_and_execute (void)
{
  mmap (NULL, page, READ_WRITE | PROT_EXEC, PRIVATE, -1, 0); /* protect.read-write-exec */
}

static void
discard (void)
{
  void *memory = mmap (NULL, page, READ_WRITE, PRIVATE, -1, 0);

  madvise (memory, page, MADV_DONTNEED); /* advise.dontneed-private */
}

static void
advise_as_on_linux (void)
{
  void *memory = mmap (NULL, page, READ_WRITE, PRIVATE, -1, 0);
  void *shared = mmap (NULL, page, READ_WRITE, SHARED, -1, 0);

  madvise (memory, page, MADV_FREE);       /* advise.free */
  madvise (shared, page, MADV_REMOVE);     /* advise.remove-shared */
  madvise (memory, page, MADV_DONTFORK);   /* advise.dontfork */
  madvise (memory, page, MADV_DOFORK);     /* advise.dofork */
  madvise (memory, page, MADV_WIPEONFORK); /* advise.wipeonfork */
  madvise (memory, page, MADV_KEEPONFORK); /* advise.keeponfork */
}

static void
grow (void)
{
  void *memory = mmap (NULL, page, READ_WRITE, PRIVATE, -1, 0);

  mremap (memory, page, 2 * page, MREMAP_MAYMOVE); /* remap.grow-moved */
}

static void
open_device (void)
{
  close (open ("/dev/zero", O_RDONLY)); /* device.read-zero */
}

/* Not among all: it dies of it.  */
static void
compare_with_null (void)
{
  char *memory = mmap (NULL, 0, READ_WRITE, PRIVATE, -1, 0); /* unnoticed */

  if (memory != NULL)
    *memory = 1;
}

static const struct
{
  const char *name;
  void (*make) (void);
} mistakes[] = {
  { "fd.zero", descriptor_zero },
  { "fd.open-file", descriptor_open },
  { "fd.unopened", descriptor_not_open },
  { "fd.minus-two", descriptor_negative },
  { "offset.unaligned", offset_unaligned },
  { "offset.one-page", offset_of_a_page },
  { "error.no-sharing-flag", no_sharing_flag },
  { "error.both-sharing-flags", both_sharing_flags },
  { "error.length-zero", length_zero },
  { "error.no-flag-fd-minus-one", no_flag },
  { "unmap.zero-length", unmap_nothing },
  { "unmap.unaligned-address", unmap_unaligned },
  { "unmap.twice", unmap_twice },
  { "create.succeeds", device_shared },
  { "device.mode-read-only", device_read_only },
  { "protect.read-write-exec", write_and_execute },
  { "advise.dontneed-private", discard },
  { "advise.free", advise_as_on_linux },
  { "advise.remove-shared", advise_as_on_linux },
  { "advise.dontfork", advise_as_on_linux },
  { "advise.dofork", advise_as_on_linux },
  { "advise.wipeonfork", advise_as_on_linux },
  { "advise.keeponfork", advise_as_on_linux },
  { "remap.grow-moved", grow },
  { "device.read-zero", open_device },
};

int
main (int argc, char **argv)
{
  page = (size_t) sysconf (_SC_PAGESIZE);
  if (argc > 1 && strcmp (argv[1], "unnoticed") == 0)
    compare_with_null ();
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
    if (argc == 1 || strcmp (argv[1], mistakes[i].name) == 0)
      mistakes[i].make ();
  return 0;
}
