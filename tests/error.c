/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mmap refuses, and by which errno.  */
#include "harness/harness.h"

#include <stdint.h>
#include <sys/mman.h>

/* Maps ASKED bytes and, if that succeeds, looks at the first LENGTH.  */
static void
observe_length (const struct variant *variant, size_t asked, size_t length)
{
  int fd = variant_fd (variant);

  observe_mapping (map_with (variant, NULL, asked, PROT_READ | PROT_WRITE, 0, fd, 0), length);
  release_fd (fd);
}

BEHAVIOUR (error_length_zero, EVERY_MAPPING,
  .id = "error.length-zero",
  .title = "Length 0 is refused with EINVAL",
  .claims = "ERR-1",
  .shall = "EINVAL",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: EINVAL, the value of len is zero",
  .faults = "length-zero-accepted length-zero-wrong-errno",
  .why = "An allocator that passes 0 on gets an address from NetBSD and from Linux before 2.6.12 "
         "that it must not touch.",
  .portable = "Never ask for 0 bytes; decide yourself what an empty block is.")
{
  observe_length (variant, 0, 0);
}

BEHAVIOUR (error_length_one, EVERY_MAPPING,
  .id = "error.length-one",
  .title = "Length 1 is no error: a whole page of 0 is mapped",
  .claims = "ERR-1 ANON-3",
  .shall = "mapped, zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: len need not meet a size constraint, and the "
                  "partial page is included and zero-filled",
  .faults = "dirty-first-byte dirty-last-byte dirty-tail length-one-refused map-unaligned",
  .why = "The tutorials map sizeof (int) bytes; a system that wants whole pages refuses them.",
  .portable = "Nothing to mind, but rounding up yourself shows what you get.")
{
  observe_length (variant, 1, page_size ());
}

BEHAVIOUR (error_length_largest, EVERY_MAPPING,
  .id = "error.length-largest",
  .title = "Length SIZE_MAX is refused with ENOMEM",
  .claims = "ERR-1",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: ENOMEM, insufficient room in the address space",
  .faults = "length-huge-accepted length-huge-wrong-errno",
  .why = "Rounded up to a page it becomes 0: a kernel that rounds before it checks maps nothing "
         "and reports success.",
  .portable = "Compare with MAP_FAILED, not with NULL: netdata/netdata PR 1046, syslog-ng PR 2666 "
              "and unum-cloud/USearch PR 722 are about the difference.")
{
  observe_length (variant, SIZE_MAX, 0);
}

BEHAVIOUR (error_length_largest_page, EVERY_MAPPING,
  .id = "error.length-largest-page",
  .title = "SIZE_MAX rounded down to a page, too, is refused with ENOMEM",
  .claims = "ERR-1",
  .shall = "ENOMEM",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: ENOMEM, insufficient room in the address space",
  .faults = "length-huge-accepted length-huge-wrong-errno",
  .why = "It does not wrap when it is rounded, so it is another check that refuses it; added to an "
         "address it wraps all the same.",
  .portable = "Compare with MAP_FAILED, not with NULL.")
{
  observe_length (variant, SIZE_MAX - SIZE_MAX % page_size (), 0);
}

static void
observe_sharing (const struct variant *variant, int sharing)
{
  size_t length = page_size ();
  int fd = variant_fd (variant);

  observe_mapping (map_with (variant, NULL, length, PROT_READ | PROT_WRITE, sharing, fd, 0),
                   length);
  release_fd (fd);
}

BEHAVIOUR (error_no_sharing_flag, EVERY_TECHNIQUE,
  .id = "error.no-sharing-flag",
  .title = "Neither MAP_SHARED nor MAP_PRIVATE is refused with EINVAL",
  .claims = "ERR-1",
  .shall = "EINVAL",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: EINVAL, neither MAP_PRIVATE nor MAP_SHARED is set",
  .faults = "sharing-neither-accepted",
  .why = "The BSDs take it as MAP_PRIVATE, so programs written there fail on Linux: enarx PR 557, "
         "cjdelisle/cjdns PR 569.",
  .portable = "Always give exactly one of the two.")
{
  observe_sharing (variant, 0);
}

BEHAVIOUR (error_both_sharing_flags, EVERY_TECHNIQUE,
  .id = "error.both-sharing-flags",
  .title = "MAP_SHARED and MAP_PRIVATE together are refused with EINVAL, but not always for the "
           "device",
  .claims = "ERR-1 ANON-6 ZERO-7",
  .faults = "sharing-both-accepted sharing-both-refused",
  .why = "On Linux the sum of the two became MAP_SHARED_VALIDATE, which is for files: one more "
         "difference between the techniques (asterinas/asterinas PR 3353).",
  .portable = "Always give exactly one of the two.")
{
  observe_sharing (variant, MAP_SHARED | MAP_PRIVATE);
}

BEHAVIOUR (error_no_flag_fd_minus_one, EVERY_SHARING,
  .id = "error.no-flag-fd-minus-one",
  .title = "Descriptor -1 without the flag is refused with EBADF",
  .claims = "ERR-1 FD-2",
  .shall = "EBADF",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: EBADF, fildes is not a valid open file descriptor",
  .faults = "no-flag-anonymous",
  .why = "A forgotten or hidden flag shows here; Cygwin and Minix take -1 alone for the flag "
         "(apache/nuttx PR 17126 is about telling the two apart).",
  .portable = "Give the flag and -1, both.")
{
  observe_mapping (map_with (variant, NULL, page_size (), PROT_READ | PROT_WRITE, 0, -1, 0),
                   page_size ());
}
