/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reporter costs for 100, 1,000 and 10,000 records, beside what jansson alone takes to parse
   them line by line.

   bench-report REPORTER RECORD DIRECTORY [LARGEST]: makes records of RECORD in DIRECTORY, prints a table
   bench-report DIRECTORY...                       : parses the records in the directories, as the floor  */
#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

enum
{
  RECORD_SIZE = 120000, /* bytes, or a few more */
  LINES = 2000,
  PATH_SIZE = 4096,
  ROUNDS = 3,
  DIFFERENT = 20 /* one result in so many is not as in most records */
};

static const char *self;

static _Noreturn void
give_up (const char *what)
{
  perror (what);
  exit (3);
}

/* ---- The floor ---- */

static void
parse_file (const char *path)
{
  FILE *file = fopen (path, "r");
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  json_error_t error;

  if (file == NULL)
    give_up (path);
  while ((length = getline (&line, &size, file)) > 0)
    json_decref (json_loadb (line, (size_t) length, JSON_REJECT_DUPLICATES, &error));
  free (line);
  fclose (file);
}

static void
parse_directory (const char *path)
{
  DIR *directory = opendir (path);
  struct dirent *entry;
  char name[PATH_SIZE];

  if (directory == NULL)
    give_up (path);
  while ((entry = readdir (directory)) != NULL)
    if (entry->d_name[0] != '.')
      {
        snprintf (name, sizeof name, "%s/%s", path, entry->d_name);
        parse_file (name);
      }
  closedir (directory);
}

/* ---- Records ---- */

/* A record to make others of: its lines without their ends.  */
struct template
{
  char *line[LINES];
  size_t count; /* the platform line, and results */
};

static void
read_template (struct template *template, const char *path)
{
  FILE *file = fopen (path, "r");
  size_t size = 0;
  size_t bytes = 0;
  ssize_t length = 0;

  if (file == NULL)
    give_up (path);
  while (template->count < LINES && bytes < RECORD_SIZE
         && (length = getline (&template->line[template->count], &size, file)) > 0)
    {
      template->line[template->count][length - 1] = '\0';
      if (strncmp (template->line[template->count], "{\"type\":\"end\"", 13) == 0)
        break;
      bytes += (size_t) length;
      template->count++;
      size = 0;
    }
  fclose (file);
}

/* The same numbers everywhere, whatever rand is.  */
static unsigned long
pseudo_random (unsigned long *state)
{
  *state = (*state * 1103515245UL + 12345UL) & 0x7fffffffUL;
  return *state >> 8;
}

/* The line with what stands behind KEY, up to END, replaced by TEXT.  */
static void
write_replaced (FILE *file, const char *line, const char *key, char end, const char *text)
{
  const char *value = strstr (line, key);

  if (value == NULL)
    {
      fprintf (file, "%s\n", line);
      return;
    }
  value += strlen (key);
  fprintf (file, "%.*s%s%s\n", (int) (value - line), line, text, value + strcspn (value, (char[]){ end, '\0' }));
}

static void
write_counts (FILE *file, const struct template *template, const char *key, int cells)
{
  static const char *const verdicts[] = { "conforms", "documented", "recorded", "nonconforming",
                                          "deviates", "known", "unsupported", "error" };

  fprintf (file, ",\"%s\":{", key);
  for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
    {
      char text[64];
      size_t count = 0;

      snprintf (text, sizeof text, "\"verdict\":\"%s\"", verdicts[i]);
      for (size_t j = 1; j < template->count; j++)
        count += strstr (template->line[j], text) != NULL
                 && (strstr (template->line[j], "\"id\":\"macro.") != NULL) == cells;
      fprintf (file, "%s\"%s\":%zu", i > 0 ? "," : "", verdicts[i], count);
    }
  putc ('}', file);
}

static void
make_record (const struct template *template, const char *path, unsigned long number)
{
  static const char *const observations[] = { "zero", "mapped", "EINVAL", "stale", "SIGBUS" };
  FILE *file = fopen (path, "w");
  unsigned long state = number;
  char text[64];

  if (file == NULL)
    give_up (path);
  snprintf (text, sizeof text, "6.1.%lu", number);
  write_replaced (file, template->line[0], "\"release\":\"", '"', text);
  for (size_t i = 1; i < template->count; i++)
    if (pseudo_random (&state) % DIFFERENT == 0)
      write_replaced (file, template->line[i], "\"observation\":\"", '"',
                      observations[pseudo_random (&state) % 5]);
    else
      {
        snprintf (text, sizeof text, "%lu", pseudo_random (&state) % 10000);
        write_replaced (file, template->line[i], "\"duration_us\":", '}', text);
      }
  fputs ("{\"type\":\"end\"", file);
  write_counts (file, template, "counts", 0);
  write_counts (file, template, "cells", 1);
  fputs (",\"finished\":\"2026-11-22T08:16:01Z\"}\n", file);
  if (fclose (file) != 0)
    give_up (path);
}

/* Half of the records in each of two directories, under the same file names.  */
static void
make_records (const struct template *template, const char *directory, size_t from, size_t to)
{
  char path[PATH_SIZE];

  for (size_t i = from; i < to; i++)
    {
      snprintf (path, sizeof path, "%s/%s/%06zu.jsonl", directory, i % 2 == 0 ? "old" : "new", i / 2);
      make_record (template, path, (unsigned long) i);
    }
}

/* ---- Measuring ---- */

struct cost
{
  double seconds; /* of the processor: others may use the machine too */
  long peak;      /* KiB */
};

static struct cost
run_once (char *const *arguments)
{
  struct rusage usage;
  struct cost cost;
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      execv (arguments[0], arguments);
      _exit (127);
    }
  if (child == -1 || wait4 (child, &status, 0, &usage) == -1)
    give_up ("bench-report: fork");
  if (!WIFEXITED (status) || WEXITSTATUS (status) > 1)
    {
      fprintf (stderr, "bench-report: this failed: %s %s\n", arguments[0], arguments[1]);
      exit (3);
    }
  cost.seconds = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  cost.peak = usage.ru_maxrss;
  return cost;
}

/* The least of some runs; of one, where it takes long.  */
static struct cost
run (char *const *arguments)
{
  struct cost least = run_once (arguments);

  for (int i = 1; i < ROUNDS && least.seconds < 5; i++)
    {
      struct cost cost = run_once (arguments);

      if (cost.seconds < least.seconds)
        least = cost;
    }
  return least;
}

/* ---- The table ---- */

static const struct
{
  const char *name;
  const char *option;
} reports[] = {
  { "text", "--format=text" }, { "markdown", "--format=markdown" }, { "json", "--format=json" },
  { "junit", "--format=junit" }, { "diff", "--diff" },
};

enum { REPORTS = sizeof reports / sizeof *reports };

/* A line for each report; *BASES are what 100 records took.  */
static void
print_costs (const char *reporter, char *old, char *new, size_t count, struct cost bases[REPORTS])
{
  char *floor_arguments[] = { (char *) self, old, new, NULL };
  struct cost floor = run (floor_arguments);

  printf ("%6zu records  jansson    %8.2f s\n", count, floor.seconds);
  for (int i = 0; i < REPORTS; i++)
    {
      char *arguments[] = { (char *) reporter, (char *) reports[i].option, (char *) "-o",
                            (char *) "/dev/null", old, new, NULL };
      struct cost cost = run (arguments);

      printf ("                %-10s %8.2f s  %5.2f of jansson  %6.3f ms a record  peak %6.1f MiB",
              reports[i].name, cost.seconds, cost.seconds / floor.seconds,
              cost.seconds * 1e3 / (double) count, (double) cost.peak / 1024);
      if (bases[i].peak == 0)
        bases[i] = cost;
      else
        printf (", %.2f KiB a record above 100", (double) (cost.peak - bases[i].peak) / (double) (count - 100));
      putchar ('\n');
    }
}

int
main (int argc, char **argv)
{
  static struct template template;
  struct cost bases[REPORTS] = { { 0, 0 } };
  size_t largest = argc > 4 ? strtoul (argv[4], NULL, 10) : 10000;
  struct stat status;
  char old[PATH_SIZE];
  char new[PATH_SIZE];
  size_t made = 0;

  self = argv[0];
  if (argc > 1 && stat (argv[1], &status) == 0 && S_ISDIR (status.st_mode))
    {
      for (int i = 1; i < argc; i++)
        parse_directory (argv[i]);
      return 0;
    }
  if (argc < 4)
    {
      fputs ("usage: bench-report REPORTER RECORD DIRECTORY [LARGEST]\n", stderr);
      return 2;
    }
  read_template (&template, argv[2]);
  snprintf (old, sizeof old, "%s/old", argv[3]);
  snprintf (new, sizeof new, "%s/new", argv[3]);
  if (mkdir (old, 0777) != 0 || mkdir (new, 0777) != 0)
    give_up (argv[3]);
  puts ("reporting, processor time  (aims: 1.30 of jansson or less, 1 KiB a record or less)");
  for (size_t count = 100; count <= largest; count *= 10)
    {
      make_records (&template, argv[3], made, count);
      made = count;
      print_costs (argv[1], old, new, count, bases);
    }
  return 0;
}
