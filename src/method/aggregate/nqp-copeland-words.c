/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-copeland-private.h"

/* Comparisons of 64 rivals at a time. In each part the rivals that a region beats are a set of bits, and so are those it loses
 * to. Whom it beats in all is decided as by hand, part after part, the heaviest first, until those left could no longer turn
 * it: a tree of decisions whose branches join where the weight won so far is the same. Each decision is then a few operations on
 * whole sets. */

/* Weights won that differ by no more are the same: sums in another order. */
#define SAME 1e-14
/* Passes over a set that cost about as much as comparing the same rivals one by one in one part: an estimate from the
 * operations of both, which changes how long it takes and not what comes out. */
#define WORTH 24

/* What is decided without looking further. */
enum
{
  LOST,
  DRAWN,
  WON,
  N_ENDS
};

typedef struct
{
  int part;
  double won; /* weight of the parts before in which the region is better, less that in which it is worse */
  int next
      [3]; /* where it is worse, neither, better in this part: an end, or N_ENDS + position of a decision after it */
} Decision;

typedef struct
{
  gsize n_present;
  guint32 *order;  /* [n_present]: regions from the worst */
  gsize *from;     /* [n]: how many are worse than this region; 0 if it has no score */
  gsize *to;       /* [n]: how many are worse or equal, it among them; all if it has no score */
  gboolean strict; /* all have a score, no two the same */
  guint64 *sets;   /* [n_present + 1][words]: the k worst */
} Part;

struct _NqpCopelandWords
{
  int max_parts;
  gsize max_regions;
  Part *parts;
  gsize *places; /* [max_regions + 2] */
  GArray *decisions;
  guint64 *rows; /* [N_ENDS + decisions][words] */
  gsize n_rows;
};

NqpCopelandWords *
nqp_copeland_words_new (int max_parts, gsize max_regions)
{
  NqpCopelandWords *self = g_new0 (NqpCopelandWords, 1);

  self->max_parts = max_parts;
  self->max_regions = max_regions;
  self->parts = g_new0 (Part, max_parts);
  self->places = g_new (gsize, max_regions + 2);
  self->decisions = g_array_new (FALSE, FALSE, sizeof (Decision));
  for (int p = 0; p < max_parts; p++)
    {
      self->parts[p].order = g_new (guint32, max_regions + 1);
      self->parts[p].from = g_new (gsize, max_regions + 1);
      self->parts[p].to = g_new (gsize, max_regions + 1);
    }
  return self;
}

void
nqp_copeland_words_free (NqpCopelandWords *self)
{
  for (int p = 0; p < self->max_parts; p++)
    {
      g_free (self->parts[p].order);
      g_free (self->parts[p].from);
      g_free (self->parts[p].to);
      g_free (self->parts[p].sets);
    }
  g_free (self->parts);
  g_free (self->places);
  g_array_unref (self->decisions);
  g_free (self->rows);
  g_free (self);
}

/* @ranks: [n]: from 1 up to as many as there are regions in the panel, equal ones shared; 0 = none */
static void
sort_part (Part *self, const int *ranks, gsize n, gsize *places, gsize max_regions)
{
  gsize place = 0;

  memset (places, 0, (max_regions + 2) * sizeof *places);
  for (gsize i = 0; i < n; i++)
    places[ranks[i]]++;
  self->strict = places[0] == 0;
  self->n_present = n - places[0];
  for (gsize rank = max_regions; rank >= 1; rank--)
    {
      const gsize size = places[rank];

      self->strict = self->strict && size <= 1;
      places[rank] = place;
      place += size;
    }
  for (gsize i = 0; i < n; i++)
    self->from[i] = ranks[i] > 0 ? places[ranks[i]] : 0;
  for (gsize i = 0; i < n; i++)
    if (ranks[i] > 0)
      self->order[places[ranks[i]]++] = (guint32)i;
  for (gsize i = 0; i < n; i++)
    self->to[i] = ranks[i] > 0 ? places[ranks[i]] : self->n_present;
}

static void
list_sets (Part *self, gsize words, gsize max_regions)
{
  guint64 *set;

  if (self->sets == NULL)
    self->sets = g_new (guint64, (max_regions + 1) * ((max_regions + 63) / 64));
  set = self->sets;
  memset (set, 0, words * sizeof *set);
  for (gsize k = 0; k < self->n_present; k++)
    {
      memcpy (set + words, set, words * sizeof *set);
      set += words;
      set[self->order[k] / 64] |= G_GUINT64_CONSTANT (1) << (self->order[k] % 64);
    }
}

/* The decision on @part with @won so far, added if there is none yet among those from @first on; an end where @left, the weight
 * of this part and those after it, cannot turn what is won. */
static int
find_decision (GArray *decisions, guint first, int part, double won, double left)
{
  Decision added = { part, won, { LOST, LOST, LOST } };

  if (won > left + NQP_COPELAND_TIE)
    return WON;
  if (won < -left - NQP_COPELAND_TIE)
    return LOST;
  if (left <= 0)
    return DRAWN;
  for (guint i = first; i < decisions->len; i++)
    if (fabs (g_array_index (decisions, Decision, i).won - won) <= SAME)
      return N_ENDS + (int)i;
  g_array_append_val (decisions, added);
  return N_ENDS + (int)decisions->len - 1;
}

/* Returns: whether they are worth it; @draws says whether two regions can come out even */
static gboolean
list_decisions (NqpCopelandWords *self, int n_parts, const double *weights, gboolean *draws)
{
  GArray *decisions = self->decisions;
  const guint most = WORTH * (guint)n_parts;
  guint first = 0, cost = 0;
  double left = 0;

  *draws = FALSE;
  g_array_set_size (decisions, 0);
  for (int p = 0; p < n_parts; p++)
    left += weights[p];
  find_decision (decisions, 0, 0, 0, left);
  for (int p = 0; p < n_parts; p++)
    {
      const guint end = decisions->len;

      left = p + 1 < n_parts ? left - weights[p] : 0;
      for (guint i = first; i < end; i++)
        for (int side = -1; side <= 1; side++)
          {
            const double won = g_array_index (decisions, Decision, i).won + side * weights[p];
            int next;

            if (side == 0 && self->parts[p].strict)
              continue;
            next = find_decision (decisions, end, p + 1, won, left);
            g_array_index (decisions, Decision, i).next[1 + side] = next;
            *draws = *draws || next == DRAWN;
          }
      cost += (end - first) * (self->parts[p].strict ? 1 : 2);
      if (cost > most || decisions->len > most)
        return FALSE;
      first = end;
    }
  return cost * (*draws ? 2 : 1) <= most;
}

/* How many others reach @end against region @i. */
static gsize
count (const NqpCopelandWords *self, gsize words, gsize n, gsize i, int end)
{
  const guint64 *result = self->rows + N_ENDS * words;
  const guint64 in_last = n % 64 == 0 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (n % 64)) - 1;
  gsize reached = 0;

  for (int k = 0; k < N_ENDS; k++)
    memset (self->rows + (gsize)k * words, k == end ? 0xff : 0, words * sizeof (guint64));
  for (int d = (int)self->decisions->len - 1; d >= 0; d--)
    {
      const Decision *decision = &g_array_index (self->decisions, Decision, d);
      const Part *part = &self->parts[decision->part];
      const guint64 *better = part->sets + part->from[i] * words;
      const guint64 *not_worse = part->sets + part->to[i] * words;
      const guint64 *present = part->sets + part->n_present * words;
      const guint64 *if_worse = self->rows + (gsize)decision->next[0] * words;
      const guint64 *if_neither = self->rows + (gsize)decision->next[1] * words;
      const guint64 *if_better = self->rows + (gsize)decision->next[2] * words;
      guint64 *restrict row = self->rows + (gsize)(N_ENDS + d) * words;

      if (part->strict)
        for (gsize w = 0; w < words; w++)
          row[w] = if_worse[w] ^ (better[w] & (if_better[w] ^ if_worse[w]));
      else
        for (gsize w = 0; w < words; w++)
          {
            const guint64 b = better[w], l = present[w] & ~not_worse[w];

            row[w] = (b & if_better[w]) | (l & if_worse[w]) | (~(b | l) & if_neither[w]);
          }
    }
  for (gsize w = 0; w < words; w++)
    {
      guint64 set = w == words - 1 ? result[w] & in_last : result[w];

      if (w == i / 64)
        set &= ~(G_GUINT64_CONSTANT (1) << (i % 64)); /* itself */
      reached += (gsize)__builtin_popcountll (set);
    }
  return reached;
}

/**
 * nqp_copeland_words_count:
 * @n_parts: at least 1
 * @weights: [part]: above 0, descending
 * @ranks: [part][n]: 1 is best, equal ones shared, 0 = none
 * @n: at least 1
 * @net: (out): [n]: wins less losses
 *
 * Returns: %FALSE if the weights leave so many ways to win that comparing pair by pair is faster; then nothing is done
 */
gboolean
nqp_copeland_words_count (NqpCopelandWords *self, int n_parts, const double *weights, const int *ranks,
                          gsize n, double *net)
{
  const gsize words = (n + 63) / 64;
  gboolean draws;

  for (int p = 0; p < n_parts; p++)
    sort_part (&self->parts[p], ranks + (gsize)p * n, n, self->places, self->max_regions);
  if (!list_decisions (self, n_parts, weights, &draws))
    return FALSE;
  for (int p = 0; p < n_parts; p++)
    list_sets (&self->parts[p], words, self->max_regions);
  if ((N_ENDS + self->decisions->len) * words > self->n_rows)
    {
      self->n_rows = (N_ENDS + self->decisions->len) * words;
      g_free (self->rows);
      self->rows = g_new (guint64, self->n_rows);
    }
  for (gsize i = 0; i < n; i++)
    {
      const gsize won = count (self, words, n, i, WON);
      const gsize lost = draws ? count (self, words, n, i, LOST) : n - 1 - won;

      net[i] = (double)won - (double)lost;
    }
  return TRUE;
}
