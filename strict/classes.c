/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which behaviour asks about a call.  Pure functions of the call: they run inside malloc, before
   main and in signal handlers.  */
#undef _GNU_SOURCE
#define _GNU_SOURCE 1

#include "call.h"

#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <sys/mman.h>

#include "names.h"

/* Advice that no call gives where the headers lack the name.  */
#ifndef MADV_FREE
# define MADV_FREE (-1)
#endif
#ifndef MADV_WIPEONFORK
# define MADV_WIPEONFORK (-1)
# define MADV_KEEPONFORK (-1)
#endif
#ifndef MADV_POPULATE_WRITE
# define MADV_POPULATE_WRITE (-1)
#endif
#ifndef MADV_COLLAPSE
# define MADV_COLLAPSE (-1)
#endif

static const char *const variant_names[][VARIANTS] = {
  [FORM_KIND]
  = { "private-MAP_ANONYMOUS", "shared-MAP_ANONYMOUS", "private-dev-zero", "shared-dev-zero" },
  [FORM_TECHNIQUE] = { "MAP_ANONYMOUS", "dev-zero", NULL, NULL },
  [FORM_SHARING] = { "private", "shared", NULL, NULL },
  [FORM_SHARED] = { "shared-MAP_ANONYMOUS", NULL, NULL, NULL },
  [FORM_ONCE] = { "", NULL, NULL, NULL },
};

const char *
form_variant (enum form form, int variant)
{
  return variant_names[form][variant];
}

bool
call_has_flag (const struct call *call)
{
  return (call->flags & MAP_ANONYMOUS) != 0;
}

/* ---- The arguments of mmap ---- */

static int
sharing (const struct call *call)
{
  return call->flags & (MAP_SHARED | MAP_PRIVATE);
}

/* A length is rounded up to pages: from here on there is no room for that.  */
static size_t
largest_length (const struct call *call)
{
  return SIZE_MAX - SIZE_MAX % call->page;
}

static int64_t
largest_offset (const struct call *call)
{
  return INT64_MAX - INT64_MAX % (int64_t) call->page;
}

static bool
length_zero (const struct call *call)
{
  return call->length == 0;
}

static bool
length_largest (const struct call *call)
{
  return call->length > largest_length (call);
}

static bool
length_largest_page (const struct call *call)
{
  return call->length == largest_length (call);
}

static bool
no_sharing (const struct call *call)
{
  return sharing (call) == 0;
}

static bool
both_sharing (const struct call *call)
{
  return sharing (call) == (MAP_SHARED | MAP_PRIVATE);
}

static bool
no_flag_minus_one (const struct call *call)
{
  return !call_has_flag (call) && call->fd == -1;
}

static bool
offset_unaligned (const struct call *call)
{
  return call->offset % (int64_t) call->page != 0;
}

static bool
offset_negative (const struct call *call)
{
  return call->offset < 0 && !offset_unaligned (call);
}

static bool
offset_largest_page (const struct call *call)
{
  return call->offset == largest_offset (call);
}

/* The upper half: what a signed number of bytes can say and no file has.  */
static bool
offset_largest (const struct call *call)
{
  return call->offset > INT64_MAX / 2 && !offset_unaligned (call) && !offset_largest_page (call);
}

static bool
offset_one_page (const struct call *call)
{
  return call->offset == (int64_t) call->page;
}

static bool
offset_several (const struct call *call)
{
  return call->offset > (int64_t) call->page && call->offset <= INT64_MAX / 2
         && !offset_unaligned (call);
}

static bool
mode_read_only (const struct call *call)
{
  return call->device && call->fd_mode == O_RDONLY && (call->protection & PROT_WRITE) != 0;
}

static bool
mode_write_only (const struct call *call)
{
  return call->device && call->fd_mode == O_WRONLY;
}

static bool
fd_zero (const struct call *call)
{
  return call_has_flag (call) && call->fd == 0 && call->fd_open;
}

static bool
fd_minus_two (const struct call *call)
{
  return call_has_flag (call) && call->fd < -1;
}

static bool
fd_largest (const struct call *call)
{
  return call_has_flag (call) && call->fd == INT_MAX;
}

static bool
fd_unopened (const struct call *call)
{
  return call_has_flag (call) && call->fd >= 0 && call->fd != INT_MAX && !call->fd_open;
}

static bool
fd_read_only (const struct call *call)
{
  return call_has_flag (call) && call->fd > 0 && call->fd_open && call->fd_mode == O_RDONLY;
}

static bool
fd_open_file (const struct call *call)
{
  return call_has_flag (call) && call->fd > 0 && call->fd_open && call->fd_mode != O_RDONLY;
}

static bool
is_fixed (const struct call *call)
{
  return (call->flags & MAP_FIXED) != 0;
}

static bool
address_unaligned (const struct call *call)
{
  return call->address % call->page != 0;
}

static bool
fixed_unaligned (const struct call *call)
{
  return is_fixed (call) && address_unaligned (call);
}

static bool
fixed_page_zero (const struct call *call)
{
  return is_fixed (call) && call->address == 0;
}

static bool
unknown_flags (const struct call *call)
{
  return bits_unknown ((unsigned) call->flags, map_flag_names) != 0;
}

/* Up to the last page that a pointer can say: no system leaves that to programs.  */
static bool
beyond_end (const struct call *call)
{
  return call->address != 0 && call->length > 0
         && call->length - 1 >= UINTPTR_MAX - call->page - call->address;
}

static bool
fixed_beyond_end (const struct call *call)
{
  return is_fixed (call) && beyond_end (call);
}

static bool
hint_beyond_end (const struct call *call)
{
  return !is_fixed (call) && beyond_end (call);
}

static bool
protection_none (const struct call *call)
{
  return call->protection == PROT_NONE;
}

/* PROT_EXEC and what else, as far as these three go.  */
static bool
protects (const struct call *call, int protection)
{
  return (call->protection & (PROT_READ | PROT_WRITE | PROT_EXEC)) == protection;
}

static bool
read_write_exec (const struct call *call)
{
  return protects (call, PROT_READ | PROT_WRITE | PROT_EXEC);
}

static bool
read_exec (const struct call *call)
{
  return protects (call, PROT_READ | PROT_EXEC);
}

static bool
any (const struct call *call)
{
  (void) call;
  return true;
}

/* ---- The arguments of the others ---- */

static bool
has_hole (const struct call *call)
{
  return call->hole;
}

/* Taken for "protect.unmapped" if the first page is not there.  */
static bool
has_hole_behind (const struct call *call)
{
  return call->hole && !call->nothing;
}

static bool
begins_unmapped (const struct call *call)
{
  return call->nothing;
}

static bool
unknown_protection (const struct call *call)
{
  return bits_unknown ((unsigned) call->protection, protection_names) != 0;
}

static bool
unknown_advice (const struct call *call)
{
  return value_name ((unsigned) call->advice, call->function == FUNCTION_MADVISE
                                                ? advice_names
                                                : posix_advice_names)
         == NULL;
}

static bool
advice_dontneed (const struct call *call)
{
  return call->advice == MADV_DONTNEED && call->length > 0;
}

static bool
advice_free (const struct call *call)
{
  return call->advice == MADV_FREE;
}

static bool
advice_remove (const struct call *call)
{
  return call->advice == MADV_REMOVE;
}

static bool
advice_dontfork (const struct call *call)
{
  return call->advice == MADV_DONTFORK;
}

static bool
advice_dofork (const struct call *call)
{
  return call->advice == MADV_DOFORK;
}

static bool
advice_wipeonfork (const struct call *call)
{
  return call->advice == MADV_WIPEONFORK;
}

static bool
advice_keeponfork (const struct call *call)
{
  return call->advice == MADV_KEEPONFORK;
}

static bool
advice_populate_write (const struct call *call)
{
  return call->advice == MADV_POPULATE_WRITE;
}

static bool
advice_collapse (const struct call *call)
{
  return call->advice == MADV_COLLAPSE;
}

static bool
new_length_zero (const struct call *call)
{
  return call->new_length == 0;
}

static bool
may_move (const struct call *call)
{
  return (call->flags & MREMAP_MAYMOVE) != 0 && call->new_length >= call->length;
}

static bool
shrinks (const struct call *call)
{
  return call->new_length < call->length;
}

static bool
grows_in_place (const struct call *call)
{
  return (call->flags & MREMAP_MAYMOVE) == 0 && call->new_length > call->length;
}

static bool
opened_to_read (const struct call *call)
{
  return call->device && (call->flags & O_ACCMODE) == O_RDONLY;
}

static bool
opened_to_write (const struct call *call)
{
  return call->device && (call->flags & O_ACCMODE) != O_RDONLY;
}

/* ---- What is accepted elsewhere and not here ---- */

/* An address, and no memory there.  */
static void
accept_length_zero (struct call *call, bool different)
{
  (void) different;
  call->length = call->page;
  call->release = true;
}

static void
accept_as_private (struct call *call, bool different)
{
  (void) different;
  call->flags |= MAP_PRIVATE;
}

static void
accept_as_shared (struct call *call, bool different)
{
  (void) different;
  call->flags &= ~MAP_PRIVATE;
}

/* Memory of the flag is what a mapping of /dev/zero is here, less the device's own rules.  */
static void
accept_as_flag (struct call *call, bool different)
{
  (void) different;
  call->flags |= MAP_ANONYMOUS;
  call->fd = -1;
  call->offset = 0;
  call->device = false;
}

static void
accept_offset (struct call *call, bool different)
{
  if (different)
    {
      call->lead = (size_t) (call->offset & (int64_t) (call->page - 1));
      call->length += call->lead;
    }
  if (call->device)
    accept_as_flag (call, different);
  call->offset = 0;
}

/* All pages that have a byte of the range.  */
static void
accept_around (struct call *call, bool different)
{
  size_t before = call->address % call->page;

  (void) different;
  call->address -= before;
  call->length += before;
}

static void
accept_around_holes (struct call *call, bool different)
{
  (void) different;
  call->around_holes = true;
}

static void
accept_protection (struct call *call, bool different)
{
  (void) different;
  call->protection &= ~(int) bits_unknown ((unsigned) call->protection, protection_names);
}

static void
accept_nothing (struct call *call, bool different)
{
  (void) different;
  call->release = true;
}

/* ---- The table ---- */

#define KIND FORM_KIND, FUNCTION_MMAP
#define TECHNIQUE FORM_TECHNIQUE, FUNCTION_MMAP
#define SHARING FORM_SHARING, FUNCTION_MMAP
#define UNMAP FORM_KIND, FUNCTION_MUNMAP
#define PROTECT FORM_KIND, FUNCTION_MPROTECT
#define ADVISE FORM_KIND, FUNCTION_MADVISE
#define ADVISE_SHARED FORM_SHARED, FUNCTION_MADVISE
#define POSIX_ADVISE FORM_KIND, FUNCTION_POSIX_MADVISE
#define REMAP FORM_KIND, FUNCTION_MREMAP
#define OPEN FORM_ONCE, FUNCTION_OPEN

const struct call_class call_classes[] = {
  { "error.length-zero", KIND, length_zero, accept_length_zero, "length 0" },
  { "error.length-largest", KIND, length_largest, NULL, "a length that wraps when rounded up" },
  { "error.length-largest-page", KIND, length_largest_page, NULL, "the largest length in pages" },
  { "error.no-sharing-flag", TECHNIQUE, no_sharing, accept_as_private,
    "neither MAP_SHARED nor MAP_PRIVATE" },
  { "error.both-sharing-flags", TECHNIQUE, both_sharing, accept_as_shared,
    "MAP_SHARED and MAP_PRIVATE together" },
  { "error.no-flag-fd-minus-one", SHARING, no_flag_minus_one, accept_as_flag,
    "descriptor -1 without MAP_ANONYMOUS" },
  { "offset.unaligned", KIND, offset_unaligned, accept_offset,
    "an offset that is no multiple of the page size" },
  { "offset.negative-page", KIND, offset_negative, accept_offset, "a negative offset" },
  { "offset.largest-page", KIND, offset_largest_page, accept_offset,
    "the offset of the last page that there is" },
  { "offset.largest-that-fits", KIND, offset_largest, accept_offset, "a huge offset" },
  { "offset.one-page", KIND, offset_one_page, accept_offset, "an offset of one page" },
  { "offset.several-pages", KIND, offset_several, accept_offset, "an offset of several pages" },
  { "flags.unknown", KIND, unknown_flags, NULL, "a flag that nobody knows" },
  { "flags.unknown-protection", KIND, unknown_protection, NULL, "an unknown protection" },
  { "address.fixed-unaligned", KIND, fixed_unaligned, NULL,
    "MAP_FIXED at an address inside a page" },
  { "address.page-zero", KIND, fixed_page_zero, NULL, "MAP_FIXED at address 0" },
  { "address.fixed-beyond-end", KIND, fixed_beyond_end, NULL,
    "MAP_FIXED beyond the end of the address space" },
  { "address.hint-beyond-end", KIND, hint_beyond_end, NULL,
    "a hint beyond the end of the address space" },
  { "device.mode-read-only", SHARING, mode_read_only, accept_as_flag,
    "a writable mapping of /dev/zero opened for reading alone" },
  { "device.mode-write-only", SHARING, mode_write_only, accept_as_flag,
    "a mapping of /dev/zero opened for writing alone" },
  { "fd.minus-two", KIND, fd_minus_two, NULL, "MAP_ANONYMOUS with a negative descriptor but -1" },
  { "fd.largest", KIND, fd_largest, NULL, "MAP_ANONYMOUS with descriptor INT_MAX" },
  { "fd.zero", KIND, fd_zero, NULL, "MAP_ANONYMOUS with descriptor 0" },
  { "fd.unopened", KIND, fd_unopened, NULL, "MAP_ANONYMOUS with a descriptor that is not open" },
  { "fd.read-only", KIND, fd_read_only, NULL, "MAP_ANONYMOUS with an open descriptor" },
  { "fd.open-file", KIND, fd_open_file, NULL, "MAP_ANONYMOUS with an open descriptor" },
  { "protect.read-write-exec", KIND, read_write_exec, NULL,
    "memory that can be both written and executed" },
  { "protect.read-exec", KIND, read_exec, NULL, "memory that can be executed" },
  { "zero.fixed-over-dirty", KIND, is_fixed, NULL, "MAP_FIXED" },
  { "zero.protected-then-readable", KIND, protection_none, NULL, "PROT_NONE" },
  { "create.succeeds", KIND, any, NULL, "a mapping of this kind" },
  { "unmap.zero-length", UNMAP, length_zero, accept_nothing, "length 0" },
  { "unmap.unaligned-address", UNMAP, address_unaligned, accept_around,
    "an address inside a page" },
  { "unmap.twice", UNMAP, has_hole, NULL, "pages that are not mapped" },
  { "protect.unaligned", PROTECT, address_unaligned, accept_around, "an address inside a page" },
  { "protect.length-zero", PROTECT, length_zero, accept_nothing, "length 0" },
  { "protect.unmapped", PROTECT, begins_unmapped, accept_around_holes,
    "pages that are not mapped" },
  { "protect.hole", PROTECT, has_hole_behind, accept_around_holes, "a range with a hole" },
  { "protect.unknown-bit", PROTECT, unknown_protection, accept_protection,
    "an unknown protection" },
  { "protect.to-read-write-exec", PROTECT, read_write_exec, NULL,
    "memory that can be both written and executed" },
  { "protect.to-read-exec", PROTECT, read_exec, NULL, "memory that can be executed" },
  { "advise.unaligned", ADVISE, address_unaligned, accept_around, "an address inside a page" },
  { "advise.zero-length", ADVISE, length_zero, accept_nothing, "length 0" },
  { "advise.unknown", ADVISE, unknown_advice, accept_nothing, "an advice that nobody knows" },
  { "advise.dontneed-private", ADVISE, advice_dontneed, accept_nothing,
    "MADV_DONTNEED, if the memory is private" },
  { "advise.free", ADVISE, advice_free, NULL, "MADV_FREE" },
  { "advise.remove-shared", ADVISE_SHARED, advice_remove, accept_nothing, "MADV_REMOVE" },
  { "advise.dontfork", ADVISE, advice_dontfork, accept_nothing, "MADV_DONTFORK" },
  { "advise.dofork", ADVISE, advice_dofork, NULL, "MADV_DOFORK" },
  { "advise.wipeonfork", ADVISE, advice_wipeonfork, accept_nothing, "MADV_WIPEONFORK" },
  { "advise.keeponfork", ADVISE, advice_keeponfork, NULL, "MADV_KEEPONFORK" },
  { "advise.populate-write", ADVISE, advice_populate_write, NULL, "MADV_POPULATE_WRITE" },
  { "advise.collapse", ADVISE, advice_collapse, NULL, "MADV_COLLAPSE" },
  { "advise.posix-unknown", POSIX_ADVISE, unknown_advice, accept_nothing,
    "an advice that is none" },
  { "remap.unaligned", REMAP, address_unaligned, NULL, "an address inside a page" },
  { "remap.new-size-zero", REMAP, new_length_zero, NULL, "a new size of 0" },
  { "remap.shrink", REMAP, shrinks, NULL, "a mapping made smaller" },
  { "remap.grow-in-place", REMAP, grows_in_place, NULL, "a mapping made larger where it is" },
  { "remap.grow-moved", REMAP, may_move, NULL, "a mapping that may move" },
  { "device.read-zero", OPEN, opened_to_read, NULL, "/dev/zero opened for reading" },
  { "device.write-discarded", OPEN, opened_to_write, NULL, "/dev/zero opened for writing" },
};

/* Breaks the build if a row was added and not counted.  */
typedef char all_counted[sizeof call_classes / sizeof *call_classes == CLASSES ? 1 : -1];

/* Calls that are not mmap have no kind: rules for those do not depend on it.  */
static int
kind (const struct call *call)
{
  if (call->function != FUNCTION_MMAP)
    return 0;
  if ((!call->device && !call_has_flag (call)) || no_sharing (call) || both_sharing (call))
    return -1;
  return (call->device ? 2 : 0) + (sharing (call) == MAP_SHARED ? 1 : 0);
}

int
class_variant (const struct call_class *class, const struct call *call)
{
  if (class->function != call->function || !class->fits (call))
    return -1;
  switch (class->form)
    {
    case FORM_TECHNIQUE:
      return call_has_flag (call) ? 0 : call->device ? 1 : -1;
    case FORM_SHARING:
      return no_sharing (call) || both_sharing (call) ? -1 : sharing (call) == MAP_SHARED;
    case FORM_SHARED:
    case FORM_ONCE:
      return 0;
    case FORM_KIND:
      break;
    }
  return kind (call);
}
