/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-space.h"
#include "nqp-stats-error.h"

#define MAX_POWER 10 /* beyond, all but the nearest count nothing */

static gboolean
parse_above_zero (const char *text, double *out)
{
  return nqp_number_parse (text, strlen (text), '.', out) && *out > 0 && isfinite (*out);
}

static gboolean
parse_inverse (char **parts, guint n, NqpSpaceSpec *out)
{
  return n >= 2 && n <= 3 && parse_above_zero (parts[1], &out->power) && out->power <= MAX_POWER
         && (n == 2 || parse_above_zero (parts[2], &out->km));
}

static gboolean
parse_nearest (const char *text, NqpSpaceSpec *out)
{
  gint64 k;

  if (!g_ascii_string_to_signed (text, 10, 1, 100000, &k, NULL))
    return FALSE;
  out->k = (int)k;
  return TRUE;
}

/**
 * nqp_space_spec_parse:
 * @text: contiguity, knn:K, distance:KM, inverse:P, inverse:P:KM, economic:INDICATOR or the name of a file, whose links are to
 *   be read by the caller
 * @out: (out): zeroed on failure
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_REQUEST
 */
gboolean
nqp_space_spec_parse (const char *text, NqpSpaceSpec *out, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  const guint n = g_strv_length (parts);
  gboolean fine = TRUE;

  *out = (NqpSpaceSpec){ 0 };
  if (strcmp (text, "contiguity") == 0)
    return TRUE;
  if (n > 0 && strcmp (parts[0], "knn") == 0)
    {
      out->kind = NQP_SPACE_KNN;
      fine = n == 2 && parse_nearest (parts[1], out);
    }
  else if (n > 0 && strcmp (parts[0], "distance") == 0)
    {
      out->kind = NQP_SPACE_DISTANCE;
      fine = n == 2 && parse_above_zero (parts[1], &out->km);
    }
  else if (n > 0 && strcmp (parts[0], "inverse") == 0)
    {
      out->kind = NQP_SPACE_INVERSE;
      fine = parse_inverse (parts, n, out);
    }
  else if (n > 0 && strcmp (parts[0], "economic") == 0)
    {
      out->kind = NQP_SPACE_ECONOMIC;
      fine = n == 2 && *parts[1] != '\0';
      out->name = g_strdup (fine ? parts[1] : NULL);
    }
  else if (strpbrk (text, "./") != NULL)
    {
      out->kind = NQP_SPACE_LINKS;
      out->name = g_strdup (text);
    }
  else
    fine = FALSE;
  if (fine)
    return TRUE;
  nqp_space_spec_clear (out);
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
               _ ("expected contiguity, knn:K, distance:KM, inverse:P, inverse:P:KM, economic:INDICATOR or a "
                  "file such as neighbours.csv, found '%s'"),
               text);
  return FALSE;
}

void
nqp_space_spec_clear (NqpSpaceSpec *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->links, g_array_unref);
  *self = (NqpSpaceSpec){ 0 };
}
