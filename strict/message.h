/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What passes between the launcher and the library: orders in one variable of the environment,
   findings in a file that every process appends to.  */
#ifndef STRICT_MESSAGE_H
#define STRICT_MESSAGE_H

#include <stdint.h>

#include "call.h"

/* The orders: a digit, 1 to enforce; the launcher's pid; ":"; for each cell (a class in a variant,
   class by class) a digit, its action, and the errno as two hexadecimal digits; ":"; the path of
   the file.  */
#define ORDERS_VARIABLE "ANONMAP_STRICT"

enum { CELLS = CLASSES * VARIANTS };

/* What the library is to do about a call of a class in a variant.  */
enum action
{
  ACTION_NONE,
  ACTION_ACCEPT,    /* it works there */
  ACTION_DIFFERENT, /* with another result than here */
  ACTION_MENTION,   /* worth a word, and not to be imitated */
  ACTION_MAYBE,     /* it may be refused with this errno */
  ACTION_REFUSE     /* it is */
};

struct order
{
  unsigned char action;
  unsigned char error; /* an errno */
};

enum message_type
{
  MESSAGE_LOADED = 0x616d6c64, /* from the command itself: the library is there */
  MESSAGE_CALL,                /* a call of a class that has an order */
  MESSAGE_UNNOTICED            /* MAP_FAILED was used as an address, after the call at this place */
};

enum { MODULE_SIZE = 1024 };

/* Written in one piece.  */
struct message
{
  uint32_t type;
  int32_t pid;
  int32_t class;
  int32_t variant;
  int32_t result;  /* 0 or the errno of what the program saw */
  int32_t imposed; /* the library refused it and did not ask the system */
  struct call call;
  uint64_t site;            /* the address that the call returns to */
  uint64_t module_offset;   /* where that is in the file */
  char module[MODULE_SIZE]; /* the file; empty if there is none */
};

#endif
