/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-environment.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ZONES "/usr/share/zoneinfo"

static gboolean
is_zone_file (const char *path)
{
  char magic[4] = "";
  FILE *file = fopen (path, "rb");
  gboolean found = file != NULL && fread (magic, 1, sizeof magic, file) == sizeof magic
                   && memcmp (magic, "TZif", sizeof magic) == 0;

  if (file != NULL)
    fclose (file);
  return found;
}

/* GLib reads any file that TZ names as one of time zones, and complains when it is none. */
static void
guard_time_zone (void)
{
  const char *zone = g_getenv ("TZ");
  g_autofree char *path = NULL;
  GStatBuf info;

  if (zone == NULL)
    return;
  zone += *zone == ':';
  path = g_path_is_absolute (zone) ? g_strdup (zone) : g_build_filename (ZONES, zone, NULL);
  if (*zone == '\0' || g_stat (path, &info) != 0 || S_ISDIR (info.st_mode))
    return;
  if (!S_ISREG (info.st_mode) || !is_zone_file (path)) /* a device is not opened */
    g_setenv ("TZ", "UTC0", TRUE);
}

static gsize
count_letters (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]))
    n++;
  return n;
}

/* "zh", "zh_CN", "zh_CN.GB18030@pinyin", "C" */
static gboolean
is_locale_name (const char *name)
{
  gsize n = count_letters (name);

  if (g_str_equal (name, "C") || g_str_equal (name, "POSIX") || g_str_has_prefix (name, "C."))
    return TRUE;
  if (n < 2 || n > 3)
    return FALSE;
  name += n;
  if (*name == '_' || *name == '-')
    {
      n = count_letters (++name);
      if (n < 2 || n > 3)
        return FALSE;
      name += n;
    }
  return *name == '\0' || *name == '.' || *name == '@';
}

/* Fontconfig takes the language from the name, whether there is such a locale or not. */
static void
guard_fonts (void)
{
  static const char *const names[] = { "FC_LANG", "LC_ALL", "LC_CTYPE", "LANG" };
  const char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && (name == NULL || *name == '\0'); i++)
    name = g_getenv (names[i]);
  if (name != NULL && *name != '\0' && !is_locale_name (name))
    g_setenv ("FC_LANG", "en", TRUE);
}

void
nqp_environment_guard (void)
{
  const char *backend = g_getenv ("PANGOCAIRO_BACKEND");

  guard_time_zone ();
  guard_fonts ();
  /* with any other Pango has no fonts, says so for ever and never returns */
  if (g_strcmp0 (backend, "fontconfig") != 0 && g_strcmp0 (backend, "fc") != 0)
    g_unsetenv ("PANGOCAIRO_BACKEND");
}

GDateTime *
nqp_environment_fixed_time (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds;

  if (epoch == NULL || !g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    return NULL;
  return g_date_time_new_from_unix_utc (seconds);
}

char *
nqp_environment_today (void)
{
  g_autoptr (GDateTime) fixed = nqp_environment_fixed_time ();
  time_t now = time (NULL);
  struct tm day = { 0 };

  if (fixed != NULL)
    return g_date_time_format (fixed, "%Y-%m-%d");
  localtime_r (&now, &day); /* takes any TZ without a word */
  return g_strdup_printf ("%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}
