/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-pearson.h"
#include "nqp-scores.h"

#define LEAST_SHARED 8 /* values that two have alike are no chance */
#define ALIKE 0.99     /* |r| */
#define FEW 0.5        /* of the cells */
#define MOSTLY 0.95    /* of the values, to be a share at all */

static const double *
values_of (const NqpPanel *panel, int series)
{
  return panel->values + nqp_panel_cell (panel, series, 0, 0);
}

static gboolean
is_percent (const NqpText *unit)
{
  return g_strcmp0 (unit->en, "%") == 0 || g_strcmp0 (unit->zh, "%") == 0
         || g_strcmp0 (unit->en, "percent") == 0;
}

/* A percentage that is between 0 and 100 nearly everywhere is one of a whole. */
static void
check_share (NqpCheckSearch *self, int s, gsize n_cells)
{
  const NqpPanel *panel = self->panel;
  const double *x = values_of (panel, s);
  gsize n = 0, n_over = 0, first = 0;
  char number[NQP_NUMBER_SIZE];
  NqpCheck check = NQP_CHECK (NQP_CHECK_SHARE);

  if (!is_percent (&panel->series[s].unit))
    return;
  for (gsize c = 0; c < n_cells; c++)
    {
      n += !isnan (x[c]);
      if (x[c] > 100 && n_over++ == 0)
        first = c;
      if (x[c] < 0)
        return;
    }
  if (n_over == 0 || (double)n_over > (1 - MOSTLY) * (double)n)
    return;
  check.series = s;
  check.region = (int)(first % (gsize)panel->n_regions);
  check.year = (int)(first / (gsize)panel->n_regions);
  check.found = x[first];
  check.where = nqp_checks_cell (panel, s, check.year, check.region);
  check.what = g_strdup_printf (
      ngettext ("%lu value is over 100 %%, the first is %s; expected shares of a whole",
                "%lu values are over 100 %%, the first is %s; expected shares of a whole", n_over),
      (gulong)n_over, nqp_number_to_screen_auto (x[first], number));
  nqp_checks_add (self, check);
}

/* How many values there are, and whether all are one. */
static gsize
count (const double *x, gsize n_cells, gboolean *out_constant)
{
  double first = NAN;
  gsize n = 0;

  *out_constant = TRUE;
  for (gsize c = 0; c < n_cells; c++)
    {
      if (isnan (x[c]))
        continue;
      if (n++ == 0)
        first = x[c];
      *out_constant = *out_constant && x[c] == first;
    }
  return n;
}

static guint64
mix (guint64 hash, double value)
{
  guint64 bits = G_GUINT64_CONSTANT (0x7ff8dead);

  if (!isnan (value))
    memcpy (&bits, &value, sizeof bits);
  hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

static gboolean
same_series (const NqpPanel *panel, int a, int b, gsize n_cells)
{
  const double *x = values_of (panel, a), *y = values_of (panel, b);

  for (gsize c = 0; c < n_cells; c++)
    if (x[c] != y[c] && !(isnan (x[c]) && isnan (y[c])))
      return FALSE;
  return TRUE;
}

static gboolean
same_regions (const NqpPanel *panel, int a, int b)
{
  int n = 0;

  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      {
        const double x = panel->values[nqp_panel_cell (panel, s, t, a)];
        const double y = panel->values[nqp_panel_cell (panel, s, t, b)];

        if (x != y && !(isnan (x) && isnan (y)))
          return FALSE;
        n += !isnan (x);
      }
  return n >= LEAST_SHARED;
}

/* The one before it with the same hash, which is kept; -1 if it is the first. */
static int
look_up (GHashTable *seen, guint64 hash, int position)
{
  gpointer before;
  gint64 *key;

  if (g_hash_table_lookup_extended (seen, &hash, NULL, &before))
    return GPOINTER_TO_INT (before);
  key = g_new (gint64, 1);
  *key = (gint64)hash;
  g_hash_table_insert (seen, key, GINT_TO_POINTER (position));
  return -1;
}

/* Whichever of them stands first in the file. */
static char *
pair_of (const char *a, char sign, const char *b)
{
  return strcmp (a, b) <= 0 ? g_strdup_printf ("%s%c%s", a, sign, b) : g_strdup_printf ("%s%c%s", b, sign, a);
}

static void
check_region_duplicates (NqpCheckSearch *self)
{
  const NqpPanel *panel = self->panel;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint64 *hashes = g_new0 (guint64, panel->n_regions + 1);

  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      for (int i = 0; i < panel->n_regions; i++)
        hashes[i] = mix (hashes[i], panel->values[nqp_panel_cell (panel, s, t, i)]);
  for (int i = 0; i < panel->n_regions; i++)
    {
      const int before = look_up (seen, hashes[i], i);

      if (before >= 0 && same_regions (panel, before, i))
        {
          NqpCheck check = NQP_CHECK (NQP_CHECK_DUPLICATE);

          check.region = i;
          check.other = before;
          check.where = pair_of (panel->places[before].code, '=', panel->places[i].code);
          check.what = g_strdup_printf (
              _ ("%s and %s have the same values everywhere; expected two regions to differ"),
              nqp_panel_place_name (panel, before, self->lang), nqp_panel_place_name (panel, i, self->lang));
          nqp_checks_add (self, check);
        }
    }
}

static void
add_of_series (NqpCheckSearch *self, NqpCheckKind kind, int series, int other, char *where, char *what)
{
  NqpCheck check = NQP_CHECK (kind);

  check.series = series;
  check.other = other;
  check.where = where;
  check.what = what;
  nqp_checks_add (self, check);
}

static void
check_series (NqpCheckSearch *self)
{
  const NqpPanel *panel = self->panel;
  const gsize n_cells = (gsize)panel->n_regions * (gsize)panel->n_years;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (int s = 0; s < panel->n_series; s++)
    {
      const char *code = panel->series[s].code;
      gboolean constant;
      const gsize n = count (values_of (panel, s), n_cells, &constant);
      guint64 hash = 0;
      int before;

      check_share (self, s, n_cells);
      if (n > 1 && constant)
        add_of_series (
            self, NQP_CHECK_CONSTANT, s, -1, g_strdup (code),
            g_strdup (_ ("one value for all regions and years; expected values that tell regions apart")));
      if (n > 0 && (double)n < FEW * (double)n_cells)
        add_of_series (self, NQP_CHECK_FEW, s, -1, g_strdup (code),
                       g_strdup_printf (_ ("%lu of %lu values are there; expected at least half"), (gulong)n,
                                        (gulong)n_cells));
      if (n < LEAST_SHARED || constant)
        continue;
      for (gsize c = 0; c < n_cells; c++)
        hash = mix (hash, values_of (panel, s)[c]);
      before = look_up (seen, hash, s);
      if (before >= 0 && same_series (panel, before, s, n_cells))
        add_of_series (self, NQP_CHECK_DUPLICATE, s, before, pair_of (panel->series[before].code, '=', code),
                       g_strdup (_ ("the two have the same values everywhere; expected different ones")));
    }
}

static const char *
name_of (const NqpText *name, const char *code, NqpLang lang)
{
  return name->en != NULL || name->zh != NULL ? nqp_text_get (name, lang) : code;
}

/* The indicators of the index as they go into it, [n][n_cells]; FALSE: there is no score to take them from. */
static void
check_pairs (NqpCheckSearch *self)
{
  NqpPanel *panel = self->panel;
  const gsize n_cells = (gsize)panel->n_regions * (gsize)panel->n_years;
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_autofree double *columns = NULL;
  g_autofree int *of = g_new (int, panel->n_indicators + 1);
  NqpMethod method;
  gsize n = 0;

  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_EQUAL;
  if (panel->tree == NULL || panel->tree->n_leaves < 2)
    return;
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);
  if (scores == NULL)
    return;
  columns = g_new (double, (gsize)panel->n_indicators *n_cells);
  for (int j = 0; j < panel->n_indicators; j++)
    if (panel->indicators[j].role == NQP_ROLE_INDEX)
      {
        for (int t = 0; t < panel->n_years; t++)
          for (int i = 0; i < panel->n_regions; i++)
            columns[n * n_cells + (gsize)t * (gsize)panel->n_regions + (gsize)i]
                = nqp_scores_raw (scores, j, t, i);
        of[n++] = j;
      }
  for (gsize a = 0; a < n; a++)
    for (gsize b = a + 1; b < n; b++)
      {
        gsize shared;
        const double r = nqp_pearson (columns + a * n_cells, columns + b * n_cells, n_cells, &shared);
        const NqpIndicator *x = &panel->indicators[of[a]], *y = &panel->indicators[of[b]];

        if (shared >= LEAST_SHARED && fabs (r) >= ALIKE)
          add_of_series (
              self, NQP_CHECK_COLLINEAR, x->numerator, y->numerator, pair_of (x->code, '~', y->code),
              g_strdup_printf (_ ("%s and %s say the same (r = %.3f): what they measure counts twice"),
                               name_of (&x->name, x->code, self->lang),
                               name_of (&y->name, y->code, self->lang), r));
      }
}

void
nqp_checks_values (NqpCheckSearch *self)
{
  check_series (self);
  check_region_duplicates (self);
  check_pairs (self);
}
