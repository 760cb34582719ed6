/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "program.h"

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "xalloc.h"

/* ---- Finding ---- */

static bool
is_executable (const char *path)
{
  struct stat status;

  if (stat (path, &status) != 0 || access (path, X_OK) != 0)
    return false;
  if (S_ISREG (status.st_mode))
    return true;
  errno = EACCES;
  return false;
}

static char *
joined (const char *directory, size_t length, const char *name)
{
  char *path = xmalloc (length + strlen (name) + 3);

  sprintf (path, "%.*s/%s", length > 0 ? (int) length : 1, length > 0 ? directory : ".", name);
  return path;
}

char *
program_find (const char *command)
{
  const char *directories = getenv ("PATH");
  int error = ENOENT;

  if (strchr (command, '/') != NULL)
    return is_executable (command) ? xstrdup (command) : NULL;
  if (directories == NULL)
    directories = "/bin:/usr/bin";
  for (;;)
    {
      size_t length = strcspn (directories, ":");
      char *path = joined (directories, length, command);

      if (is_executable (path))
        return path;
      free (path);
      if (errno == EACCES)
        error = EACCES;
      if (directories[length] == '\0')
        break;
      directories += length + 1;
    }
  errno = error;
  return NULL;
}

/* ---- Reading ---- */

enum { SEGMENTS = 64 };

/* The headers of a program of this machine's word size.  */
struct headers
{
  ElfW (Ehdr) file;
  ElfW (Phdr) segment[SEGMENTS];
  int count;
};

/* False if it is no such file.  */
static bool
read_headers (FILE *stream, struct headers *headers)
{
  ElfW (Ehdr) *file = &headers->file;

  headers->count = 0;
  if (fread (file, sizeof *file, 1, stream) != 1
      || memcmp (file->e_ident, ELFMAG, SELFMAG) != 0
      || file->e_phentsize != sizeof *headers->segment
      || fseek (stream, (long) file->e_phoff, SEEK_SET) != 0)
    return false;
  headers->count = file->e_phnum < SEGMENTS ? file->e_phnum : SEGMENTS;
  return fread (headers->segment, sizeof *headers->segment, (size_t) headers->count, stream)
         == (size_t) headers->count;
}

static bool
headers_of (const char *path, struct headers *headers)
{
  FILE *stream = fopen (path, "r");
  bool fine;

  memset (headers, 0, sizeof *headers);
  if (stream == NULL)
    return false;
  fine = read_headers (stream, headers);
  fclose (stream);
  return fine;
}

bool
program_address (const char *path, uint64_t offset, uint64_t *address)
{
  struct headers headers;

  if (!headers_of (path, &headers))
    return false;
  for (int i = 0; i < headers.count; i++)
    {
      const ElfW (Phdr) *segment = &headers.segment[i];

      if (segment->p_type == PT_LOAD && offset >= segment->p_offset
          && offset - segment->p_offset < segment->p_filesz
          && ((segment->p_flags & PF_X) != 0))
        {
          *address = segment->p_vaddr + (offset - segment->p_offset);
          return true;
        }
    }
  return false;
}

/* ---- Obstacles ---- */

/* The interpreter of a script, empty if it is none.  */
static void
read_interpreter (const char *path, char *interpreter, size_t size)
{
  FILE *stream = fopen (path, "r");
  char line[256];
  char *start = line + 2;

  interpreter[0] = '\0';
  if (stream == NULL)
    return;
  if (fgets (line, sizeof line, stream) != NULL && line[0] == '#' && line[1] == '!')
    {
      start += strspn (start, " \t");
      start[strcspn (start, " \t\n")] = '\0';
      snprintf (interpreter, size, "%s", start);
    }
  fclose (stream);
}

/* Nothing is preloaded into a program that has more rights than its user.  */
static bool
gains_rights (const char *path)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return false;
  return ((status.st_mode & S_ISUID) != 0 && status.st_uid != getuid ())
         || ((status.st_mode & S_ISGID) != 0 && status.st_gid != getgid ())
         || (getuid () != 0 && getxattr (path, "security.capability", NULL, 0) > 0);
}

static bool
is_dynamic (const struct headers *headers)
{
  for (int i = 0; i < headers->count; i++)
    if (headers->segment[i].p_type == PT_INTERP)
      return true;
  return false;
}

static bool
same_machine (const struct headers *a, const struct headers *b)
{
  return a->file.e_ident[EI_CLASS] == b->file.e_ident[EI_CLASS]
         && a->file.e_ident[EI_DATA] == b->file.e_ident[EI_DATA]
         && a->file.e_machine == b->file.e_machine;
}

static const char *
obstacle_in (const char *path, const struct headers *library)
{
  struct headers headers;
  bool whole = headers_of (path, &headers);

  if (memcmp (headers.file.e_ident, ELFMAG, SELFMAG) != 0)
    return "is no program of this system";
  if (!same_machine (&headers, library))
    return "is for another machine or word size than the library that has to be preloaded";
  if (!whole || !is_dynamic (&headers))
    return "is statically linked: nothing can stand between it and the system";
  if (gains_rights (path))
    return "is set-user-id, or gains rights in another way: nothing is preloaded into it";
  return NULL;
}

const char *
program_obstacle (const char *path, const char *library)
{
  enum { DEEPEST = 4 };
  struct headers own;
  char interpreter[256];
  char script[256];

  headers_of (library, &own);
  read_interpreter (path, interpreter, sizeof interpreter);
  for (int depth = 0; interpreter[0] != '\0' && depth < DEEPEST; depth++)
    {
      memcpy (script, interpreter, sizeof script);
      path = script;
      read_interpreter (path, interpreter, sizeof interpreter);
    }
  return obstacle_in (path, &own);
}
