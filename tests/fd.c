/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The descriptor that comes with the flag: -1 is what the standard has; what any other does, and
   what becomes of the file behind it.  */
#include "harness/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __APPLE__
# include <mach/vm_statistics.h>
# define TAG VM_MAKE_TAG (VM_MEMORY_APPLICATION_SPECIFIC_1)
#else
# define TAG 0
#endif

enum { PAGES = 4, LETTER = 'f', DESCRIPTORS = 256 };

static void *
map_with_fd (const struct variant *variant, int fd)
{
  return map_with (variant, NULL, PAGES * page_size (), PROT_READ | PROT_WRITE, 0, fd, 0);
}

static void
observe_with_fd (const struct variant *variant, int fd)
{
  observe_mapping (map_with_fd (variant, fd), PAGES * page_size ());
}

/* The same, with a refusal as the end.  */
static unsigned char *
map_or_finish (const struct variant *variant, int fd)
{
  void *memory = map_with_fd (variant, fd);

  if (memory == MAP_FAILED)
    {
      observe_errno (errno);
      finish ();
    }
  return memory;
}

/* A file as long as the mapping, every byte of it the letter.  */
static int
file_of_letters (void)
{
  char letters[512];
  int fd = temporary_file ();

  memset (letters, LETTER, sizeof letters);
  for (size_t done = 0; done < PAGES * page_size (); done += sizeof letters)
    if (write (fd, letters, sizeof letters) != (ssize_t) sizeof letters)
      cannot_find_out ("the temporary file cannot be written");
  return fd;
}

/* A pipe: two descriptors that need no file system.  */
static void
open_pipe (int ends[2])
{
  if (pipe (ends) != 0)
    cannot_find_out ("pipe failed");
}

BEHAVIOUR (fd_minus_one, EVERY_FLAG,
  .id = "fd.minus-one",
  .title = "Descriptor -1 with the flag maps memory of 0",
  .claims = "FD-1 FD-2 ANON-1",
  .shall = "mapped, zero",
  .shall_source = "POSIX.1-2024 mmap, DESCRIPTION: fildes -1 and off 0 with MAP_ANONYMOUS",
  .faults = "dirty-first-byte dirty-last-byte dirty-middle-byte fd-minus-one-refused map-refused "
            "map-shared-refused map-unaligned map-anon-refused",
  .why = "The one value that works everywhere. Emulators that looked at the descriptor all the "
         "same gave EBADF or wrong data: lsds/sgx-lkl PR 755, ptitSeb/box64 PR 4208.",
  .portable = "Always pass -1.")
{
  observe_with_fd (variant, -1);
}

BEHAVIOUR (fd_open_file, EVERY_FLAG,
  .id = "fd.open-file",
  .title = "The descriptor of an open file with the flag maps memory of 0, not the file",
  .claims = "FD-1 FD-2",
  .faults = "dirty-with-descriptor fd-refused fd-contents-show",
  .why = "Wrappers that hand a descriptor through whatever the flags are work on Linux; the BSDs "
         "return EINVAL, and emulators had to learn to ignore it "
         "(direct-code-execution/ns-3-dce #105).",
  .portable = "Pass -1 whenever the flag is set.")
{
  int fd = temporary_file ();

  observe_with_fd (variant, fd);
  close (fd);
}

BEHAVIOUR (fd_zero, EVERY_FLAG,
  .id = "fd.zero",
  .title = "Descriptor 0, open, with the flag maps memory of 0",
  .claims = "FD-1 FD-2",
  .needs = "pipe dup2",
  .faults = "dirty-with-descriptor fd-refused",
  .why = "The most common mistake of all, because it works on Linux: bytedance/sonic #962, "
         "facebook/rocksdb PR 1254, solana-labs/rbpf PR 508, unum-cloud/USearch PR 711.",
  .portable = "Pass -1; 0 is standard input.")
{
  int saved = dup (STDIN_FILENO);
  int ends[2];

  open_pipe (ends);
  if (dup2 (ends[0], STDIN_FILENO) == -1)
    cannot_find_out ("dup2 failed");
  observe_with_fd (variant, STDIN_FILENO);
  if (saved != -1)
    {
      dup2 (saved, STDIN_FILENO);
      close (saved);
    }
  close (ends[0]);
  close (ends[1]);
}

BEHAVIOUR (fd_unopened, EVERY_FLAG,
  .id = "fd.unopened",
  .title = "The number of a descriptor that is not open with the flag maps memory of 0",
  .claims = "FD-1 FD-2",
  .needs = "pipe",
  .faults = "dirty-with-descriptor fd-refused",
  .why = "It tells whether the descriptor is looked up at all: illumos has EBADF here and EINVAL "
         "for one that is open.",
  .portable = "Pass -1.")
{
  int ends[2];

  open_pipe (ends);
  close (ends[0]);
  close (ends[1]);
  observe_with_fd (variant, ends[1]);
}

BEHAVIOUR (fd_tag, EACH_SHARING,
  .id = "fd.tag",
  .title = "A tag in the place of the descriptor, where there are tags, maps memory of 0",
  .claims = "FD-2",
  .needs = "VM_MAKE_TAG",
  .faults = "fd-refused dirty-with-descriptor",
  .why = "macOS takes the descriptor of an anonymous mapping for flags and a tag by which its tools "
         "name the memory; descriptor 2 means something there, and 3 is an error.",
  .portable = "Pass -1 but where VM_MAKE_TAG is defined and the tag is wanted.")
{
  observe_with_fd (variant, TAG);
}

BEHAVIOUR (fd_minus_two, EVERY_FLAG,
  .id = "fd.minus-two",
  .title = "Descriptor -2 with the flag maps memory of 0",
  .claims = "FD-1 FD-2",
  .faults = "dirty-with-descriptor fd-refused",
  .why = "A negative error code taken for a descriptor arrives as -2; macOS reads the number as "
         "flags of its own and refuses it.",
  .portable = "Pass -1.")
{
  observe_with_fd (variant, -2);
}

BEHAVIOUR (fd_largest, EVERY_FLAG,
  .id = "fd.largest",
  .title = "The largest descriptor, INT_MAX, with the flag maps memory of 0",
  .claims = "FD-1 FD-2",
  .faults = "dirty-with-descriptor fd-refused",
  .why = "The far end of the table of descriptors, and beyond it in every process: a kernel that "
         "indexes before it checks reads what is behind. NetBSD and OpenBSD test it.",
  .portable = "Pass -1.")
{
  observe_with_fd (variant, INT_MAX);
}

BEHAVIOUR (fd_read_only, EVERY_FLAG,
  .id = "fd.read-only",
  .title = "A descriptor open for reading alone with the flag maps writable memory of 0",
  .claims = "FD-1 FD-2",
  .faults = "dirty-with-descriptor fd-refused",
  .why = "Without the flag this would be EACCES for a shared mapping; an emulator that checks the "
         "mode before it looks at the flag refuses what the kernel allows.",
  .portable = "Pass -1.")
{
  const char *directory = getenv ("TEMP");
  int fd = open (directory != NULL ? directory : ".", O_RDONLY);

  if (fd == -1)
    cannot_find_out ("the directory for temporary files does not open");
  observe_with_fd (variant, fd);
  close (fd);
}

BEHAVIOUR (fd_contents, EVERY_FLAG,
  .id = "fd.contents",
  .title = "With the descriptor of a file that has contents, those do not show in the memory",
  .claims = "FD-1 FD-2 ANON-1",
  .faults = "dirty-with-descriptor fd-refused fd-contents-show",
  .why = "The worst answer there is, neither refused nor zero but the file; an emulator that looks "
         "at the descriptor comes close to it (cea-sec/miasm PR 1118).",
  .portable = "Pass -1.")
{
  int fd = file_of_letters ();
  unsigned char *memory = map_or_finish (variant, fd);

  if (signal_of_read (memory) == 0 && *memory == LETTER)
    observe ("file");
  else
    observe_zero (memory, PAGES * page_size ());
  unmap (memory, PAGES * page_size ());
  close (fd);
}

/* True if the file still is as file_of_letters made it.  */
static bool
file_has_letters (int fd)
{
  unsigned char letters[512];
  off_t size = 0;
  ssize_t length;

  if (lseek (fd, 0, SEEK_SET) != 0)
    {
      observe_errno (errno);
      finish ();
    }
  while ((length = read (fd, letters, sizeof letters)) > 0)
    {
      size += length;
      for (ssize_t i = 0; i < length; i++)
        if (letters[i] != LETTER)
          return false;
    }
  return size == (off_t) (PAGES * page_size ());
}

BEHAVIOUR (fd_file_unchanged, EVERY_FLAG,
  .id = "fd.file-unchanged",
  .title = "Writing to memory mapped with the flag and a file's descriptor leaves the file as it "
           "was",
  .claims = "FD-1 FD-2 ANON-1",
  .faults = "fd-refused fd-contents-show fd-file-changed fd-closed",
  .why = "Should the flag lose against the descriptor, a program overwrites its own input.",
  .portable = "Pass -1.")
{
  size_t length = PAGES * page_size ();
  int fd = file_of_letters ();
  unsigned char *memory = map_or_finish (variant, fd);

  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  /* Where there is no file behind the memory there is nothing to write out: any answer is fine.  */
  msync (memory, length, MS_SYNC);
  unmap (memory, length);
  observe (file_has_letters (fd) ? "unchanged" : "changed");
  close (fd);
}

/* How many of the lowest descriptors are open.  */
static int
open_descriptors (void)
{
  int count = 0;

  for (int fd = 0; fd < DESCRIPTORS; fd++)
    if (fcntl (fd, F_GETFD) != -1)
      count++;
  return count;
}

BEHAVIOUR (fd_none_consumed, EVERY_MAPPING,
  .id = "fd.none-consumed",
  .title = "A mapping uses up no descriptor, neither with -1 nor once that of the device is closed",
  .claims = "ANON-1 ANON-6 ZERO-6",
  .faults = "fd-consumed fd-kept",
  .why = "A layer that backs each mapping by a hidden temporary file runs out of descriptors in "
         "programs that never open one.",
  .portable = "Nothing to mind with -1; close the device's descriptor after mmap.")
{
  int before = open_descriptors ();
  unsigned char *memory = map_new (variant, page_size ());
  int during = open_descriptors ();

  unmap (memory, page_size ());
  observe (during == before && open_descriptors () == before ? "no descriptor used"
                                                             : "descriptor used");
}

BEHAVIOUR (fd_closing_harmless, EVERY_FLAG,
  .id = "fd.closing-harmless",
  .title = "Closing a descriptor that was passed with the flag succeeds and leaves the memory "
           "alone",
  .claims = "FD-2",
  .faults = "fd-refused fd-closed fd-kept close-unmaps close-clears",
  .why = "Whether the descriptor was merely ignored, closed on behalf of the caller or tied to the "
         "memory shows only afterwards.",
  .portable = "Pass -1.")
{
  size_t length = PAGES * page_size ();
  int fd = file_of_letters ();
  unsigned char *memory = map_or_finish (variant, fd);

  if (!touch_pages (memory, length))
    finish ();
  fill_pattern (memory, length);
  if (close (fd) != 0)
    observe_errno (errno);
  observe_kept (memory, length);
  unmap (memory, length);
}
