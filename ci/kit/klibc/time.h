/* SPDX-License-Identifier: GPL-3.0-or-later */
/* klibc's, and what Check and the record need and klibc lacks.  */
#ifndef ANONMAP_KLIBC_TIME_H
#define ANONMAP_KLIBC_TIME_H

#include_next <time.h>

/* Of <stdio.h>, which may be on its way to here.  */
int snprintf (char *text, size_t size, const char *format, ...);

/* Check brings one, in terms of gettimeofday, and keeps its declaration to itself.  */
int clock_gettime (int clock, struct timespec *now);

struct tm
{
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

static inline int
days_of_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
}

static inline int
days_of_month (int month, int year)
{
  static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month] + (month == 1 && days_of_year (year) == 366);
}

/* Of times since 1970.  */
static inline struct tm *
gmtime (const time_t *clock)
{
  static struct tm utc;
  long days = *clock / 86400;
  int year = 1970;
  int month = 0;

  for (; days >= days_of_year (year); year++)
    days -= days_of_year (year);
  utc.tm_yday = (int) days;
  for (; days >= days_of_month (month, year); month++)
    days -= days_of_month (month, year);
  utc.tm_year = year - 1900;
  utc.tm_mon = month;
  utc.tm_mday = (int) days + 1;
  utc.tm_hour = (int) (*clock / 3600 % 24);
  utc.tm_min = (int) (*clock / 60 % 60);
  utc.tm_sec = (int) (*clock % 60);
  return &utc;
}

/* Check's, for its logs, of which none is written.  */
static inline struct tm *
localtime (const time_t *clock)
{
  return gmtime (clock);
}

/* In the one form that records have, whatever the format.  */
static inline size_t
strftime (char *text, size_t size, const char *format, const struct tm *time)
{
  int length = snprintf (text, size, "%04d-%02d-%02dT%02d:%02d:%02dZ", time->tm_year + 1900,
                         time->tm_mon + 1, time->tm_mday, time->tm_hour, time->tm_min, time->tm_sec);

  (void) format;
  return length < 0 || (size_t) length >= size ? 0 : (size_t) length;
}

#endif
