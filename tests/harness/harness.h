/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a behaviour may use: how to declare it, to make mappings, to look at memory, to have
   children, and to say what was observed.  Nothing here judges.  */
#ifndef ANONMAP_HARNESS_H
#define ANONMAP_HARNESS_H

#include "system.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "behaviour.h"
#include "calls.h"

#ifdef __GNUC__
# define HARNESS_UNUSED __attribute__ ((__unused__))
# define HARNESS_NORETURN __attribute__ ((__noreturn__))
#else
# define HARNESS_UNUSED
# define HARNESS_NORETURN
#endif

/* BEHAVIOUR (function, VARIANTS, .id = "topic.case", .title = ..., ...) { body }

   declares one question (see struct declaration for the fields, lib/variants.tsv for the sets of
   variants) and begins its test function, which gets the variant asked about in `variant`.  The
   fields are read by lib/registry.awk alone.  Form: BEHAVIOUR at the start of a line, each field on
   a line of its own, strings continued on further lines, and `{` at the start of a line after it.  */
#define BEHAVIOUR(function, variants, ...)                                                          \
  void function (const struct variant *variant);                                                    \
  void function (const struct variant *variant HARNESS_UNUSED)

/* ---- Observing (observe.c).  What is observed must be canonical: see lib/observation.h. ---- */

/* Appends one value, a word of the list.  A value equal to the last one is not repeated.  */
void observe (const char *value);

/* Appends "EINVAL" and the like.  */
void observe_errno (int number);

/* Appends "SIGBUS at page 15" and the like; without the page if PAGE is negative.  */
void observe_signal (int number, long page);

/* What a call returned that gives 0 or -1: "success", with true, or the errno.  */
bool observe_result (int result);

/* For a call that is not what the behaviour is about: ends it with the errno of -1.  */
void must_succeed (int result);

/* Ends the behaviour here, with what has been observed.  */
HARNESS_NORETURN void finish (void);

/* Ends the behaviour as one that could not find out; REASON is short, lower case and constant.  */
HARNESS_NORETURN void cannot_find_out (const char *reason);

/* ---- Mapping (map.c).  Lengths are in bytes unless said otherwise. ---- */

/* The page size in bytes, asked at run time.  */
size_t page_size (void);

/* MAP_PRIVATE or MAP_SHARED, with the flag of the technique.  */
int variant_flags (const struct variant *variant);

/* A descriptor for the technique: /dev/zero opened for reading and writing, else -1.  The caller
   closes it with release_fd.  Ends the behaviour with the errno if the device does not open.  */
int variant_fd (const struct variant *variant);

/* Closes a descriptor from variant_fd; -1 is left alone.  */
void release_fd (int fd);

/* Maps LENGTH bytes, readable and writable, with the technique and the sharing of VARIANT, as the
   standard allows it: descriptor -1 (or the device), offset 0, no hint.  The descriptor is closed.
   Ends the behaviour with the errno if that fails.  */
unsigned char *map_new (const struct variant *variant, size_t length);

/* The same, touched and filled by fill_pattern.  */
unsigned char *map_patterned (const struct variant *variant, size_t length);

/* As map_new with every argument of the caller's choice; EXTRA_FLAGS are added to the variant's.
   Returns MAP_FAILED with errno set.  */
void *map_with (const struct variant *variant, void *hint, size_t length, int protection,
                int extra_flags, int fd, off_t offset);

/* The same at ADDRESS, with PROTECTION, as a hint or as EXTRA_FLAGS say, and not touched.  */
unsigned char *map_at (const struct variant *variant, void *address, size_t length, int protection,
                       int extra_flags);

/* munmap; ends the behaviour with the errno if that fails.  */
void unmap (void *address, size_t length);

/* ---- Files (file.c). ---- */

/* A new, empty file for reading and writing that has no name any more.  Ends the behaviour as one
   that could not find out if none can be made.  */
int temporary_file (void);

/* Reads a few bytes: observes "zero", "stale" if they are not or if there are none, or the errno.  */
void observe_read (int fd);

/* ---- Looking at memory (memory.c), with SIGSEGV and SIGBUS caught. ---- */

/* Fills with bytes that are never zero and differ from page to page.  */
void fill_pattern (unsigned char *memory, size_t length);

/* True if memory still is as fill_pattern left it.  */
bool has_pattern (const unsigned char *memory, size_t length);

/* Reads every byte: observes "zero", "stale", or the signal with the number of the page (counted
   from MEMORY) where it came.  */
void observe_zero (const unsigned char *memory, size_t length);

/* Reads and compares with fill_pattern's: observes "kept", "lost", or the signal and page.  */
void observe_kept (const unsigned char *memory, size_t length);

/* Reads and writes back one byte of each page of LENGTH; observes nothing but the signal and page.
   Returns false if there was one.  */
bool touch_pages (unsigned char *memory, size_t length);

/* What a call of mmap gave.  Observes the errno of MAP_FAILED; or "mapped", "unaligned" if it does
   not begin on a page boundary, and what reading and writing LENGTH bytes shows, none if that is 0.
   Unmaps it.  */
void observe_mapping (void *memory, size_t length);

/* The signal that reading (or writing) one byte at ADDRESS raises, 0 for none.  */
int signal_of_read (const volatile unsigned char *address);
int signal_of_write (volatile unsigned char *address);

/* Observes the signal that one of them returned, or POSSIBLE if that is 0.  */
void observe_access (int number, const char *possible);

/* That memory can be written, and then holds what was written: observes "kept", or ends the behaviour
   with the signal.  */
void observe_writable (unsigned char *memory, size_t length);

/* What memory is found to hold, for a child that may not observe: as fill_pattern left it, all zero,
   neither, or nothing that can be read.  */
enum contents { CONTENTS_KEPT, CONTENTS_ZERO, CONTENTS_LOST, CONTENTS_GONE };

enum contents contents_of (const unsigned char *memory, size_t length);

/* Observes "kept", "zero", "lost" or "unmapped".  */
void observe_contents (enum contents contents);

/* What mincore says of at most 4 pages: observes "resident" and "not resident", page by page, or the
   errno; and "changed" if it wrote behind the last page's byte.  */
void observe_residence (unsigned char *memory, size_t length);

/* ---- Advice (advice.c). ---- */

/* True if the headers have an advice of this name: "MADV_FREE".  */
bool advice_is_known (const char *name);

/* The number of one that has; else 0.  */
int advice_value (const char *name);

/* madvise with the advice of this name.  ENOSYS where there is none.  */
int advise (void *address, size_t length, const char *name);

/* ---- Children (child.c).  Each ends by itself; none writes observations. ---- */

/* Runs BODY (DATA) in a forked child and waits for it.  Returns its result, 0 to 99.  Ends the
   behaviour as one that could not find out if fork fails; observes the signal and finishes if the
   child is killed.  */
int in_child (int (*body) (void *data), void *data);

/* Memory that is looked at in more than one process (region.c).  */
struct region
{
  unsigned char *memory;
  size_t length;
};

/* As map_patterned.  */
struct region region_new (const struct variant *variant, size_t length);

/* Observe what it holds: here, in a child, and in the child of a child that filled it anew.  */
void observe_region (const struct region *region);
void observe_region_in_child (struct region *region);
void observe_region_in_grandchild (struct region *region);

/* For in_child: what it holds there, as a number of enum contents.  */
int region_contents (void *region);

/* Two-way order between a parent and a child, over pipes.  Made before fork; each side then calls
   its own functions only.  */
struct turnstile
{
  int to_child[2];
  int to_parent[2];
};

void turnstile_open (struct turnstile *turnstile);
void parent_go (struct turnstile *turnstile);   /* lets the child pass child_wait once */
void parent_wait (struct turnstile *turnstile); /* until child_go; returns also if the child died */
void child_wait (struct turnstile *turnstile);
void child_go (struct turnstile *turnstile);

/* Starts BODY (DATA) in a child without waiting; as in_child where fork fails.  */
pid_t start_child (int (*body) (void *data), void *data);

/* Waits for it: as in_child.  */
int wait_child (pid_t child);

/* Replaces a child by a new image of this program that reads LENGTH bytes at ADDRESS, and waits.
   Returns 0 if they are there and equal to fill_pattern's, 1 if they are not.  */
int read_after_exec (const unsigned char *address, size_t length);

#endif
