/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE 1

#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Orders ---- */

static int
digit (char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
parse_orders (const char *text, struct orders *orders)
{
  size_t length;

  orders->enforce = *text++ == '1';
  for (; digit (*text) >= 0; text++)
    orders->launcher = orders->launcher * 10 + digit (*text);
  if (*text++ != ':')
    return false;
  for (int i = 0; i < CELLS; i++, text += 3)
    {
      if (digit (text[0]) < 0 || digit (text[1]) < 0 || digit (text[2]) < 0)
        return false;
      orders->cell[i].action = (unsigned char) digit (text[0]);
      orders->cell[i].error = (unsigned char) (digit (text[1]) * 16 + digit (text[2]));
    }
  length = strlen (text);
  if (*text++ != ':' || length > sizeof orders->path)
    return false;
  memcpy (orders->path, text, length);
  return true;
}

/* Two threads that come at once write the same.  */
const struct orders *
orders (void)
{
  static struct orders known;
  static volatile bool read_already;
  const char *text;

  if (!read_already)
    {
      struct orders fresh = { false, false, 0, { { 0, 0 } }, "" };

      text = getenv (ORDERS_VARIABLE);
      fresh.given = text != NULL && parse_orders (text, &fresh);
      known = fresh;
      __sync_synchronize ();
      read_already = true;
    }
  return &known;
}

/* ---- System calls: the library's functions of these names may be cancellation points ---- */

static int
open_file (const char *path, int mode)
{
  return (int) syscall (SYS_openat, AT_FDCWD, path, mode | O_CLOEXEC, 0);
}

static ssize_t
read_bytes (int fd, void *buffer, size_t size)
{
  return syscall (SYS_read, fd, buffer, size);
}

static void
append (const struct message *message)
{
  int fd = open_file (orders ()->path, O_WRONLY | O_APPEND);

  if (fd < 0)
    return;
  syscall (SYS_write, fd, message, sizeof *message);
  syscall (SYS_close, fd);
}

/* ---- The place ---- */

/* The kernel's list of what is mapped, byte by byte.  */
struct reader
{
  int fd;
  size_t position;
  size_t filled;
  char buffer[1024];
};

static int
next_byte (struct reader *reader)
{
  if (reader->position == reader->filled)
    {
      ssize_t length = read_bytes (reader->fd, reader->buffer, sizeof reader->buffer);

      if (length <= 0)
        return -1;
      reader->position = 0;
      reader->filled = (size_t) length;
    }
  return (unsigned char) reader->buffer[reader->position++];
}

/* A hexadecimal number and the byte behind it.  */
static uint64_t
next_number (struct reader *reader)
{
  uint64_t number = 0;
  int byte;

  while ((byte = next_byte (reader)) >= 0 && digit ((char) byte) >= 0)
    number = number * 16 + (uint64_t) digit ((char) byte);
  return number;
}

static void
skip_words (struct reader *reader, int count)
{
  int byte;

  while (count > 0 && (byte = next_byte (reader)) >= 0)
    if (byte == ' ')
      count--;
}

/* "START-END PERMISSIONS OFFSET DEVICE INODE   PATH".  False at the end; *FOUND if the message's
   site is in this line.  */
static bool
next_line (struct reader *reader, struct message *message, bool *found)
{
  uint64_t start = next_number (reader);
  uint64_t end = next_number (reader);
  uint64_t offset;
  size_t length = 0;
  int byte;

  *found = message->site > start && message->site <= end;
  skip_words (reader, 1);
  offset = next_number (reader);
  skip_words (reader, 2);
  while ((byte = next_byte (reader)) >= 0 && byte != '\n')
    if (*found && (byte != ' ' || length > 0) && length < MODULE_SIZE - 1)
      message->module[length++] = (char) byte;
  if (*found)
    message->module_offset = message->site - start + offset;
  return byte >= 0;
}

static void
find_place (struct message *message)
{
  struct reader reader = { open_file ("/proc/self/maps", O_RDONLY), 0, 0, "" };
  bool found = false;

  if (reader.fd < 0)
    return;
  while (!found && next_line (&reader, message, &found))
    continue;
  if (message->module[0] != '/')
    message->module[0] = '\0';
  syscall (SYS_close, reader.fd);
}

/* ---- Messages ---- */

/* True for the first of each.  A full table forgets: the launcher takes each place once anyway.  */
static bool
is_first (uintptr_t key)
{
  enum { PLACES = 1024 };
  static uintptr_t seen[PLACES];
  size_t start = (key ^ key >> 11) % PLACES;

  for (size_t i = 0; i < PLACES; i++)
    {
      uintptr_t *slot = &seen[(start + i) % PLACES];
      uintptr_t old = *slot;

      if (old == 0)
        old = __sync_val_compare_and_swap (slot, 0, key);
      if (old == 0)
        return true;
      if (old == key)
        return false;
    }
  return true;
}

static void
send (struct message *message, enum message_type type, const void *site)
{
  int error = errno;

  message->type = type;
  message->pid = (int32_t) syscall (SYS_getpid);
  message->site = (uintptr_t) site;
  find_place (message);
  append (message);
  errno = error;
}

void
log_call (const struct call *call, int class, int variant, int result, bool imposed,
          const void *site)
{
  struct message message;

  if (!is_first ((uintptr_t) site * CLASSES + (uintptr_t) class))
    return;
  memset (&message, 0, sizeof message);
  message.class = class;
  message.variant = variant;
  message.result = result;
  message.imposed = imposed;
  message.call = *call;
  send (&message, MESSAGE_CALL, site);
}

void
log_plain (enum message_type type, const void *site)
{
  struct message message;

  memset (&message, 0, sizeof message);
  send (&message, type, site);
}
