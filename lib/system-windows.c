/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "system-names.h"

#include <stdio.h>
#include <windows.h>

/* What GetVersionEx tells depends on the manifest of the program (Microsoft Learn, GetVersionExA);
   RtlGetVersion, which only a driver can link with, tells the version that is there.  */
static bool
read_version (OSVERSIONINFOW *version)
{
  typedef LONG WINAPI get_version (OSVERSIONINFOW *version);
  FARPROC found = GetProcAddress (GetModuleHandleA ("ntdll.dll"), "RtlGetVersion");

  version->dwOSVersionInfoSize = sizeof *version;
  return found != NULL && ((get_version *) (void (*) (void)) found) (version) == 0;
}

/* Of the program: a 32-bit one on a 64-bit system is told of a 32-bit machine.  */
static const char *
machine_name (void)
{
  SYSTEM_INFO info;

  GetSystemInfo (&info);
  switch (info.wProcessorArchitecture)
    {
    case PROCESSOR_ARCHITECTURE_AMD64:
      return "x86_64";
    case PROCESSOR_ARCHITECTURE_INTEL:
      return "i386";
    case PROCESSOR_ARCHITECTURE_ARM64:
      return "aarch64";
    case PROCESSOR_ARCHITECTURE_ARM:
      return "arm";
    default:
      return "unknown";
    }
}

bool
system_names (struct system_names *names)
{
  static char release[48];
  OSVERSIONINFOW version;

  if (read_version (&version))
    snprintf (release, sizeof release, "%lu.%lu.%lu", version.dwMajorVersion,
              version.dwMinorVersion, version.dwBuildNumber);
  names->kernel = "windows";
  names->release = release;
  names->version = "";
  names->machine = machine_name ();
  return true;
}

long
system_page_size (void)
{
  SYSTEM_INFO info;

  GetSystemInfo (&info);
  return (long) info.dwPageSize;
}
