/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rpl.test must find: a call that gnulib has replaced.  Never linked.  */
void rpl_free (void *);
void doctored (void *);

void
doctored (void *block)
{
  rpl_free (block);
}
