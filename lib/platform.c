/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "platform.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "probes.h"
#include "rules.h"
#include "system-names.h"

#ifdef HAVE_SETRLIMIT
# include <sys/resource.h>
#endif
#ifdef __linux__
# include <sys/syscall.h>
#endif
#ifdef __GLIBC__
# include <gnu/libc-version.h>
#endif

/* What does not fit is cut: these are labels.  */
static void
copy (char *to, size_t size, const char *from)
{
  size_t length = strlen (from);

  if (length >= size)
    length = size - 1;
  memcpy (to, from, length);
  to[length] = '\0';
}

void
facts_add (struct facts *facts, const char *name, const char *value)
{
  if (facts->count == PLATFORM_FACTS)
    return;
  copy (facts->fact[facts->count].name, sizeof facts->fact[0].name, name);
  copy (facts->fact[facts->count].value, sizeof facts->fact[0].value, value);
  facts->count++;
}

static bool
is_plain (const char *text, size_t length, const char *more)
{
  if (length == 0)
    return false;
  for (size_t i = 0; i < length; i++)
    if (!isalnum ((unsigned char) text[i]) && strchr (more, text[i]) == NULL)
      return false;
  return true;
}

bool
platform_add_layer (struct platform *platform, const char *text)
{
  size_t name_length = strcspn (text, "/");
  const char *version = text[name_length] == '/' ? text + name_length + 1 : "";
  struct layer *layer = &platform->layers[platform->layer_count];

  if (platform->layer_count == PLATFORM_LAYERS || name_length >= sizeof layer->name
      || strlen (version) >= sizeof layer->version || !is_plain (text, name_length, "-_.")
      || (*version != '\0' && !is_plain (version, strlen (version), "-_.+~:")))
    return false;
  memcpy (layer->name, text, name_length);
  layer->name[name_length] = '\0';
  copy (layer->version, sizeof layer->version, version);
  platform->layer_count++;
  return true;
}

bool
platform_add_without (struct platform *platform, const char *facility)
{
  if (platform->without_count == PLATFORM_WITHOUT
      || strlen (facility) >= sizeof platform->without[0]
      || !is_plain (facility, strlen (facility), "/_-"))
    return false;
  copy (platform->without[platform->without_count++], sizeof platform->without[0], facility);
  return true;
}

bool
platform_is_without (const struct platform *platform, const char *facility)
{
  for (size_t i = 0; i < platform->without_count; i++)
    if (strcmp (platform->without[i], facility) == 0)
      return true;
  return false;
}

static bool
is_little_endian (void)
{
  const unsigned short one = 1;

  return *(const unsigned char *) &one == 1;
}

/* One name for each kind of program: uname names the machine, and so gives i386 programs one of the
   processor or of the kernel, and programs of both byte orders of MIPS the same.  */
static void
detect_arch (struct platform *platform, const char *machine)
{
  size_t length;

  copy (platform->arch, sizeof platform->arch, machine);
  length = strlen (platform->arch);
  if ((sizeof (void *) == 4 && strcmp (machine, "x86_64") == 0)
      || (length == 4 && machine[0] == 'i' && strcmp (machine + 2, "86") == 0))
    copy (platform->arch, sizeof platform->arch, "i386");
  else if ((strcmp (machine, "mips") == 0 || strcmp (machine, "mips64") == 0)
           && is_little_endian ())
    copy (platform->arch + length, sizeof platform->arch - length, "el");
}

static void
detect_kernel (struct platform *platform)
{
  struct system_names names;

  if (!system_names (&names))
    return;
  copy (platform->kernel, sizeof platform->kernel, names.kernel);
  for (char *p = platform->kernel; *p != '\0'; p++)
    *p = (char) tolower ((unsigned char) *p);
  /* Cygwin and MSYS2, which is made from it, put the version of Windows there: CYGWIN_NT-10.0-19045.  */
  if (strncmp (platform->kernel, "cygwin_nt", 9) == 0
      || strncmp (platform->kernel, "msys_nt", 7) == 0)
    copy (platform->kernel, sizeof platform->kernel, "cygwin");
  copy (platform->release, sizeof platform->release, names.release);
  detect_arch (platform, names.machine);
}

/* gVisor calls itself Linux, of a version that no kernel was built with
   (pkg/sentry/syscalls/linux/linux64.go).  What Linux promises binds it, but for its own table, which is
   that of a layer.  */
static void
detect_gvisor (struct platform *platform)
{
  static const char version[] = "#1 SMP Sun Jan 10 15:06:54 PST 2016";
  struct system_names names;
  bool declared = false;

  if (!system_names (&names) || strcmp (names.version, version) != 0)
    return;
  if (platform->rules[0] == '\0')
    copy (platform->rules, sizeof platform->rules, platform->kernel);
  copy (platform->kernel, sizeof platform->kernel, "gvisor");
  for (size_t i = 0; i < platform->layer_count; i++)
    declared = declared || strcmp (platform->layers[i].name, "gvisor") == 0;
  if (!declared)
    platform_add_layer (platform, "gvisor");
}

/* musl has no macro of its own, on purpose: it is what a Linux libc is that is none of the others.  */
static void
detect_libc (struct platform *platform)
{
#if defined __GLIBC__ && !defined __UCLIBC__
  copy (platform->libc, sizeof platform->libc, "glibc");
  copy (platform->libc_version, sizeof platform->libc_version, gnu_get_libc_version ());
#elif defined __UCLIBC__
  copy (platform->libc, sizeof platform->libc, "uclibc");
#elif defined __BIONIC__
  copy (platform->libc, sizeof platform->libc, "bionic");
#elif defined __dietlibc__
  copy (platform->libc, sizeof platform->libc, "dietlibc");
  copy (platform->libc_version, sizeof platform->libc_version, ANONMAP_BUILD_LIBC_VERSION);
#elif defined __KLIBC__
  copy (platform->libc, sizeof platform->libc, "klibc");
  snprintf (platform->libc_version, sizeof platform->libc_version, "%d.%d", __KLIBC__,
            __KLIBC_MINOR__);
#elif defined __linux__
  copy (platform->libc, sizeof platform->libc, "musl");
#elif defined __EMSCRIPTEN__
  copy (platform->libc, sizeof platform->libc, "emscripten"); /* musl's, with another malloc and mmap */
  snprintf (platform->libc_version, sizeof platform->libc_version, "%d.%d.%d",
            __EMSCRIPTEN_major__, __EMSCRIPTEN_minor__, __EMSCRIPTEN_tiny__);
#elif defined __wasi__
  copy (platform->libc, sizeof platform->libc, "wasi-libc");
#elif defined _UCRT
  copy (platform->libc, sizeof platform->libc, "ucrt");
#elif defined __MSVCRT__
  copy (platform->libc, sizeof platform->libc, "msvcrt");
#else
  copy (platform->libc, sizeof platform->libc, platform->kernel);
  copy (platform->libc_version, sizeof platform->libc_version, platform->release);
#endif
}

/* Libraries that stand between by being loaded, a part of their names each.  */
static const struct
{
  const char *name;
  const char *library;
} layer_libraries[] = {
  { "jemalloc", "/libjemalloc" },
  { "mimalloc", "/libmimalloc" },
  { "tcmalloc", "/libtcmalloc" },
  { "memcheck", "/vgpreload_memcheck" },
  { "valgrind", "/vgpreload_core" },
};

/* Only what can be told for certain: anything else has to be declared.  */
static void
detect_layers (struct platform *platform)
{
  enum { LIBRARIES = sizeof layer_libraries / sizeof *layer_libraries };
  bool loaded[LIBRARIES] = { false };
  char line[512];
  FILE *maps;

  if (platform->layer_count > 0)
    return;
  maps = fopen ("/proc/self/maps", "r");
  if (maps == NULL)
    return;
  while (fgets (line, sizeof line, maps) != NULL)
    for (size_t i = 0; i < LIBRARIES; i++)
      if (strstr (line, layer_libraries[i].library) != NULL)
        loaded[i] = true;
  fclose (maps);
  for (size_t i = 0; i < LIBRARIES; i++)
    if (loaded[i])
      platform_add_layer (platform, layer_libraries[i].name);
}

#ifdef HAVE_SETRLIMIT
static void
add_limit (struct facts *facts, const char *name, int resource)
{
  struct rlimit limit;
  char value[32] = "unlimited";

  if (getrlimit (resource, &limit) != 0)
    return;
  if (limit.rlim_cur != RLIM_INFINITY)
    snprintf (value, sizeof value, "%lu", (unsigned long) limit.rlim_cur);
  facts_add (facts, name, value);
}
#endif

#ifdef __linux__
/* One line of a file of the kernel's, where there is one.  On another system these files would be those of a
   Linux that it runs on, as Emscripten's with Node's files are.  */
static void
add_setting (struct facts *facts, const char *name, const char *path)
{
  char line[64];
  FILE *file = fopen (path, "r");

  if (file == NULL)
    return;
  if (fgets (line, sizeof line, file) != NULL)
    {
      line[strcspn (line, "\n")] = '\0';
      facts_add (facts, name, line);
    }
  fclose (file);
}

/* What the process's control group may use of memory: cgroups(7), version 2 where it is mounted.  */
static void
add_group_limit (struct facts *facts)
{
  char line[256];
  FILE *file = fopen ("/proc/self/cgroup", "r");

  if (file == NULL)
    return;
  while (fgets (line, sizeof line, file) != NULL)
    if (strncmp (line, "0::/", 4) == 0)
      {
        char path[sizeof "/sys/fs/cgroup/memory.max" + sizeof line];

        line[strcspn (line, "\n")] = '\0';
        snprintf (path, sizeof path, "/sys/fs/cgroup%s/memory.max", line + 3);
        add_setting (facts, "memory_max", path);
        break;
      }
  fclose (file);
}
#endif

/* A Linux kernel without an MMU has no mprotect (kernel/sys_ni.c); the library's may make up for that.
   WebAssembly has one array of bytes for a memory (WebAssembly Core Specification, Memory Instances).  */
bool
platform_has_mmu (void)
{
#if defined __wasm__
  return false;
#elif defined __linux__ && defined HAVE_SYSCALL
  return syscall (SYS_mprotect, 0L, 0L, 0L) == 0 || errno != ENOSYS;
#else
  return true;
#endif
}

static void
detect_limits (struct platform *platform)
{
  (void) platform; /* where there are none */
#if defined HAVE_SETRLIMIT && defined RLIMIT_AS
  add_limit (&platform->limits, "RLIMIT_AS", RLIMIT_AS);
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_DATA
  add_limit (&platform->limits, "RLIMIT_DATA", RLIMIT_DATA);
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_MEMLOCK
  add_limit (&platform->limits, "RLIMIT_MEMLOCK", RLIMIT_MEMLOCK);
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_NOFILE
  add_limit (&platform->limits, "RLIMIT_NOFILE", RLIMIT_NOFILE);
#endif
#if defined HAVE_SETRLIMIT && defined RLIMIT_NPROC
  add_limit (&platform->limits, "RLIMIT_NPROC", RLIMIT_NPROC);
#endif
#ifdef __linux__
  add_group_limit (&platform->limits);
  add_setting (&platform->limits, "overcommit_memory", "/proc/sys/vm/overcommit_memory");
  add_setting (&platform->limits, "transparent_hugepage",
               "/sys/kernel/mm/transparent_hugepage/enabled");
#endif
#ifdef HAVE_GETEUID
  facts_add (&platform->limits, "superuser", geteuid () == 0 ? "yes" : "no");
#endif
}

/* Only these, and never the environment wholesale: records get published.  */
static void
detect_environment (struct platform *platform)
{
  static const char *const allowed[] = {
    "ANONMAP_EMULATOR", "CK_TIMEOUT_MULTIPLIER", "GLIBC_TUNABLES",    "MALLOC_ARENA_MAX",
    "MALLOC_CHECK_",    "MALLOC_CONF",           "MALLOC_MMAP_MAX_",  "MALLOC_MMAP_THRESHOLD_",
    "MALLOC_OPTIONS",   "MALLOC_PERTURB_",       "MALLOC_TOP_PAD_",   "MALLOC_TRIM_THRESHOLD_",
  };

  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
    {
      const char *value = getenv (allowed[i]);

      if (value != NULL)
        facts_add (&platform->environment, allowed[i], value);
    }
  if (getenv ("LD_PRELOAD") != NULL)
    facts_add (&platform->environment, "LD_PRELOAD", "set");
}

static void
detect_build (struct platform *platform)
{
  facts_add (&platform->build, "compiler", ANONMAP_BUILD_COMPILER);
  facts_add (&platform->build, "compiler_version", ANONMAP_BUILD_COMPILER_VERSION);
  facts_add (&platform->build, "cppflags", ANONMAP_BUILD_CPPFLAGS);
  facts_add (&platform->build, "cflags", ANONMAP_BUILD_CFLAGS);
}

void
platform_detect (struct platform *platform)
{
  copy (platform->suite, sizeof platform->suite, PACKAGE_VERSION);
  copy (platform->rules_version, sizeof platform->rules_version, rules_version);
  detect_kernel (platform);
  platform->page_size = system_page_size ();
  detect_libc (platform);
  platform->mmu = platform_has_mmu ();
  detect_layers (platform);
  detect_gvisor (platform);
  if (platform->rules[0] == '\0')
    copy (platform->rules, sizeof platform->rules, platform->kernel);
  detect_build (platform);
  detect_limits (platform);
  detect_environment (platform);
  time_stamp (platform->started, sizeof platform->started);
}

void
platform_describe (const struct platform *platform, char *buffer, size_t size)
{
  char layers[256] = "";

  for (size_t i = 0; i < platform->layer_count; i++)
    {
      size_t used = strlen (layers);

      snprintf (layers + used, sizeof layers - used, ", under %s%s%s", platform->layers[i].name,
                platform->layers[i].version[0] != '\0' ? " " : "", platform->layers[i].version);
    }
  snprintf (buffer, size, "%s %s %s, %s%s%s, pages of %ld bytes%s", platform->kernel,
            platform->release, platform->arch, platform->libc,
            platform->libc_version[0] != '\0' ? " " : "", platform->libc_version,
            platform->page_size, layers);
}

void
time_stamp (char *buffer, size_t size)
{
  const char *epoch = getenv ("SOURCE_DATE_EPOCH");
  time_t now = epoch != NULL ? (time_t) strtoll (epoch, NULL, 10) : time (NULL);
  struct tm *utc = gmtime (&now);

  buffer[0] = '\0';
  if (utc != NULL)
    strftime (buffer, size, "%Y-%m-%dT%H:%M:%SZ", utc);
}
