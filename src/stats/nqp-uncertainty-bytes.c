/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-uncertainty-bytes.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-stats-error.h"

/* Results as bytes to keep with a project: a GVariant in little-endian order. What is read may come from anywhere, so that
 * nothing in it is believed: not a length, not a position, not a number. */

#define MAGIC "nqp-robustness 1"
#define MAX_BYTES (64 << 20) /* that are read at all, packed or not */

/* line, fingerprint, nqp_uncertainty_to_bytes() compressed: ranks of many draws repeat themselves */
#define TYPE_UNCERTAINTY "(ssay)"
/* line, method, fingerprint, choices, targets, the six shares one after the other */
#define TYPE_SENSITIVITY "(sssaiasad)"
/* fingerprint, measure, year, regions, nominal, items: id, refusal, ranks, Spearman, Kendall, mean shift */
#define TYPE_ALTERNATIVES "(ssiasaia(smsaiddd))"
#define TYPE_ALL "(sm" TYPE_UNCERTAINTY "m" TYPE_SENSITIVITY "m" TYPE_ALTERNATIVES ")"

#define N_SHARES 6

void
nqp_robustness_clear (NqpRobustness *self)
{
  g_clear_pointer (&self->uncertainty, nqp_uncertainty_unref);
  g_clear_pointer (&self->sensitivity, nqp_sensitivity_unref);
  g_clear_pointer (&self->alternatives, nqp_alternatives_unref);
}

/* ---- numbers in a row ------------------------------------------------------------------------------------------ */

static GVariant *
pack_ints (const int *values, int n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, values, (gsize)n, sizeof (gint32));
}

/* All of @input by @converter, at most @most bytes; NULL if it is more, or no such stream. */
static GByteArray *
convert (GConverter *converter, const guint8 *input, gsize n_input, gsize most)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize at = 0;

  for (;;)
    {
      guint8 buffer[65536];
      gsize n_read = 0, n_written = 0;
      GConverterResult result
          = g_converter_convert (converter, input + at, n_input - at, buffer, sizeof buffer,
                                 G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR || out->len + n_written > most)
        return NULL;
      g_byte_array_append (out, buffer, (guint)n_written);
      at += n_read;
      if (result == G_CONVERTER_FINISHED)
        return at == n_input ? g_steal_pointer (&out) : NULL;
    }
}

static GVariant *
pack_compressed (GBytes *bytes)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GByteArray) packed = convert (converter, data, size, G_MAXUINT);

  g_assert (packed != NULL);
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, packed->data, packed->len, 1);
}

static GBytes *
unpack_compressed (GVariant *variant)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  gsize n_input;
  const guint8 *input = g_variant_get_fixed_array (variant, &n_input, 1);
  g_autoptr (GByteArray) data = input != NULL ? convert (converter, input, n_input, MAX_BYTES) : NULL;

  return data != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&data)) : NULL;
}

/* The @n numbers of @variant from @least to @most, or FALSE. */
static gboolean
unpack_ints (GVariant *variant, int *out, int n, int least, int most)
{
  gsize length;
  const gint32 *values = g_variant_get_fixed_array (variant, &length, sizeof (gint32));

  if (length != (gsize)n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      if (values[i] < least || values[i] > most)
        return FALSE;
      out[i] = values[i];
    }
  return TRUE;
}

static gboolean
same_regions (char *const *regions, const NqpScores *scores)
{
  for (int i = 0; i < scores->n_regions; i++)
    if (regions[i] == NULL || strcmp (regions[i], scores->panel->places[i].code) != 0)
      return FALSE;
  return regions[scores->n_regions] == NULL;
}

/* ---- draws ----------------------------------------------------------------------------------------------------- */

static GVariant *
pack_uncertainty (const NqpUncertainty *self)
{
  g_autoptr (GBytes) body = nqp_uncertainty_to_bytes (self);

  return g_variant_new ("(ss@ay)", self->line, self->fingerprint, pack_compressed (body));
}

static NqpUncertainty *
unpack_uncertainty (GVariant *variant, const NqpScores *scores)
{
  g_autoptr (GVariant) data = NULL;
  g_autoptr (GBytes) body = NULL;
  const char *line, *fingerprint;

  g_variant_get (variant, "(&s&s@ay)", &line, &fingerprint, &data);
  body = unpack_compressed (data);
  return body != NULL ? nqp_uncertainty_from_bytes (scores, line, fingerprint, body, NULL) : NULL;
}

/* ---- causes ---------------------------------------------------------------------------------------------------- */

static void
list_shares (NqpSobol *shares, double **out[N_SHARES])
{
  out[0] = &shares->first;
  out[1] = &shares->first_low;
  out[2] = &shares->first_high;
  out[3] = &shares->total;
  out[4] = &shares->total_low;
  out[5] = &shares->total_high;
}

static GVariant *
pack_sensitivity (const NqpSensitivity *self)
{
  const gsize n = (gsize)self->n_targets * (gsize)self->n_factors;
  g_autofree double *all = g_new (double, N_SHARES *n + 1);
  double **shares[N_SHARES];

  list_shares (self->shares, shares);
  for (gsize k = 0; k < N_SHARES; k++)
    memcpy (all + k * n, *shares[k], n * sizeof (double));
  return g_variant_new (
      "(sss@ai^as@ad)", self->line, self->method, self->fingerprint,
      pack_ints (self->n_choices, NQP_N_FACTORS), self->targets,
      g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, all, N_SHARES * n, sizeof (double)));
}

/* The mean shift, then regions. */
static gboolean
find_targets (NqpSensitivity *self, const NqpScores *scores)
{
  if (self->n_targets == 0 || self->n_targets > scores->n_regions + 1
      || strcmp (self->targets[0], "mean_shift") != 0)
    return FALSE;
  self->regions = g_new (int, self->n_targets);
  self->regions[0] = -1;
  for (int k = 1; k < self->n_targets; k++)
    {
      self->regions[k] = nqp_panel_find_place (scores->panel, self->targets[k]);
      if (self->regions[k] < 0 || self->regions[k] >= scores->n_regions)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_shares (NqpSensitivity *self, GVariant *data)
{
  const gsize n = (gsize)self->n_targets * (gsize)self->n_factors;
  double **shares[N_SHARES];
  gsize length;
  const double *all = g_variant_get_fixed_array (data, &length, sizeof (double));

  if (length != N_SHARES * n)
    return FALSE;
  for (gsize k = 0; k < length; k++)
    if (isinf (all[k]))
      return FALSE;
  self->shares = g_new0 (NqpSobol, 1);
  self->shares->n_factors = self->n_factors;
  self->shares->n_outputs = self->n_targets;
  list_shares (self->shares, shares);
  for (gsize k = 0; k < N_SHARES; k++)
    *shares[k] = g_memdup2 (all + k * n, n * sizeof (double));
  return TRUE;
}

static NqpSensitivity *
unpack_sensitivity (GVariant *variant, const NqpScores *scores)
{
  const char *line, *method, *fingerprint;
  g_autoptr (GVariant) choices = NULL;
  g_autoptr (GVariant) data = NULL;
  g_autoptr (NqpSensitivity) self = g_new0 (NqpSensitivity, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_variant_get (variant, "(&s&s&s@ai^as@ad)", &line, &method, &fingerprint, &choices, &self->targets, &data);
  self->line = g_strdup (line);
  self->method = g_strdup (method);
  self->fingerprint = g_strdup (fingerprint);
  self->n_targets = (int)g_strv_length (self->targets);
  nqp_uncertainty_spec_init (&self->spec, scores);
  if (!nqp_uncertainty_spec_parse (&self->spec, line, scores, NULL)
      || !nqp_uncertainty_spec_check (&self->spec, scores, NULL))
    return NULL;
  for (int f = 0; f < NQP_N_FACTORS; f++)
    if ((self->spec.vary & NQP_VARY (f)) != 0)
      self->factors[self->n_factors++] = (NqpFactor)f;
  if (!find_targets (self, scores) || !unpack_ints (choices, self->n_choices, NQP_N_FACTORS, 0, G_MAXINT)
      || !take_shares (self, data))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- alternatives ---------------------------------------------------------------------------------------------- */

static GVariant *
pack_alternatives (const NqpAlternatives *self, const NqpScores *scores)
{
  GVariantBuilder items;

  g_variant_builder_init (&items, G_VARIANT_TYPE ("a(smsaiddd)"));
  for (int k = 0; k < self->n; k++)
    {
      const NqpAlternative *item = &self->items[k];

      g_variant_builder_add (&items, "(sms@aiddd)", item->id, item->refusal,
                             pack_ints (item->ranks, item->ranks != NULL ? self->n_regions : 0),
                             item->spearman, item->kendall, item->mean_shift);
    }
  return g_variant_new ("(ssi^as@aia(smsaiddd))", self->fingerprint, scores->tree->nodes[self->measure].id,
                        scores->panel->years[self->year], self->regions,
                        pack_ints (self->nominal, self->n_regions), &items);
}

static gboolean
is_correlation (double value)
{
  return isnan (value) || (value >= -1 - 1e-9 && value <= 1 + 1e-9);
}

/* An item with its ranks, or one that says why it has none. */
static gboolean
unpack_item (NqpAlternative *self, GVariant *variant, const NqpScores *scores)
{
  g_autoptr (GVariant) ranks = NULL;

  g_variant_get (variant, "(sms@aiddd)", &self->id, &self->refusal, &ranks, &self->spearman, &self->kendall,
                 &self->mean_shift);
  self->leaf = -1;
  if (g_str_has_prefix (self->id, "without="))
    {
      self->leaf = nqp_tree_find (scores->tree, self->id + strlen ("without="));
      if (self->leaf < 0 || scores->tree->nodes[self->leaf].indicator < 0)
        return FALSE;
    }
  if (!is_correlation (self->spearman) || !is_correlation (self->kendall)
      || !(isnan (self->mean_shift) || (self->mean_shift >= 0 && self->mean_shift <= scores->n_regions)))
    return FALSE;
  if (self->refusal != NULL)
    return g_variant_n_children (ranks) == 0;
  self->ranks = g_new (int, scores->n_regions);
  return unpack_ints (ranks, self->ranks, scores->n_regions, 0, scores->n_regions);
}

static NqpAlternatives *
unpack_alternatives (GVariant *variant, const NqpScores *scores)
{
  g_autoptr (NqpAlternatives) self = g_new0 (NqpAlternatives, 1);
  g_autoptr (GVariant) nominal = NULL;
  g_autoptr (GVariant) items = NULL;
  const char *measure;
  gint32 year;
  gsize n;

  g_atomic_ref_count_init (&self->ref_count);
  g_variant_get (variant, "(s&si^as@ai@a(smsaiddd))", &self->fingerprint, &measure, &year, &self->regions,
                 &nominal, &items);
  n = g_variant_n_children (items);
  self->n_regions = scores->n_regions;
  self->nominal = g_new (int, self->n_regions);
  self->measure = nqp_tree_find (scores->tree, measure);
  self->year = nqp_panel_find_year (scores->panel, year);
  if (self->measure < 0 || self->year < 0 || !same_regions (self->regions, scores)
      || !unpack_ints (nominal, self->nominal, self->n_regions, 0, self->n_regions)
      || n > (gsize)scores->n_nodes + 1000)
    return NULL;
  self->items = g_new0 (NqpAlternative, n);
  for (gsize k = 0; k < n; k++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, k);

      self->n = (int)k + 1;
      if (!unpack_item (&self->items[k], item, scores))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- all of them ----------------------------------------------------------------------------------------------- */

/**
 * nqp_robustness_to_bytes:
 * @scores: those that the results were made of
 *
 * Returns: (transfer full): what nqp_robustness_from_bytes() reads back, the same on every machine
 */
GBytes *
nqp_robustness_to_bytes (const NqpRobustness *self, const NqpScores *scores)
{
  g_autoptr (GVariant) variant = NULL;
  GVariant *parts[3] = {
    self->uncertainty != NULL ? pack_uncertainty (self->uncertainty) : NULL,
    self->sensitivity != NULL ? pack_sensitivity (self->sensitivity) : NULL,
    self->alternatives != NULL ? pack_alternatives (self->alternatives, scores) : NULL,
  };

  variant = g_variant_ref_sink (g_variant_new ("(sm@" TYPE_UNCERTAINTY "m@" TYPE_SENSITIVITY
                                               "m@" TYPE_ALTERNATIVES ")",
                                               MAGIC, parts[0], parts[1], parts[2]));
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (variant);

      g_variant_unref (variant);
      variant = swapped;
    }
  return g_variant_get_data_as_bytes (variant);
}

static gboolean
read_all (NqpRobustness *self, GVariant *all, const NqpScores *scores)
{
  g_autoptr (GVariant) uncertainty = NULL;
  g_autoptr (GVariant) sensitivity = NULL;
  g_autoptr (GVariant) alternatives = NULL;
  const char *magic;

  g_variant_get (all, "(&sm@" TYPE_UNCERTAINTY "m@" TYPE_SENSITIVITY "m@" TYPE_ALTERNATIVES ")", &magic,
                 &uncertainty, &sensitivity, &alternatives);
  if (strcmp (magic, MAGIC) != 0)
    return FALSE;
  if (uncertainty != NULL && (self->uncertainty = unpack_uncertainty (uncertainty, scores)) == NULL)
    return FALSE;
  if (sensitivity != NULL && (self->sensitivity = unpack_sensitivity (sensitivity, scores)) == NULL)
    return FALSE;
  return alternatives == NULL || (self->alternatives = unpack_alternatives (alternatives, scores)) != NULL;
}

/**
 * nqp_robustness_from_bytes:
 * @self: (out): zeroed; stays so on failure
 * @bytes: from anywhere
 * @scores: of the project they are kept with. That the results were made of the same weights, method and data is not asked
 *   here: nqp_uncertainty_is_stale()
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_DATA if these are no results, or are about other regions, another measure or year than
 *   @scores have
 */
gboolean
nqp_robustness_from_bytes (NqpRobustness *self, GBytes *bytes, const NqpScores *scores, GError **error)
{
  g_auto (NqpRobustness) read = { NULL, NULL, NULL };
  g_autoptr (GVariant) all = NULL;

  if (g_bytes_get_size (bytes) <= MAX_BYTES)
    all = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE_ALL), bytes, FALSE));
  if (all != NULL && G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (all);

      g_variant_unref (all);
      all = swapped;
    }
  if (all == NULL || !g_variant_is_normal_form (all) || !read_all (&read, all, scores))
    {
      g_set_error_literal (
          error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
          _ ("The robustness results kept with the project cannot be used with its data; run them "
             "again"));
      return FALSE;
    }
  *self = read;
  read = (NqpRobustness){ NULL, NULL, NULL };
  return TRUE;
}
