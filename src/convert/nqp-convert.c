/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program of its own, started on demand: turns files that large libraries of others read into what is read here. Whatever such a file
 * does to the library, it does here, within limits of time and memory, without a terminal, and nothing is written but standard output.
 *
 *   nqp-convert map FILE   outlines of Shapefile, GeoPackage, KML, TopoJSON -> GeoJSON in degrees
 *   nqp-convert xls FILE   cells of an Excel workbook of 1997 to 2003 -> lines, see nqp-convert-xls.c
 */
#include "nqp-config.h"
#include "nqp-convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#define MOST_SECONDS 60 /* of computing */
#define MOST_WAIT 180   /* by the clock */
#define MOST_MEMORY ((rlim_t)3 << 30)

void
nqp_convert_fail (NqpConvertStatus status, const char *about)
{
  if (about != NULL)
    fprintf (stderr, "%s\n", about);
  fflush (stderr);
  _exit ((int)status); /* no destructors of libraries that may be in disorder */
}

void
nqp_convert_put (const char *text)
{
  static gsize n_written = 0;
  const gsize length = strlen (text);

  n_written += length;
  if (n_written > NQP_CONVERT_MAX_OUTPUT)
    nqp_convert_fail (NQP_CONVERT_LARGE, NULL);
  if (fwrite (text, 1, length, stdout) != length)
    nqp_convert_fail (NQP_CONVERT_DAMAGED, NULL); /* nobody reads any more */
}

void
nqp_convert_put_json (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (quoted, "\\%c", *text);
    else if ((guchar)*text < 0x20)
      g_string_append_printf (quoted, "\\u%04x", (guint)*text);
    else
      g_string_append_c (quoted, *text);
  g_string_append_c (quoted, '"');
  nqp_convert_put (quoted->str);
}

static void
limit (int what, rlim_t most)
{
  struct rlimit limits;

  if (getrlimit (what, &limits) == 0 && limits.rlim_max != RLIM_INFINITY)
    most = MIN (most, limits.rlim_max);
  limits = (struct rlimit){ most, most };
  if (setrlimit (what, &limits) != 0)
    nqp_convert_fail (NQP_CONVERT_USAGE, "setrlimit");
}

static void
set_limits (void)
{
  limit (RLIMIT_CPU, MOST_SECONDS);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, 64);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MOST_MEMORY);
#endif
#ifdef __linux__
  (void)prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
  alarm (MOST_WAIT);
}

int
main (int argc, char **argv)
{
  struct stat st;

  set_limits ();
  if (argc != 3 || stat (argv[2], &st) != 0
      || !S_ISREG (st.st_mode)) /* so that it is a file and no address either */
    nqp_convert_fail (NQP_CONVERT_USAGE, "nqp-convert map|xls FILE");
  if (strcmp (argv[1], "map") == 0)
    nqp_convert_map (argv[2]);
  else if (strcmp (argv[1], "xls") == 0)
    nqp_convert_xls (argv[2]);
  else
    nqp_convert_fail (NQP_CONVERT_USAGE, "nqp-convert map|xls FILE");
  if (fflush (stdout) != 0)
    nqp_convert_fail (NQP_CONVERT_DAMAGED, NULL);
  _exit (NQP_CONVERT_GOOD);
}
