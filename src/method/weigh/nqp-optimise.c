/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-optimise.h"

#include <glib/gi18n.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-pearson.h"
#include "nqp-weigh-private.h"

#define TOLERANCE 1e-12
/* More patterns of gaps than this are not worth collecting: then every evaluation goes through the cells. */
#define MAX_PATTERNS 1024
/* Deviations that a user need not be told of: a tenth of a percent. */
#define REACHED 1e-6
/* Cells through which an evaluation may go without being dear. */
#define MANY_CELLS 4096
/* Of the progress of all that is computed. */
#define SHARE 0.5

/* Cells in which the same children have a score with the same coverages. */
typedef struct
{
  double *coverage; /* [n]: of the child; -1 - coverage where it has no score */
  double n_cells;
  double *sum;   /* [n]: of the child's scores, less its mean over all cells */
  double *cross; /* [n * n]: of products of these */
} Pattern;

/* The children of one parent. */
typedef struct
{
  const NqpWeighing *what;
  NqpMix *mix;
  NqpTree *tree; /* the weights of now: what is made of all leaves below reads them there */
  int n;         /* children that differ from cell to cell: the others tell nothing and get no weight */
  int *part;     /* [n]: their places in the mix */
  double *mean, *sd;
  double least;     /* coverage */
  GArray *patterns; /* or NULL: evaluate the cells */
} Family;

static void
pattern_clear (gpointer data)
{
  Pattern *pattern = data;

  g_free (pattern->coverage);
  g_free (pattern->sum);
  g_free (pattern->cross);
}

static double
part_coverage (const Family *family, int k, gsize cell)
{
  const NqpLayer *layer = family->mix->parts[family->part[k]];
  double score = layer->score[cell];
  double coverage;

  if (family->mix->leaf[family->part[k]])
    return score == score ? 1 : -1;
  coverage = layer->complete ? 1 : layer->coverage[cell];
  return score == score ? coverage : -1 - coverage;
}

static Pattern *
find_pattern (Family *family, const double *coverage, guint *last)
{
  const gsize n = (gsize)family->n;
  Pattern added = { 0 };

  for (guint i = 0; i < family->patterns->len; i++)
    {
      guint at = (*last + i) % family->patterns->len;
      Pattern *pattern = &g_array_index (family->patterns, Pattern, at);

      if (memcmp (pattern->coverage, coverage, n * sizeof (double)) == 0)
        {
          *last = at;
          return pattern;
        }
    }
  if (family->patterns->len == MAX_PATTERNS)
    return NULL;
  added.coverage = g_memdup2 (coverage, n * sizeof (double));
  added.sum = g_new0 (double, n);
  added.cross = g_new0 (double, n *n);
  g_array_append_val (family->patterns, added);
  *last = family->patterns->len - 1;
  return &g_array_index (family->patterns, Pattern, *last);
}

/* What the arithmetic mean needs to know of the cells, so that weights can be tried without going through them: the parent's
 * moments are quadratic forms of the weights wherever the same children are there. */
static void
collect_patterns (Family *family)
{
  const int n = family->n;
  g_autofree double *coverage = g_new (double, n);
  g_autofree double *value = g_new (double, n);
  guint last = 0;

  family->patterns = g_array_new (FALSE, TRUE, sizeof (Pattern));
  g_array_set_clear_func (family->patterns, pattern_clear);
  for (gsize c = 0; c < family->mix->n_cells; c++)
    {
      gboolean all = TRUE;
      Pattern *pattern;

      for (int k = 0; k < n; k++)
        {
          coverage[k] = part_coverage (family, k, c);
          all = all && coverage[k] >= 0;
          value[k] = coverage[k] >= 0 ? family->mix->parts[family->part[k]]->score[c] - family->mean[k] : 0.0;
        }
      /* A child has a score because enough of it is there, so that enough of the parent is there when all have one: then
       * how much does not matter, and the cell needs no pattern of its own. */
      if (all)
        for (int k = 0; k < n; k++)
          coverage[k] = 1;
      pattern = find_pattern (family, coverage, &last);
      if (pattern == NULL)
        {
          g_clear_pointer (&family->patterns, g_array_unref);
          return;
        }
      pattern->n_cells++;
      for (int k = 0; k < n; k++)
        {
          pattern->sum[k] += value[k];
          for (int l = 0; l <= k; l++)
            pattern->cross[k * n + l] += value[k] * value[l];
        }
    }
  for (guint i = 0; i < family->patterns->len; i++)
    for (int k = 0; k < n; k++)
      for (int l = k + 1; l < n; l++)
        {
          double *cross = g_array_index (family->patterns, Pattern, i).cross;

          cross[k * n + l] = cross[l * n + k];
        }
}

/* Sums over the cells in which a child and the parent have a score. */
typedef struct
{
  double n, s, ss, y, yy, sy;
} Moments;

static void
add_pattern (const Family *family, const Pattern *pattern, const double *w, Moments *moments)
{
  const int n = family->n;
  double present = 0, coverage = 0, shift = 0, y = 0, yy = 0;

  for (int k = 0; k < n; k++)
    {
      const gboolean there = pattern->coverage[k] >= 0;

      coverage += w[k] * (there ? pattern->coverage[k] : -1 - pattern->coverage[k]);
      if (there)
        {
          present += w[k];
          shift += w[k] * family->mean[k];
          y += w[k] * pattern->sum[k];
        }
    }
  if (!(present > 0) || coverage < family->least - TOLERANCE)
    return;
  shift /= present;
  y /= present;
  for (int k = 0; k < n; k++)
    for (int l = 0; l < n && pattern->coverage[k] >= 0; l++)
      yy += w[k] * w[l] * pattern->cross[k * n + l];
  yy /= present * present;
  for (int k = 0; k < n; k++)
    {
      double sy = 0;

      if (pattern->coverage[k] < 0)
        continue;
      for (int l = 0; l < n; l++)
        sy += w[l] * pattern->cross[k * n + l];
      moments[k].n += pattern->n_cells;
      moments[k].s += pattern->sum[k];
      moments[k].ss += pattern->cross[k * n + k];
      moments[k].y += y + pattern->n_cells * shift;
      moments[k].yy += yy + 2 * shift * y + pattern->n_cells * shift * shift;
      moments[k].sy += sy / present + shift * pattern->sum[k];
    }
}

/* r^2 of two columns of which these are the sums; 0 where it cannot be told. */
static double
square_of_r (const Moments *m)
{
  double var_s = m->ss - m->s * m->s / m->n;
  double var_y = m->yy - m->y * m->y / m->n;
  double cov = m->sy - m->s * m->y / m->n;

  if (!(m->n >= 2) || !(var_s > TOLERANCE * m->ss) || !(var_y > TOLERANCE * m->yy))
    return 0;
  return cov * cov / (var_s * var_y);
}

static void
squares_by_patterns (const Family *family, const double *w, double *squares)
{
  g_autofree Moments *moments = g_new0 (Moments, family->n);

  for (guint i = 0; i < family->patterns->len; i++)
    add_pattern (family, &g_array_index (family->patterns, Pattern, i), w, moments);
  for (int k = 0; k < family->n; k++)
    squares[k] = square_of_r (&moments[k]);
}

/* Weights of the family in the mix, 0 for the children that tell nothing. */
static void
put_weights (const Family *family, const double *w)
{
  for (int p = 0; p < family->mix->n; p++)
    family->mix->weights[p] = 0;
  for (int k = 0; k < family->n; k++)
    family->mix->weights[family->part[k]] = w[k];
}

/* Those in the mix, for the node it is of. */
static void
put_into_tree (const NqpMix *mix, NqpTree *tree)
{
  int p = 0;

  for (int c = tree->nodes[mix->node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      tree->nodes[c].weight = mix->weights[p++];
}

static void
squares_by_cells (const Family *family, const double *w, double *squares)
{
  const gsize n = (gsize)family->n;
  g_autofree Moments *moments = g_new0 (Moments, n);
  double middle = 0, total = 0;
  NqpLayer *layer;

  put_weights (family, w);
  put_into_tree (family->mix, family->tree);
  layer = family->what->make_node (family->what->maker, family->mix);
  for (gsize k = 0; k < n; k++)
    {
      middle += w[k] * family->mean[k]; /* near the parent's mean: sums of squares lose nothing */
      total += w[k];
    }
  middle = total > 0 ? middle / total : 0;
  for (gsize k = 0; k < n; k++)
    {
      const double *child = family->mix->parts[family->part[k]]->score;

      for (gsize c = 0; c < family->mix->n_cells; c++)
        {
          const double s = child[c] - family->mean[k], y = layer->score[c] - middle;

          if (isnan (s) || isnan (y))
            continue;
          moments[k].n++;
          moments[k].s += s;
          moments[k].ss += s * s;
          moments[k].y += y;
          moments[k].yy += y * y;
          moments[k].sy += s * y;
        }
      squares[k] = square_of_r (&moments[k]);
    }
  nqp_layer_unref (layer);
}

/* Then nobody asks what was found: to have an end is all that is left. */
static gboolean
is_given_up (const NqpWeighing *what)
{
  return what->work != NULL && g_cancellable_is_cancelled (what->work->cancellable);
}

static gboolean
importance (gpointer data, int n, const double *w, double *out)
{
  const Family *family = data;
  double total = 0;

  if (is_given_up (family->what))
    return FALSE;
  if (family->patterns != NULL)
    squares_by_patterns (family, w, out);
  else
    squares_by_cells (family, w, out);
  for (int k = 0; k < n; k++)
    total += out[k];
  for (int k = 0; k < n && total > 0; k++)
    out[k] /= total;
  return total > 0;
}

/* Where nothing is missing and the mean is arithmetic, r_k is proportional to sqrt (target_k) for w = D^-1 R^-1 sqrt (target)
 * with R the correlations and D the standard deviations: a guess as good as can be, if all of it is above 0. */
static gboolean
guess (const Family *family, const double *targets, double *w)
{
  const gsize n = (gsize)family->n;
  gsl_matrix *r = gsl_matrix_alloc (n, n);
  gsl_vector *b = gsl_vector_alloc (n);
  gsl_permutation *p = gsl_permutation_alloc (n);
  gboolean good = TRUE;
  int sign;

  for (gsize k = 0; k < n; k++)
    {
      gsl_vector_set (b, k, sqrt (targets[k]));
      gsl_matrix_set (r, k, k, 1);
      for (gsize l = 0; l < k; l++)
        {
          double value = nqp_pearson (family->mix->parts[family->part[k]]->score,
                                      family->mix->parts[family->part[l]]->score, family->mix->n_cells, NULL);

          value = isnan (value) ? 0 : value;
          gsl_matrix_set (r, k, l, value);
          gsl_matrix_set (r, l, k, value);
        }
    }
  gsl_linalg_LU_decomp (r, p, &sign);
  for (gsize k = 0; k < n; k++)
    good = good && fabs (gsl_matrix_get (r, k, k)) > 1e-9;
  if (good)
    gsl_linalg_LU_svx (r, p, b);
  for (gsize k = 0; k < n && good; k++)
    {
      w[k] = gsl_vector_get (b, k) / family->sd[k];
      good = w[k] > 0 && isfinite (w[k]);
    }
  gsl_permutation_free (p);
  gsl_vector_free (b);
  gsl_matrix_free (r);
  return good;
}

/* The children that differ from cell to cell. */
static void
family_init (Family *self, const NqpWeighing *what, NqpMix *mix, NqpTree *tree)
{
  g_autofree double *present = g_new (double, mix->n_cells + 1);

  *self = (Family){ .what = what,
                    .mix = mix,
                    .tree = tree,
                    .part = g_new (int, MAX (mix->n, 1)),
                    .mean = g_new (double, MAX (mix->n, 1)),
                    .sd = g_new (double, MAX (mix->n, 1)),
                    .least = what->method->coverage };
  for (int p = 0; p < mix->n; p++)
    {
      gsize m = nqp_gather (mix->parts[p]->score, mix->n_cells, present);
      double mean = nqp_mean (present, m);
      double sd = nqp_sd (present, m, mean);

      if (!(sd > TOLERANCE * fabs (mean)))
        continue;
      self->part[self->n] = p;
      self->mean[self->n] = mean;
      self->sd[self->n] = sd;
      self->n++;
    }
}

static void
family_clear (Family *self)
{
  g_free (self->part);
  g_free (self->mean);
  g_free (self->sd);
  g_clear_pointer (&self->patterns, g_array_unref);
}

static void
warn (GPtrArray *warnings, const NqpNode *parent, const Family *family, const double *reached,
      gboolean nearest)
{
  g_autoptr (GString) list = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  for (int k = 0; k < family->n; k++)
    g_string_append_printf (list, "%s%s %%", k > 0 ? _ (", ") : "",
                            nqp_number_to_screen (100 * reached[k], 1, number));
  g_ptr_array_add (
      warnings,
      /* Translators: %1$s: name of a pillar or component, %2$s: a list of percentages */
      g_strdup_printf (
          nearest ? _ ("No weights make the parts of %1$s equally important; the nearest give them %2$s")
                  : _ ("No weights were found that make the parts of %1$s equally important; the best of "
                       "those that were tried give them %2$s"),
          nqp_text_get (&parent->name, nqp_lang_of_messages ()), list->str));
}

/* Leaves the weights in @mix. */
static void
optimise_parent (const NqpWeighing *what, NqpTree *tree, int parent, NqpMix *mix, GPtrArray *warnings)
{
  g_autofree double *targets = g_new (double, MAX (mix->n, 1));
  g_autofree double *weights = g_new (double, MAX (mix->n, 1));
  g_autofree double *reached = g_new (double, MAX (mix->n, 1));
  g_autofree double *start = g_new (double, MAX (mix->n, 1));
  const gboolean many = mix->n_cells > MANY_CELLS;
  gboolean guessed, nearest = FALSE;
  double off;
  Family family;

  family_init (&family, what, mix, tree);
  for (int k = 0; k < family.n; k++)
    targets[k] = 1.0 / family.n;
  if (family.n == 0)
    for (int p = 0; p < mix->n; p++)
      mix->weights[p] = 1.0 / mix->n;
  else if (family.n == 1)
    put_weights (&family, &(double){ 1 });
  else
    {
      /* Other means get a start that is near from the arithmetic one, which is fast to weigh. */
      collect_patterns (&family);
      guessed = guess (&family, targets, start);
      off = nqp_optimise_weights (family.n, targets, importance, &family, guessed ? start : NULL,
                                  family.patterns == NULL && many, weights, reached, &nearest);
      if ((nqp_means[mix->aggregate]->choice.traits & NQP_TRAIT_SUM) == 0)
        {
          g_clear_pointer (&family.patterns, g_array_unref);
          for (int k = 0; k < family.n; k++)
            start[k] = MAX (weights[k], 1e-6); /* a start lies inside */
          off = nqp_optimise_weights (family.n, targets, importance, &family, start, many, weights, reached,
                                      &nearest);
        }
      if (off > REACHED)
        warn (warnings, &tree->nodes[parent], &family, reached, nearest);
      put_weights (&family, weights);
    }
  put_into_tree (mix, tree);
  family_clear (&family);
}

/**
 * nqp_optimise:
 * @warnings: (element-type utf8): parents whose children cannot be made equally important are added
 *
 * From the leaves up, the weights of each parent's children at which they are equally important: importance of a child is
 * r_k^2 / sum r^2 with r_k Pearson's correlation of its score with its parent's over the cells of all years that have both
 * (Paruolo, Saisana and Saltelli 2013; Becker et al. 2017). Children that are the same everywhere get no weight.
 *
 * Returns: (transfer full): the new tree
 */
NqpTree *
nqp_optimise (const NqpWeighing *what, GPtrArray *warnings)
{
  g_autoptr (NqpTree) tree = nqp_tree_with_equal_weights (what->tree); /* no weights of before take part */
  g_autofree NqpLayer **layers = g_new0 (NqpLayer *, MAX (tree->n_nodes, 1));
  g_autofree double *share = g_new0 (double, MAX (tree->n_nodes, 1));
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  NqpMix mix;

  nqp_mix_init (&mix, tree->n_nodes, 0, what->columns->n_cells, what->method);
  mix.work = what->work;
  for (int i = tree->n_nodes - 1; i >= 0; i--)
    {
      int p = 0;

      if (!nqp_tree_is_on (tree, i))
        layers[i] = nqp_layer_ref ((NqpLayer *)what->nothing);
      else if (tree->nodes[i].indicator >= 0)
        layers[i] = nqp_layer_ref (what->leaves[tree->nodes[i].indicator]);
      else
        {
          nqp_mix_children (&mix, tree, i, layers);
          optimise_parent (what, tree, i, &mix, warnings);
          nqp_work_step (what->work, SHARE * (tree->n_nodes - i) / tree->n_nodes, NULL);
          layers[i] = what->make_node (what->maker, &mix);
          for (int c = tree->nodes[i].first_child; c >= 0; c = tree->nodes[c].next_sibling)
            if (tree->nodes[c].on)
              share[c] = mix.weights[p++];
        }
    }
  nqp_mix_clear (&mix);
  share[0] = 1;
  for (int i = 1; i < tree->n_nodes; i++)
    share[i] *= share[tree->nodes[i].parent];
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] = share[tree->leaves[i]];
  for (int i = 0; i < tree->n_nodes; i++)
    nqp_layer_unref (layers[i]);
  return nqp_tree_with_leaf_weights (what->tree, leaf_weights);
}
