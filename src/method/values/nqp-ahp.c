/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ahp.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

#define PRECISION 1e-14
#define MAX_STEPS 100000
/* Judgements that differ from the weights by rounding alone agree with them. */
#define AGREES 1e-9

/* Saaty's random indices: mean CI of random reciprocal matrices of 1, 2, ... parts (Saaty 1980; 2008). */
static const double random_indices[]
    = { 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59 };

static const char *const words[] = {
  N_ ("equally important"),
  N_ ("weakly more important"),
  N_ ("moderately more important"),
  N_ ("moderately to strongly more important"),
  N_ ("strongly more important"),
  N_ ("strongly to very strongly more important"),
  N_ ("very strongly more important"),
  N_ ("very strongly to extremely more important"),
  N_ ("extremely more important"),
};

/* For more than 15 parts that of 15: the index hardly grows there. */
double
nqp_ahp_random_index (int n)
{
  return random_indices[CLAMP (n, 1, (int)G_N_ELEMENTS (random_indices)) - 1];
}

/**
 * nqp_ahp_word:
 * @value: 1 to 9
 *
 * Returns: what the value means on Saaty's scale, translated: "strongly more important"
 */
const char *
nqp_ahp_word (int value)
{
  return _ (words[CLAMP (value, 1, (int)G_N_ELEMENTS (words)) - 1]);
}

/* Power iteration: the matrix is positive, so that it converges to the one positive eigenvector (Perron). Returns lambda_max. */
static double
solve_eigenvector (int n, const double *a, double *w)
{
  g_autofree double *next = g_new (double, MAX (n, 1));
  double lambda = n;

  for (int k = 0; k < n; k++)
    w[k] = 1.0 / n;
  for (int step = 0; step < MAX_STEPS; step++)
    {
      double change = 0;

      lambda = 0;
      for (int k = 0; k < n; k++)
        {
          next[k] = 0;
          for (int l = 0; l < n; l++)
            next[k] += a[k * n + l] * w[l];
          lambda += next[k];
        }
      for (int k = 0; k < n; k++)
        {
          next[k] /= lambda;
          change = MAX (change, fabs (next[k] - w[k]) / next[k]);
          w[k] = next[k];
        }
      if (change <= PRECISION)
        break;
    }
  return lambda;
}

static double
consistency_ratio (int n, double lambda)
{
  /* two parts cannot contradict each other; rounding must not look as if they did */
  return n > 2 ? MAX (lambda - n, 0) / (n - 1) / nqp_ahp_random_index (n) : 0;
}

static void
find_worst (NqpAhp *self, const double *a)
{
  double most = AGREES;

  self->worst_a = self->worst_b = -1;
  self->worst_implied = NAN;
  for (int k = 0; k < self->n; k++)
    for (int l = k + 1; l < self->n; l++)
      {
        double off = fabs (log (a[k * self->n + l] * self->weights[l] / self->weights[k]));

        if (off > most)
          {
            most = off;
            self->worst_a = k;
            self->worst_b = l;
            self->worst_implied = self->weights[k] / self->weights[l];
          }
      }
}

/* Tries the whole scale: 1/9 ... 9. */
static void
find_suggestion (NqpAhp *self, const double *a)
{
  const int n = self->n;
  g_autofree double *tried = g_memdup2 (a, (gsize)n * (gsize)n * sizeof (double));
  g_autofree double *w = g_new (double, MAX (n, 1));

  self->suggested = NAN;
  self->suggested_cr = self->cr;
  if (self->worst_a < 0 || n < 3)
    return;
  for (int step = -9; step <= 9; step++)
    {
      double value = step > 0 ? step : -1.0 / step;
      double cr;

      /* 1/1 is 1 */
      if (step == 0 || step == -1)
        continue;
      tried[self->worst_a * n + self->worst_b] = value;
      tried[self->worst_b * n + self->worst_a] = 1 / value;
      cr = consistency_ratio (n, solve_eigenvector (n, tried, w));
      if (cr < self->suggested_cr - 1e-12)
        {
          self->suggested = value;
          self->suggested_cr = cr;
        }
    }
}

/**
 * nqp_ahp_solve:
 * @a: [n * n]: reciprocal and positive, a_kl = how many times as important k is as l
 *
 * Weights are the principal eigenvector, CI = (lambda_max - n) / (n - 1), CR = CI / RI with Saaty's random index (Saaty, The
 * Analytic Hierarchy Process, 1980). The worst judgement is that with the largest |log (a_kl w_l / w_k)|.
 */
void
nqp_ahp_solve (NqpAhp *self, int n, const double *a)
{
  *self = (NqpAhp){ .n = n, .weights = g_new (double, MAX (n, 1)) };
  self->lambda_max = solve_eigenvector (n, a, self->weights);
  self->ci = n > 2 ? MAX (self->lambda_max - n, 0) / (n - 1) : 0;
  self->cr = consistency_ratio (n, self->lambda_max);
  find_worst (self, a);
  find_suggestion (self, a);
}

void
nqp_ahp_clear (NqpAhp *self)
{
  g_clear_pointer (&self->weights, g_free);
}

/**
 * nqp_ahp_solve_parent:
 * @self: (out): to be cleared, also after %FALSE
 * @out_nodes: (out): the children of @parent that are on, as many as @self has parts
 *
 * Parts that were not compared with each other, because one came after the comparison, are equally important.
 */
gboolean
nqp_ahp_solve_parent (NqpAhp *self, const NqpTree *tree, int parent, int *out_nodes)
{
  const char *id = tree->nodes[parent].id;
  const int n_children = nqp_tree_n_children (tree, parent);
  g_autofree double *a = g_new (double, n_children *n_children + 1);
  gboolean any = FALSE;
  int n = 0;

  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      out_nodes[n++] = c;
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n; l++)
      {
        double known = nqp_judgements_get (tree->judgements, id, tree->nodes[out_nodes[k]].id,
                                           tree->nodes[out_nodes[l]].id);

        any = any || !isnan (known);
        a[k * n + l] = isnan (known) ? 1 : known;
      }
  nqp_ahp_solve (self, n, a);
  return any;
}

static void
warn (GPtrArray *warnings, const NqpTree *tree, int parent, const NqpAhp *ahp, const int *nodes)
{
  const NqpLang lang = nqp_lang_of_messages ();
  char ratio[NQP_NUMBER_SIZE], better[NQP_NUMBER_SIZE], value[NQP_NUMBER_SIZE];

  nqp_number_to_screen (ahp->cr, 2, ratio);
  if (isnan (ahp->suggested))
    {
      g_ptr_array_add (
          warnings,
          /* Translators: %1$s: name of a pillar or component, %2$s: a number */
          g_strdup_printf (
              _ ("The judgements below %1$s contradict each other: consistency ratio %2$s, should "
                 "be at most 0.10"),
              nqp_text_get (&tree->nodes[parent].name, lang), ratio));
      return;
    }
  if (ahp->suggested >= 1)
    nqp_number_to_screen (ahp->suggested, 0, value);
  else
    g_snprintf (value, sizeof value, "1/%.0f", 1 / ahp->suggested);
  nqp_number_to_screen (ahp->suggested_cr, 2, better);
  g_ptr_array_add (
      warnings,
      g_strdup_printf (
          /* Translators: %1$s: name of a pillar or component, %2$s, %6$s: numbers, %3$s, %4$s: names, %5$s: number or
           * fraction */
          _ ("The judgements below %1$s contradict each other: consistency ratio %2$s, should be at most "
             "0.10. "
             "Judging %3$s against %4$s as %5$s would give %6$s"),
          nqp_text_get (&tree->nodes[parent].name, lang), ratio,
          nqp_text_get (&tree->nodes[nodes[ahp->worst_a]].name, lang),
          nqp_text_get (&tree->nodes[nodes[ahp->worst_b]].name, lang), value, better));
}

/**
 * nqp_ahp_weigh:
 *
 * Local weights of the children that are on from the judgements between them; equal ones below a parent without any.
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_ahp_weigh (NqpTree *tree, GPtrArray *warnings)
{
  g_autofree double *total = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  g_autofree int *nodes = g_new (int, MAX (tree->n_nodes, 1));
  gboolean any = FALSE;

  total[0] = 1;
  for (int i = 0; i < tree->n_nodes; i++)
    {
      g_auto (NqpAhp) ahp = { 0 };
      gboolean judged;

      if (tree->nodes[i].first_child < 0 || !nqp_tree_is_on (tree, i))
        continue;
      judged = nqp_ahp_solve_parent (&ahp, tree, i, nodes);
      any = any || judged;
      for (int k = 0; k < ahp.n; k++)
        total[nodes[k]] = total[i] * ahp.weights[k];
      if (judged && ahp.cr > NQP_AHP_CR_LIMIT && warnings != NULL)
        warn (warnings, tree, i, &ahp, nodes);
    }
  if (!any && warnings != NULL)
    g_ptr_array_add (warnings,
                     g_strdup (_ ("Nothing has been compared yet: all parts of a whole count the same")));
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] = total[tree->leaves[i]];
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}
