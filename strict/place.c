/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "place.h"

#include <stdio.h>
#include <string.h>

#include "program.h"

#ifdef HAVE_LIBDW
# include <elfutils/libdwfl.h>
# include <unistd.h>

static const Dwfl_Callbacks callbacks = {
  .find_elf = dwfl_build_id_find_elf,
  .find_debuginfo = dwfl_standard_find_debuginfo,
  .section_address = dwfl_offline_section_address,
};

/* The file that was asked about last: places come in clusters.  */
static Dwfl *session;
static Dwfl_Module *module;
static char module_path[MODULE_SIZE];

void
place_end (void)
{
  if (session != NULL)
    dwfl_end (session);
  session = NULL;
  module = NULL;
  module_path[0] = '\0';
}

static bool
open_module (const char *path)
{
  if (strcmp (module_path, path) == 0)
    return module != NULL;
  place_end ();
  strcpy (module_path, path);
  session = dwfl_begin (&callbacks);
  if (session == NULL)
    return false;
  dwfl_report_begin (session);
  module = dwfl_report_offline (session, "", path, -1);
  dwfl_report_end (session, NULL, NULL);
  return module != NULL;
}

/* The call stands before the address that it returns to.  */
static void
name_symbol (const char *path, uint64_t address, char *buffer, size_t size)
{
  GElf_Addr bias = 0;
  GElf_Off offset;
  GElf_Sym symbol;
  const char *name;
  const char *file = NULL;
  Dwfl_Line *line;
  int number;

  if (!open_module (path) || dwfl_module_getelf (module, &bias) == NULL)
    return;
  name = dwfl_module_addrinfo (module, address + bias - 1, &offset, &symbol, NULL, NULL, NULL);
  line = dwfl_module_getsrc (module, address + bias - 1);
  if (line != NULL)
    file = dwfl_lineinfo (line, NULL, &number, NULL, NULL, NULL);
  if (file != NULL)
    snprintf (buffer, size, "%s%s%s:%d in ", name != NULL ? name : "", name != NULL ? " at " : "",
              file, number);
  else if (name != NULL)
    snprintf (buffer, size, "%s+0x%llx in ", name, (unsigned long long) (offset + 1));
}
#else
void
place_end (void)
{
}

static void
name_symbol (const char *path, uint64_t address, char *buffer, size_t size)
{
  (void) path;
  (void) address;
  (void) buffer;
  (void) size;
}
#endif

void
place_name (const struct message *message, char *buffer, size_t size)
{
  char symbol[1024] = "";
  uint64_t address = 0;

  if (message->module[0] == '\0')
    {
      snprintf (buffer, size, "0x%llx, in no file", (unsigned long long) message->site);
      return;
    }
  if (program_address (message->module, message->module_offset, &address))
    name_symbol (message->module, address, symbol, sizeof symbol);
  if (symbol[0] == '\0')
    snprintf (buffer, size, "%s+0x%llx", message->module,
              (unsigned long long) (address != 0 ? address : message->module_offset));
  else
    snprintf (buffer, size, "%s%s", symbol, message->module);
}
