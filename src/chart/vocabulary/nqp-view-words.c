/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-view.h"
#include "nqp-config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What stands around every picture: the line of the method, what is assumed, and where the figures come from. */

/**
 * nqp_view_method_line:
 *
 * Returns: (transfer full): for subtitles: range, weights, normalisation, aggregation; for an indicator its place in
 *   the index and its direction
 */
char *
nqp_view_method_line (const NqpView *self)
{
  const NqpScores *scores = self->scores;
  const int indicator = self->scores->tree->nodes[self->measure].indicator;
  g_autofree char *method = NULL;

  if (indicator >= 0)
    {
      int parent = self->scores->tree->nodes[self->measure].parent;
      const char *direction
          = scores->panel->indicators[indicator].direction < 0 ? _ ("less is better") : _ ("more is better");
      g_autofree char *share = NULL;

      /* Translators: %.1f is a weight, "%%" a percent sign */
      share = g_strdup_printf (_ ("%.1f %% of the index"),
                               100 * nqp_tree_global_weight (scores->tree, self->measure));
      return g_strjoin (_ (", "), parent >= 0 ? nqp_view_node_name (self, parent) : "", direction, share,
                        NULL);
    }
  method = nqp_method_describe (&scores->method);
  if (nqp_scores_display_factor (scores) == 100)
    return g_strjoin (_ (", "),
                      _ ("0\xe2\x80\x93"
                         "100"),
                      method, NULL);
  return g_steal_pointer (&method);
}

/**
 * nqp_view_assumed:
 *
 * Returns: (transfer full) (nullable): that the scores rest on assumed values, and of which region; %NULL if they do not
 */
char *
nqp_view_assumed (const NqpView *self)
{
  if (self->before == NULL)
    return NULL;
  if (self->focus < 0)
    return g_strdup (_ ("with assumed values"));
  /* Translators: %s is a region; within a line of remarks on a picture */
  return g_strdup_printf (_ ("with assumed values for %s"), nqp_view_region_name (self, self->focus));
}

/**
 * nqp_view_provenance_short:
 * @level: 0 = everything, 1 = without the method, 2 = the number of sources instead of their names, 3 = least
 *
 * Returns: (transfer full): data set, years or year, sources, method, version and date
 */
char *
nqp_view_provenance_short (const NqpView *self, int level)
{
  const NqpPanel *panel = self->scores->panel;
  GString *out = g_string_new (NULL);
  const char *title = nqp_panel_title (panel, self->lang);
  const int indicator = self->scores->tree->nodes[self->measure].indicator;
  g_autofree char *assumed = nqp_view_assumed (self);

  if (title != NULL && *title != '\0')
    g_string_append (out, title);
  if (self->scores->n_years > 0)
    {
      if (out->len > 0)
        g_string_append (out, _ ("; "));
      g_string_append_printf (out, _ ("year shown: %d"), self->scores->panel->years[self->year]);
    }
  if (assumed != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? _ ("; ") : "", assumed);
  g_string_append (out, _ (". "));
  if (level < 2)
    {
      const char *own = indicator >= 0 ? nqp_panel_indicator_source (panel, indicator) : NULL;
      g_autofree char *sources = own != NULL ? g_strdup (own) : nqp_panel_sources (panel);

      if (sources != NULL && *sources != '\0')
        g_string_append_printf (out, _ ("Source: %s. "), sources);
    }
  else if (level == 2)
    g_string_append (out, _ ("Sources are named in the project. "));
  if (level == 0 || level == 2)
    {
      g_autofree char *method = nqp_method_describe (&self->scores->method);

      g_string_append_printf (out, _ ("Method: %s. "), method);
    }
  if (self->date != NULL)
    /* Translators: version and date of a picture */
    g_string_append_printf (out, _ ("NQP Explorer %s, %s"), NQP_VERSION, self->date);
  else
    g_string_append (out, "NQP Explorer " NQP_VERSION);
  return g_string_free (out, FALSE);
}

char *
nqp_view_provenance (const NqpView *self)
{
  return nqp_view_provenance_short (self, 0);
}
