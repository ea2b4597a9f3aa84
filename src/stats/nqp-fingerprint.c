/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-uncertainty.h"
#include "nqp-stream.h"

static void
add_word (guint64 *hash, guint64 word)
{
  *hash = nqp_mix_bits (*hash + word + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

static void
add_bytes (guint64 *hash, const void *data, gsize length)
{
  const char *bytes = data;
  guint64 word;

  add_word (hash, length);
  for (; length > 0; bytes += sizeof word)
    {
      gsize n = MIN (length, sizeof word);

      word = 0;
      memcpy (&word, bytes, n);
      add_word (hash, word);
      length -= n;
    }
}

static void
add_text (guint64 *hash, const char *text)
{
  add_bytes (hash, text != NULL ? text : "", text != NULL ? strlen (text) : 0);
}

static void
add_values (guint64 *hash, const NqpScores *scores)
{
  const NqpPanel *panel = scores->panel;

  for (int i = 0; i < panel->n_regions; i++)
    add_text (hash, panel->places[i].code);
  add_bytes (hash, panel->years, (gsize)panel->n_years * sizeof *panel->years);
  for (int j = 0; j < panel->n_indicators; j++)
    {
      add_text (hash, panel->indicators[j].code);
      add_word (hash, (guint64)panel->indicators[j].direction);
      /* treated values: what becomes of flags, edits and formulas shows in them */
      if (scores->z[j] != NULL)
        add_bytes (hash, scores->x[j], (gsize)panel->n_regions * (gsize)panel->n_years * sizeof (double));
    }
}

/**
 * nqp_scores_fingerprint:
 *
 * Returns: (transfer full): 16 hexadecimal digits that change with the regions, years and values of the indicators in use,
 *   the tree with its weights, locks and switches, the method, and the index made of all these. Not meant to stand against
 *   malice
 */
char *
nqp_scores_fingerprint (const NqpScores *scores)
{
  g_autofree char *method = nqp_method_to_string (&scores->method);
  guint64 hash = 0;

  add_text (&hash, method);
  add_values (&hash, scores);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      const NqpNode *node = &scores->tree->nodes[i];

      add_text (&hash, node->id);
      add_word (&hash, (guint64)node->parent);
      add_word (&hash, (guint64)node->on | (guint64)node->locked << 1);
      add_bytes (&hash, &node->weight, sizeof node->weight);
    }
  /* bounds that normalisation was given, and all else that shapes a score, show in the scores of the index */
  add_bytes (&hash, scores->score[0], (gsize)scores->n_regions * (gsize)scores->n_years * sizeof (double));
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
}
