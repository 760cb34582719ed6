/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of bits and of values, as this system's headers have them.  */
#ifndef STRICT_NAMES_H
#define STRICT_NAMES_H

struct name
{
  unsigned value;
  const char *name; /* NULL ends a table */
};

extern const struct name protection_names[];
extern const struct name map_flag_names[];

/* All but the access mode.  */
extern const struct name open_flag_names[];

/* One table for madvise and posix_madvise each: values, not bits.  */
extern const struct name advice_names[];
extern const struct name posix_advice_names[];

/* The name of a value, NULL if it has none.  */
const char *value_name (unsigned value, const struct name *names);

/* The bits of VALUE that the table does not have.  */
unsigned bits_unknown (unsigned value, const struct name *names);

#endif
