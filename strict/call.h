/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls and their classes: which behaviour asks about a call like this one.  The library that is
   preloaded classifies, the launcher looks the class up in the rules; both are built with this.  */
#ifndef STRICT_CALL_H
#define STRICT_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum function
{
  FUNCTION_MMAP,
  FUNCTION_MUNMAP,
  FUNCTION_MPROTECT,
  FUNCTION_MADVISE,
  FUNCTION_POSIX_MADVISE,
  FUNCTION_MREMAP,
  FUNCTION_OPEN, /* and its like */
  FUNCTION_COUNT
};

/* One call: its arguments, and what has to be known of them beside.  */
struct call
{
  enum function function;
  uintptr_t address;
  size_t length;
  int protection;
  int flags;
  int fd; /* of FUNCTION_OPEN, that of the directory */
  int64_t offset;
  int advice;
  size_t new_length;
  uintptr_t new_address;
  const char *path;
  mode_t mode;
  size_t page;
  bool fd_open; /* fd is an open descriptor */
  int fd_mode;  /* and O_RDONLY, O_WRONLY or O_RDWR */
  bool device;  /* it is that of /dev/zero, and the flag was not given; what is opened is that */
  bool hole;    /* some page of the range is not mapped, */
  bool nothing; /* and the first is not */
  /* What no argument can say, in a call that is changed into one that works here.  */
  size_t lead;  /* the result begins so many bytes behind what is mapped */
  bool release; /* it only seems to be made: nothing is mapped, or changed */
  bool around_holes; /* it is made page by page, and pages that are not there are passed over */
};

/* What an id has after its case: private-MAP_ANONYMOUS, dev-zero, shared, shared-MAP_ANONYMOUS,
   nothing.  */
enum form { FORM_KIND, FORM_TECHNIQUE, FORM_SHARING, FORM_SHARED, FORM_ONCE };

enum { VARIANTS = 4 };

/* The name of a variant, empty for the only one; NULL for one that the form does not have.  */
const char *form_variant (enum form form, int variant);

struct call_class
{
  const char *id; /* the behaviour's, less the variant */
  enum form form;
  enum function function;
  bool (*fits) (const struct call *call);
  /* Changes the call into one that is accepted here and does what it does there; DIFFERENT if its
     result is not what it would be here.  NULL where nothing is to be done.  */
  void (*accept) (struct call *call, bool different);
  const char *what; /* as a phrase, for the report */
};

/* In the order in which refusals count.  */
extern const struct call_class call_classes[];
enum { CLASSES = 61 };

/* The variant of the class that this call is, or -1 if it is of another class.  */
int class_variant (const struct call_class *class, const struct call *call);

bool call_has_flag (const struct call *call);

#endif
