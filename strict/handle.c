/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1

#include "handle.h"

#include <errno.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "inspect.h"
#include "log.h"
#include "real.h"
#include "unnoticed.h"

/* A result as the system gives it: -1, which is MAP_FAILED too, with errno.  */
static intptr_t
fail (int error)
{
  errno = error;
  return -1;
}

static intptr_t
make_mapping (const struct call *call)
{
  char *memory = real.mmap ((void *) call->address, call->length, call->protection, call->flags,
                            call->fd, (file_offset) call->offset);

  if (memory != MAP_FAILED && call->release)
    real.munmap (memory, call->length);
  return memory == MAP_FAILED ? -1 : (intptr_t) (memory + call->lead);
}

static int
protect_around_holes (const struct call *call)
{
  for (size_t i = 0; i < call->length; i += call->page)
    if (real.mprotect ((char *) call->address + i, 1, call->protection) != 0 && errno != ENOMEM)
      return -1;
  return 0;
}

/* It returns its errno.  */
static intptr_t
advise_as_posix (const struct call *call)
{
  int error = real.posix_madvise ((void *) call->address, call->length, call->advice);

  return error != 0 ? fail (error) : 0;
}

static intptr_t
make_other (const struct call *call)
{
  void *address = (void *) call->address;

  switch (call->function)
    {
    case FUNCTION_MUNMAP:
      return real.munmap (address, call->length);
    case FUNCTION_MPROTECT:
      return call->around_holes ? protect_around_holes (call)
                                : real.mprotect (address, call->length, call->protection);
    case FUNCTION_MADVISE:
      return real.madvise (address, call->length, call->advice);
    case FUNCTION_POSIX_MADVISE:
      return advise_as_posix (call);
    case FUNCTION_OPEN:
      return real.openat (call->fd, call->path, call->flags, call->mode);
    default:
      return (intptr_t) real.mremap (address, call->length, call->new_length, call->flags,
                                     (void *) call->new_address);
    }
}

static intptr_t
make (const struct call *call)
{
  if (call->function == FUNCTION_MMAP)
    return make_mapping (call);
  return call->release ? 0 : make_other (call);
}

/* What the orders say of a call.  */
struct judgement
{
  struct call changed;          /* to what works here where it works there */
  int refusal;                  /* the first errno, 0 if it is not refused */
  int failure;                  /* the errno that it has if it fails, 0 for any */
  signed char variant[CLASSES]; /* -1: there is no order for it */
};

static struct order
order_of (int class, int variant)
{
  static const struct order none = { ACTION_NONE, 0 };

  return variant < 0 ? none : orders ()->cell[class * VARIANTS + variant];
}

static void
obey (struct judgement *judgement, const struct call_class *class, struct order order)
{
  if (order.action == ACTION_REFUSE && judgement->refusal == 0)
    judgement->refusal = order.error;
  if (order.action == ACTION_MAYBE && judgement->failure == 0)
    judgement->failure = order.error;
  if ((order.action == ACTION_ACCEPT || order.action == ACTION_DIFFERENT) && class->accept != NULL)
    class->accept (&judgement->changed, order.action == ACTION_DIFFERENT);
}

/* False if there is no order for this call.  */
static bool
judge (const struct call *call, struct judgement *judgement)
{
  bool any = false;

  judgement->changed = *call;
  judgement->refusal = 0;
  judgement->failure = 0;
  for (int i = 0; i < CLASSES; i++)
    {
      int variant = class_variant (&call_classes[i], call);
      struct order order = order_of (i, variant);

      judgement->variant[i] = (signed char) (order.action == ACTION_NONE ? -1 : variant);
      any |= order.action != ACTION_NONE;
      obey (judgement, &call_classes[i], order);
    }
  return any;
}

/* What works there is worth a word only if it is of a kind that does not work here.  */
static void
report (const struct call *call, const struct judgement *judgement, int result, bool imposed,
        const void *site)
{
  for (int i = 0; i < CLASSES; i++)
    {
      enum action action = order_of (i, judgement->variant[i]).action;

      if (action == ACTION_NONE
          || (action == ACTION_ACCEPT
              && (result == 0 || orders ()->enforce || call_classes[i].accept == NULL)))
        continue;
      log_call (call, i, judgement->variant[i], result, imposed, site);
    }
}

/* The call as it is there.  */
static intptr_t
make_as_there (const struct judgement *judgement)
{
  intptr_t result;

  if (judgement->refusal != 0)
    return fail (judgement->refusal);
  result = make (&judgement->changed);
  if (result == -1 && judgement->failure != 0)
    errno = judgement->failure;
  return result;
}

intptr_t
handle (struct call *call, const void *site)
{
  struct judgement judgement;
  bool enforce = orders ()->enforce;
  int error = errno;
  intptr_t result;

  real_find ();
  if (!orders ()->given)
    return make (call);
  inspect (call);
  errno = error;
  if (!judge (call, &judgement))
    result = make (call);
  else
    {
      result = enforce ? make_as_there (&judgement) : make (call);
      report (call, &judgement, result == -1 ? errno : 0, enforce && judgement.refusal != 0, site);
    }
  if (result == -1 && call->function == FUNCTION_MMAP)
    unnoticed_watch (site);
  return result;
}
