/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-stats-error.h"
#include "nqp-uncertainty-private.h"

/* Method, regions, nominal ranks, numbers of choices, what was refused, ranks of all draws (or none where they are too many),
 * and then counts as region, rank - 1, draws. Little-endian, as project files move between machines. */
#define BODY_TYPE "(sasaqaisaqa(uuu))"
#define MAX_RANKS_BYTES (8 << 20)

static GVariant *
counts_to_variant (const NqpUncertainty *self, gboolean with_ranks)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(uuu)"));
  for (guint i = 0; i < (guint)self->n_regions && !with_ranks; i++)
    for (guint r = 0; r < (guint)self->n_regions; r++)
      {
        const guint32 count = self->counts[(gsize)i * (gsize)self->n_regions + r];

        if (count > 0)
          g_variant_builder_add (&builder, "(uuu)", i, r, count);
      }
  return g_variant_builder_end (&builder);
}

/**
 * nqp_uncertainty_to_bytes:
 *
 * Returns: (transfer full): what nqp_uncertainty_from_bytes() makes the same result of, together with its line and
 *   fingerprint; without the ranks of each draw where these are more than 8 MB
 */
GBytes *
nqp_uncertainty_to_bytes (const NqpUncertainty *self)
{
  const gsize n = (gsize)self->n_regions, n_ranks = n * (gsize)self->spec.draws;
  const gboolean with_ranks = self->ranks != NULL && n_ranks * sizeof (guint16) <= MAX_RANKS_BYTES;
  g_autofree guint16 *nominal = g_new (guint16, n);
  g_autoptr (GVariant) body = NULL;

  for (gsize i = 0; i < n; i++)
    nominal[i] = (guint16)self->nominal[i];
  body = g_variant_ref_sink (g_variant_new (
      "(s^as@aq@ais@aq@a(uuu))", self->method, self->regions,
      g_variant_new_fixed_array (G_VARIANT_TYPE_UINT16, nominal, n, sizeof (guint16)),
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, self->n_choices, NQP_N_FACTORS, sizeof (gint32)),
      self->refused != NULL ? self->refused : "",
      g_variant_new_fixed_array (G_VARIANT_TYPE_UINT16, self->ranks, with_ranks ? n_ranks : 0,
                                 sizeof (guint16)),
      counts_to_variant (self, with_ranks)));
#if G_BYTE_ORDER == G_BIG_ENDIAN
  GVariant *swapped = g_variant_byteswap (body);
  g_variant_unref (body);
  body = swapped;
#endif
  return g_variant_get_data_as_bytes (body);
}

/* Whether the numbers are such as draws could give. */
static gboolean
read_draws (NqpUncertainty *self, GVariant *ranks, GVariant *counts)
{
  const gsize n = (gsize)self->n_regions, n_draws = (gsize)self->spec.draws;
  gsize n_ranks;
  const guint16 *rank = g_variant_get_fixed_array (ranks, &n_ranks, sizeof (guint16));
  GVariantIter iter;
  guint i, r, count;

  if (n_ranks != 0 && n_ranks != n * n_draws)
    return FALSE;
  for (gsize k = 0; k < n_ranks; k++)
    if (rank[k] > n)
      return FALSE;
  if (n_ranks > 0)
    {
      self->ranks = g_memdup2 (rank, n_ranks * sizeof (guint16));
      nqp_uncertainty_count (self, self->ranks, self->spec.draws);
      return TRUE;
    }
  g_variant_iter_init (&iter, counts);
  while (g_variant_iter_next (&iter, "(uuu)", &i, &r, &count))
    {
      if (i >= n || r >= n || count > n_draws)
        return FALSE;
      self->counts[i * n + r] = count;
    }
  for (gsize region = 0; region < n; region++)
    {
      guint64 sum = 0;

      for (gsize k = 0; k < n; k++)
        sum += self->counts[region * n + k];
      if (sum > n_draws)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_regions (NqpUncertainty *self, const NqpScores *scores, const char *const *regions, GVariant *nominal,
              GVariant *n_choices)
{
  gsize n_nominal, n_kinds;
  const guint16 *rank = g_variant_get_fixed_array (nominal, &n_nominal, sizeof (guint16));
  const gint32 *kinds = g_variant_get_fixed_array (n_choices, &n_kinds, sizeof (gint32));

  if (g_strv_length ((char **)regions) != (guint)self->n_regions || n_nominal != (gsize)self->n_regions
      || n_kinds != NQP_N_FACTORS)
    return FALSE;
  for (int i = 0; i < self->n_regions; i++)
    {
      if (strcmp (regions[i], scores->panel->places[i].code) != 0 || rank[i] > self->n_regions)
        return FALSE;
      self->nominal[i] = rank[i];
    }
  for (int f = 0; f < NQP_N_FACTORS; f++)
    self->n_choices[f] = kinds[f];
  return TRUE;
}

/**
 * nqp_uncertainty_from_bytes:
 * @scores: now; they may be others than those the result was made of, then it is stale
 * @line: of the spec, as it was asked
 * @fingerprint: of the scores it was made of
 * @body: from nqp_uncertainty_to_bytes(), or from anywhere
 *
 * Returns: (transfer full): %NULL with %NQP_STATS_ERROR_DATA if this is no result for the regions, years and measures that
 *   @scores have: it has to be made again
 */
NqpUncertainty *
nqp_uncertainty_from_bytes (const NqpScores *scores, const char *line, const char *fingerprint, GBytes *body,
                            GError **error)
{
  g_autoptr (GVariant) variant
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (BODY_TYPE), body, FALSE));
  g_autoptr (NqpUncertainty) self = NULL;
  g_autoptr (GVariant) nominal = NULL;
  g_autoptr (GVariant) n_choices = NULL;
  g_autoptr (GVariant) ranks = NULL;
  g_autoptr (GVariant) counts = NULL;
  g_autofree const char **regions = NULL;
  const char *method, *refused;
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, scores);
  if (g_variant_is_normal_form (variant) && nqp_uncertainty_spec_parse (&spec, line, scores, NULL)
      && spec.top <= scores->n_regions)
    {
#if G_BYTE_ORDER == G_BIG_ENDIAN
      GVariant *swapped = g_variant_byteswap (variant);
      g_variant_unref (variant);
      variant = swapped;
#endif
      g_variant_get (variant, "(&s^a&s@aq@ai&s@aq@a(uuu))", &method, &regions, &nominal, &n_choices, &refused,
                     &ranks, &counts);
      self = nqp_uncertainty_alloc (scores, &spec, method, fingerprint, *refused != '\0' ? refused : NULL);
      if (read_regions (self, scores, regions, nominal, n_choices) && read_draws (self, ranks, counts))
        {
          nqp_uncertainty_describe (self);
          return g_steal_pointer (&self);
        }
    }
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
               _ ("The kept result of the robustness analysis does not belong to these data; run it again"));
  return NULL;
}
