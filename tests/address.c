/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a mapping goes: left to the system, suggested, demanded, and demanded if nobody is there.
   "mapped" is where the caller wanted it, "moved" is elsewhere.  */
#include "harness/harness.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/flags.h"

/* A range has RANGE pages, and is asked for from INSIDE on: a system that fills gaps from either
   end does not come upon that page by itself.  */
enum { RANGE = 16, INSIDE = 4, MANY = 40 };

/* A range of RANGE pages that nothing is mapped at: it was taken, and is given back.  */
static unsigned char *
free_range (const struct variant *variant)
{
  unsigned char *range = map_at (variant, NULL, RANGE * page_size (), PROT_NONE, 0);

  unmap (range, RANGE * page_size ());
  return range;
}

/* Maps at ADDRESS what the behaviour only needs, readable, writable and filled.  */
static void
occupy (const struct variant *variant, unsigned char *address, size_t length)
{
  if (map_at (variant, address, length, PROT_READ | PROT_WRITE, MAP_FIXED) != address)
    {
      observe ("moved");
      finish ();
    }
  if (!touch_pages (address, length))
    finish ();
  fill_pattern (address, length);
}

static void
observe_place (const unsigned char *memory, const unsigned char *wanted)
{
  observe (memory == wanted ? "mapped" : "moved");
}

/* What becomes of one attempt to map two pages at WANTED: the errno, or where it went and whether
   it can be used.  */
static void
observe_attempt (const struct variant *variant, unsigned char *wanted, int extra_flags)
{
  size_t length = 2 * page_size ();
  unsigned char *memory = map_at (variant, wanted, length, PROT_READ | PROT_WRITE, extra_flags);

  observe_place (memory, wanted);
  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  observe_kept (memory, length);
  unmap (memory, length);
}

/* The same where the two pages or one of them belong to NEIGHBOUR, and what becomes of that.  */
static void
observe_attempt_over (const struct variant *variant, unsigned char *wanted,
                      unsigned char *neighbour, int extra_flags)
{
  size_t size = page_size ();
  int fd = variant_fd (variant);
  void *memory = map_with (variant, wanted, 2 * size, PROT_READ | PROT_WRITE, extra_flags, fd, 0);

  release_fd (fd);
  if (memory == MAP_FAILED)
    observe_errno (errno);
  else
    observe_place (memory, wanted);
  observe_kept (neighbour, size);
}

BEHAVIOUR (address_never_zero, EACH_OBJECT,
  .id = "address.never-zero",
  .title = "However many mappings there are, none that the system places is at address 0",
  .faults = "map-at-zero",
  .why = "A null pointer that is a block of memory is lost to every caller that compares with "
         "NULL: allocators do, and so do those who take NULL for the failure of mmap "
         "(netdata/netdata PR 1046, topjohnwu/Magisk PR 5402).",
  .portable = "Compare with MAP_FAILED. A mapping at 0 is got by MAP_FIXED alone.")
{
  unsigned char *memory[MANY];
  int found = 0;

  for (int i = 0; i < MANY; i++)
    {
      memory[i] = map_new (variant, page_size ());
      if (memory[i] == NULL)
        found++;
    }
  for (int i = 0; i < MANY; i++)
    if (memory[i] != NULL)
      unmap (memory[i], page_size ());
  observe (found == 0 ? "mapped" : "null");
}

BEHAVIOUR (address_hint_free, EACH_OBJECT,
  .id = "address.hint-free",
  .title = "A hint at pages where nothing is mapped is where the mapping goes",
  .faults = "hint-ignored map-unaligned unmap-does-nothing",
  .why = "Runtimes that want their heap in one piece, or below 4 GiB, suggest addresses and check "
         "what they got; HP-UX often fails such a call, Emscripten always.",
  .portable = "Compare the result with the hint, and do without where it differs.")
{
  size_t size = page_size ();
  unsigned char *wanted = free_range (variant) + INSIDE * size;

  observe_attempt (variant, wanted, 0);
}

BEHAVIOUR (address_hint_busy, EACH_OBJECT,
  .id = "address.hint-busy",
  .title = "A hint at pages that are mapped overwrites nothing: the mapping goes elsewhere",
  .faults = "hint-overwrites",
  .why = "It is the difference between a hint and MAP_FIXED; where it is missing, memory that "
         "belongs to the C library is replaced without a word.",
  .portable = "Hint freely; never demand by MAP_FIXED what you have not reserved.")
{
  size_t size = page_size ();
  unsigned char *memory = map_new (variant, 3 * size);
  unsigned char *other;

  if (!touch_pages (memory, 3 * size))
    finish ();
  fill_pattern (memory, 3 * size);
  other = map_at (variant, memory + size, size, PROT_READ | PROT_WRITE, 0);
  observe_place (other, memory + size);
  observe_kept (memory, 3 * size);
  if (other != memory + size)
    unmap (other, size);
  unmap (memory, 3 * size);
}

BEHAVIOUR (address_hint_unaligned, EACH_OBJECT,
  .id = "address.hint-unaligned",
  .title = "A hint inside a page is taken for one of the page boundaries beside it",
  .faults = "hint-ignored hint-unaligned-refused map-unaligned unmap-does-nothing",
  .why = "A hint that was computed and not rounded; the Hurd and Emscripten answer EINVAL, and who "
         "uses the address without looking writes in front of the mapping.",
  .portable = "Round the hint, and use the address that is returned.")
{
  size_t size = page_size ();
  unsigned char *below = free_range (variant) + INSIDE * size;
  unsigned char *memory = map_at (variant, below + size / 2, size, PROT_READ | PROT_WRITE, 0);

  if ((uintptr_t) memory % size != 0)
    observe ("unaligned");
  observe (memory == below || memory == below + size ? "mapped" : "moved");
  unmap (memory, size);
}

BEHAVIOUR (address_hint_page_zero, EACH_SHARING,
  .id = "address.hint-page-zero",
  .title = "A hint inside the first page is no demand for it: the mapping goes elsewhere",
  .faults = "hint-unaligned-refused",
  .why = "Small numbers arrive as hints where a pointer was expected; a page at 0 would hide every "
         "later use of a null pointer.",
  .portable = "Pass NULL for no hint.")
{
  size_t size = page_size ();
  unsigned char *memory
    = map_at (variant, (void *) (uintptr_t) 1, size, PROT_READ | PROT_WRITE, 0);

  if (memory == NULL)
    {
      observe ("null");
      finish ();
    }
  observe ("moved");
  unmap (memory, size);
}

/* The last two pages that a pointer can say: no system leaves those to programs.  */
static unsigned char *
last_pages (void)
{
  return (unsigned char *) (UINTPTR_MAX - (2 * (uintptr_t) page_size () - 1));
}

BEHAVIOUR (address_hint_beyond_end, EACH_SHARING,
  .id = "address.hint-beyond-end",
  .title = "A hint beyond the process's address space is no error: the mapping goes elsewhere",
  .faults = "hint-beyond-refused",
  .why = "Hints are often made for another width of address space, such as 48 bits on a processor "
         "that has 39.",
  .portable = "Be ready for a failure as well: try again without a hint.")
{
  size_t length = 2 * page_size ();
  unsigned char *memory = map_at (variant, last_pages (), length, PROT_READ | PROT_WRITE, 0);

  observe_place (memory, last_pages ());
  unmap (memory, length);
}

BEHAVIOUR (address_fixed_exact, EACH_OBJECT,
  .id = "address.fixed-exact",
  .title = "MAP_FIXED maps at exactly the address that it is given, where nothing is mapped",
  .shall = "mapped, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: the value of pa shall be addr, exactly; support "
                  "of MAP_FIXED is implementation-defined",
  .faults = "fixed-ignored",
  .why = "Loaders, emulators and garbage collectors lay out their memory by it; WASI refuses it, "
         "and HP-UX documents that it hardly ever works.",
  .portable = "Reserve a range without it first, and use it within that range only.")
{
  size_t size = page_size ();
  unsigned char *wanted = free_range (variant) + INSIDE * size;

  observe_attempt (variant, wanted, MAP_FIXED);
}

BEHAVIOUR (address_fixed_part_reserved, EACH_OBJECT,
  .id = "address.fixed-part-reserved",
  .title = "MAP_FIXED with PROT_NONE in the middle of a mapping takes access from that part alone",
  .shall = "mapped, SIGSEGV, kept|mapped, SIGBUS, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: previous mappings for those whole pages are "
                  "removed; no access where PROT_NONE alone has been set",
  .faults = "fixed-hits-neighbours fixed-ignored map-unaligned protection-ignored",
  .why = "This is how guard pages are put into a stack, and how heaps give memory back but keep "
         "the addresses.",
  .portable = "mprotect does the same for access alone, and does not depend on MAP_FIXED.")
{
  size_t size = page_size ();
  unsigned char *memory = map_new (variant, 3 * size);
  int number;

  if (!touch_pages (memory, 3 * size))
    finish ();
  for (int page = 0; page < 3; page++)
    fill_pattern (memory + page * size, size);
  observe_place (map_at (variant, memory + size, size, PROT_NONE, MAP_FIXED), memory + size);
  number = signal_of_read (memory + size);
  if (number != 0)
    observe_signal (number, -1);
  observe_kept (memory, size);
  observe_kept (memory + 2 * size, size);
  unmap (memory, 3 * size);
}

BEHAVIOUR (address_fixed_over_several, EACH_OBJECT,
  .id = "address.fixed-over-several",
  .title = "MAP_FIXED over the end of one mapping, a hole and the start of another replaces all "
           "that and leaves the rest",
  .shall = "mapped, zero, kept|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: previous mappings for those whole pages are "
                  "removed; initialized to all bits zero",
  .faults = "dirty-fixed fixed-hits-neighbours fixed-ignored",
  .why = "A loader maps its segments over a reservation that is in pieces by then; emulators that "
         "look up the one mapping at the address miss the others.",
  .portable = "Only over addresses that are all your own.")
{
  enum { BEFORE = 2, HOLE = 1, AFTER = 3, FIRST = 1, REPLACED = 3 };
  size_t size = page_size ();
  unsigned char *start = free_range (variant);
  unsigned char *second = start + (BEFORE + HOLE) * size;
  unsigned char *replaced = start + FIRST * size;
  unsigned char *rest = replaced + REPLACED * size;

  occupy (variant, start, BEFORE * size);
  occupy (variant, second, AFTER * size);
  fill_pattern (rest, (AFTER - 1) * size);
  observe_place (map_at (variant, replaced, REPLACED * size, PROT_READ | PROT_WRITE, MAP_FIXED),
                 replaced);
  observe_zero (replaced, REPLACED * size);
  observe_kept (start, size);
  observe_kept (rest, (AFTER - 1) * size);
  unmap (start, (BEFORE + HOLE + AFTER) * size);
}

BEHAVIOUR (address_fixed_unaligned, EACH_OBJECT,
  .id = "address.fixed-unaligned",
  .title = "MAP_FIXED at an address inside a page is refused with EINVAL",
  .faults = "fixed-ignored",
  .why = "Rounded down instead, the call would take away memory in front of the address that the "
         "caller still uses.",
  .portable = "Give MAP_FIXED multiples of the page size.")
{
  size_t size = page_size ();
  unsigned char *inside = free_range (variant) + INSIDE * size + size / 2;

  observe_attempt (variant, inside, MAP_FIXED);
}

BEHAVIOUR (address_fixed_beyond_end, EACH_SHARING,
  .id = "address.fixed-beyond-end",
  .title = "MAP_FIXED beyond the process's address space is refused with ENOMEM",
  .shall = "ENOMEM|EINVAL|ENOTSUP",
  .shall_source = "POSIX.1-2024 mmap, ERRORS: ENOMEM, the range exceeds that allowed for the "
                  "address space; EINVAL, an address considered invalid",
  .faults = "fixed-ignored",
  .why = "A caller that tries addresses from the top down has to tell this from an address that is "
         "taken.",
  .portable = "Let the system choose the address.")
{
  observe_attempt (variant, last_pages (), MAP_FIXED);
}

/* Any user but the one who may do everything.  */
enum { ORDINARY_USER = 1 };

/* What becomes of a child that asks for page 0, beside an errno.  */
enum { AT_ZERO = 0, ELSEWHERE = 98, NUMBER_TOO_LARGE = 97 };

/* What the administrator may do is no promise: it asks as somebody else.  Where it cannot become
   one, it has no privileges to lose.  */
static int
child_takes_page_zero (void *data)
{
  const struct variant *variant = data;
  bool lowered = geteuid () == 0 && setuid (ORDINARY_USER) == 0;
  void *memory;

  (void) lowered;
  memory = map_with (variant, NULL, page_size (), PROT_READ | PROT_WRITE, MAP_FIXED, -1, 0);
  if (memory == MAP_FAILED)
    return errno < NUMBER_TOO_LARGE ? errno : NUMBER_TOO_LARGE;
  return memory == NULL ? AT_ZERO : ELSEWHERE;
}

/* In a child, since no null pointer would fault where page 0 is mapped.  */
BEHAVIOUR (address_page_zero, ONE_PRIVATE,
  .id = "address.page-zero",
  .title = "MAP_FIXED at address 0 is refused to an ordinary user",
  .faults = "fixed-ignored",
  .why = "A page at 0 turns a use of a null pointer in the kernel into a hole: systems came to "
         "forbid it one by one. DOS emulators and old binaries need it.",
  .portable = "Do without.",
  .forks = 1)
{
  int result = in_child (child_takes_page_zero, (void *) variant);

  if (result == AT_ZERO || result == ELSEWHERE)
    observe (result == AT_ZERO ? "mapped" : "moved");
  else if (result == NUMBER_TOO_LARGE)
    observe ("refused");
  else
    observe_errno (result);
}

BEHAVIOUR (address_noreplace_free, EACH_SHARING,
  .id = "address.noreplace-free",
  .title = "MAP_FIXED_NOREPLACE maps at exactly the address that it is given, where nothing is",
  .needs = "MAP_FIXED_NOREPLACE",
  .faults = "noreplace-refused unmap-does-nothing",
  .why = "It is what MAP_FIXED should have been; kernels that do not know the flag take the "
         "address for a hint and may put the mapping elsewhere.",
  .portable = "Compare the address: before Linux 4.17 the flag is ignored. FreeBSD has MAP_EXCL.")
{
  size_t size = page_size ();

  observe_attempt (variant, free_range (variant) + INSIDE * size, FLAG_FIXED_NOREPLACE);
}

BEHAVIOUR (address_noreplace_busy, EACH_SHARING,
  .id = "address.noreplace-busy",
  .title = "MAP_FIXED_NOREPLACE over a mapping is refused with EEXIST and leaves it as it was",
  .needs = "MAP_FIXED_NOREPLACE",
  .faults = "fixed-ignored noreplace-refused noreplace-replaces",
  .why = "Two libraries that take the same address learn of each other, instead of the second "
         "overwriting the first.",
  .portable = "Compare the address as well: before Linux 4.17 the flag is ignored.")
{
  size_t size = page_size ();
  unsigned char *memory = free_range (variant);

  occupy (variant, memory, 3 * size);
  observe_attempt_over (variant, memory, memory, FLAG_FIXED_NOREPLACE);
  unmap (memory, 3 * size);
}

BEHAVIOUR (address_noreplace_overlap, EACH_SHARING,
  .id = "address.noreplace-overlap",
  .title = "MAP_FIXED_NOREPLACE is refused with EEXIST, too, where only its last page is taken",
  .needs = "MAP_FIXED_NOREPLACE",
  .faults = "fixed-ignored noreplace-refused noreplace-replaces",
  .why = "A check of the first page alone would pass, and the neighbour be overwritten.",
  .portable = "Compare the address as well: before Linux 4.17 the flag is ignored.")
{
  size_t size = page_size ();
  unsigned char *wanted = free_range (variant) + INSIDE * size;

  occupy (variant, wanted + size, size);
  observe_attempt_over (variant, wanted, wanted + size, FLAG_FIXED_NOREPLACE);
  unmap (wanted + size, size);
}

BEHAVIOUR (address_noreplace_unaligned, EACH_SHARING,
  .id = "address.noreplace-unaligned",
  .title = "MAP_FIXED_NOREPLACE at an address inside a page is refused with EINVAL",
  .needs = "MAP_FIXED_NOREPLACE",
  .faults = "noreplace-refused",
  .why = "It shows that the flag is taken for a demand: a hint would have been rounded.",
  .portable = "Give it multiples of the page size.")
{
  size_t size = page_size ();

  observe_attempt (variant, free_range (variant) + INSIDE * size + size / 2, FLAG_FIXED_NOREPLACE);
}

BEHAVIOUR (address_excl_free, EACH_SHARING,
  .id = "address.excl-free",
  .title = "MAP_FIXED with MAP_EXCL maps at exactly the address, where nothing is mapped",
  .needs = "MAP_EXCL",
  .faults = "fixed-ignored noreplace-refused unmap-does-nothing",
  .why = "FreeBSD's way to demand an address without taking it from somebody.",
  .portable = "MAP_EXCL, or MAP_FIXED_NOREPLACE, or a hint and a comparison.")
{
  size_t size = page_size ();

  observe_attempt (variant, free_range (variant) + INSIDE * size, MAP_FIXED | FLAG_EXCL);
}

BEHAVIOUR (address_excl_busy, EACH_SHARING,
  .id = "address.excl-busy",
  .title = "MAP_FIXED with MAP_EXCL over a mapping is refused and leaves it as it was",
  .needs = "MAP_EXCL",
  .faults = "fixed-ignored noreplace-refused noreplace-replaces",
  .why = "The errno is not that of MAP_FIXED_NOREPLACE: FreeBSD's manual has EINVAL, its source "
         "ENOMEM.",
  .portable = "Take any failure for an address that is taken.")
{
  size_t size = page_size ();
  unsigned char *memory = free_range (variant);

  occupy (variant, memory, 3 * size);
  observe_attempt_over (variant, memory, memory, MAP_FIXED | FLAG_EXCL);
  unmap (memory, 3 * size);
}

BEHAVIOUR (address_tryfixed_free, EACH_SHARING,
  .id = "address.tryfixed-free",
  .title = "MAP_TRYFIXED maps at exactly the address that it is given, where nothing is mapped",
  .needs = "MAP_TRYFIXED",
  .faults = "noreplace-refused unmap-does-nothing",
  .why = "NetBSD's and DragonFly's way to ask for an address in earnest.",
  .portable = "Compare the address.")
{
  size_t size = page_size ();

  observe_attempt (variant, free_range (variant) + INSIDE * size, FLAG_TRYFIXED);
}

BEHAVIOUR (address_tryfixed_busy, EACH_SHARING,
  .id = "address.tryfixed-busy",
  .title = "MAP_TRYFIXED over a mapping leaves it as it was",
  .needs = "MAP_TRYFIXED",
  .faults = "fixed-ignored noreplace-refused noreplace-replaces",
  .why = "Systems differ in what they do instead: fail, or map elsewhere as for a hint.",
  .portable = "Compare the address.")
{
  size_t size = page_size ();
  unsigned char *memory = free_range (variant);

  occupy (variant, memory, 3 * size);
  observe_attempt_over (variant, memory, memory, FLAG_TRYFIXED);
  unmap (memory, 3 * size);
}
