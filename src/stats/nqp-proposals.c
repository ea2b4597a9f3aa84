/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-proposals.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-pca.h"
#include "nqp-pearson.h"
#include "nqp-pillars.h"
#include "nqp-proposal-words.h"

#define WEAKEST 0.1      /* a correlation below says nothing of the direction */
#define MOST_AT_ONCE 400 /* indicators of which the principal component is taken */

void
nqp_proposal_free (NqpProposal *self)
{
  g_free (self->pillar);
  g_free (self->component);
  g_free (self->word);
  nqp_text_clear (&self->place);
  nqp_text_clear (&self->meaning);
  g_free (self);
}

/* Over the cells in which both have a value; NaN with fewer than three, or if one of them is constant. */
static double
correlate (const double *a, const double *b, gsize n)
{
  gsize n_both = 0;
  const double r = nqp_pearson (a, b, n, &n_both);

  return n_both >= 3 ? r : NAN;
}

static gboolean
varies (const double *x, gsize n)
{
  double first = NAN;

  for (gsize c = 0; c < n; c++)
    if (isnan (first))
      first = x[c];
    else if (!isnan (x[c]) && x[c] != first)
      return TRUE;
  return FALSE;
}

static void
set_direction (NqpProposal *self, double r, NqpBasis basis)
{
  if (isnan (r) || fabs (r) < WEAKEST)
    return;
  self->correlation = r;
  self->basis = basis;
  self->direction = r > 0 ? 1 : -1;
}

/* With nothing in the index: most indicators are gathered since more of them is better, so the component has the sign that
 * most of them agree with. */
static void
ask_others (const NqpScores *scores, GPtrArray *proposals)
{
  const gsize n_cells = (gsize)scores->n_regions * (gsize)scores->n_years;
  g_autofree int *at = g_new (int, proposals->len + 1);
  g_autofree double *r = NULL;
  g_auto (NqpPca) pca = { 0 };
  double sum = 0;
  int n = 0;

  for (guint k = 0; k < proposals->len && n < MOST_AT_ONCE; k++)
    {
      const NqpProposal *it = proposals->pdata[k];

      if (varies (scores->x[it->indicator], n_cells))
        at[n++] = (int)k;
    }
  if (n < 2)
    return;
  r = g_new (double, (gsize)n *(gsize)n);
  for (int a = 0; a < n; a++)
    for (int b = 0; b <= a; b++)
      {
        const NqpProposal *one = proposals->pdata[at[a]], *other = proposals->pdata[at[b]];
        const double found
            = a == b ? 1 : correlate (scores->x[one->indicator], scores->x[other->indicator], n_cells);

        r[a * n + b] = r[b * n + a] = isnan (found) ? 0 : found;
      }
  nqp_pca_solve (&pca, n, r);
  for (int a = 0; a < n; a++)
    sum += pca.loadings[a * pca.n_factors];
  for (int a = 0; a < n; a++)
    set_direction (proposals->pdata[at[a]], (sum < 0 ? -1 : 1) * pca.loadings[a * pca.n_factors],
                   NQP_BASIS_OTHERS);
}

static void
ask_words (NqpProposal *self, const NqpPanel *panel, const NqpFramework *framework)
{
  NqpWordMatch match = nqp_proposal_match (&panel->indicators[self->indicator].name, framework);
  const char *dot = match.component != NULL ? strchr (match.component, '.') : NULL;
  const int node = match.component != NULL ? nqp_tree_find (panel->tree, match.component) : -1;

  if (dot == NULL)
    return;
  self->pillar = g_strndup (match.component, (gsize)(dot - match.component));
  self->component = g_strdup (dot + 1);
  self->place
      = node >= 0 ? nqp_text_copy (&panel->tree->nodes[node].name) : nqp_pillar_name (match.component);
  self->meaning = nqp_text_copy (&match.meaning);
  self->word = match.word;
}

/**
 * nqp_propose:
 * @scores: of the project; with nothing in the index those without a score
 * @framework: the project's concept model
 *
 * Directions follow from the sign of the correlation with the index, or with what the indicators that wait have in common as
 * long as nothing is in the index; places from words of the names in both languages.
 *
 * Returns: (transfer full) (element-type NqpProposal): with a free function
 */
GPtrArray *
nqp_propose (const NqpScores *scores, const NqpFramework *framework)
{
  const NqpPanel *panel = scores->panel;
  const gsize n_cells = (gsize)scores->n_regions * (gsize)scores->n_years;
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_proposal_free);

  for (int j = 0; j < panel->n_indicators; j++)
    {
      NqpProposal *it;

      if (panel->indicators[j].role != NQP_ROLE_UNASSIGNED)
        continue;
      it = g_new0 (NqpProposal, 1);
      it->indicator = j;
      it->correlation = NAN;
      g_ptr_array_add (proposals, it);
      ask_words (it, panel, framework);
      if (scores->tree->n_leaves > 0)
        set_direction (it, correlate (scores->x[j], scores->score[0], n_cells), NQP_BASIS_INDEX);
    }
  if (scores->tree->n_leaves == 0)
    ask_others (scores, proposals);
  return proposals;
}

/**
 * nqp_proposal_explain:
 *
 * Returns: (transfer full): why; "" where nothing is proposed
 */
char *
nqp_proposal_explain (const NqpProposal *self, NqpLang lang)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->pillar != NULL)
    /* Translators: a component of the index; a word of an indicator's name; what is known by that word, e.g. "R&D staff" */
    g_string_append_printf (out, _ ("%s, since its name speaks of “%s” (%s)."),
                            nqp_text_get (&self->place, lang), self->word,
                            nqp_text_get (&self->meaning, lang));
  if (out->len > 0 && self->basis != NQP_BASIS_NONE)
    g_string_append_c (out, ' ');
  if (self->basis == NQP_BASIS_INDEX)
    g_string_append_printf (
        out,
        self->direction > 0 ? _ ("More is better, since it rises with the index (correlation %+.2f).")
                            : _ ("Less is better, since it falls where the index rises (correlation %+.2f)."),
        self->correlation);
  else if (self->basis == NQP_BASIS_OTHERS)
    g_string_append_printf (
        out,
        self->direction > 0
            ? _ ("More is better, since it rises with what the others have in common (correlation %+.2f).")
            : _ ("Less is better, since it falls where most of the others rise (correlation %+.2f)."),
        self->correlation);
  return g_strdup (out->str);
}

/* ---- links -------------------------------------------------------------------------------------------------------- */

static gboolean
is_in (const NqpIndicator *it, const char *pillar, const char *component)
{
  return it->role == NQP_ROLE_INDEX && g_strcmp0 (it->pillar, pillar) == 0
         && g_strcmp0 (it->component, component) == 0;
}

/* Whether some measure has evidence in the component. */
static gboolean
is_measured (const NqpFramework *framework, const NqpPanel *panel, const char *pillar, const char *component)
{
  for (int k = 0; k < (int)framework->entries->len; k++)
    {
      g_autoptr (GArray) evidence = NULL;

      if (nqp_framework_entry (framework, k)->kind != NQP_ENTRY_MEASURE)
        continue;
      evidence = nqp_framework_evidence (framework, panel, k);
      for (guint e = 0; e < evidence->len; e++)
        if (is_in (&panel->indicators[g_array_index (evidence, int, e)], pillar, component))
          return TRUE;
    }
  return FALSE;
}

/* Measures that work on something at or below @concept, or on the concept above it. */
static void
add_measures (const NqpFramework *framework, int concept, GPtrArray *ids)
{
  for (guint k = 0; concept >= 0 && k < framework->entries->len; k++)
    {
      const NqpEntry *link = nqp_framework_entry (framework, (int)k);
      const NqpEntry *from = nqp_framework_entry (framework, link->from_at);

      if (link->kind == NQP_ENTRY_LINK && from != NULL && from->kind == NQP_ENTRY_MEASURE
          && nqp_framework_is_within (framework, link->to_at, concept)
          && !g_ptr_array_find_with_equal_func (ids, from->id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (from->id));
    }
}

/**
 * nqp_propose_links:
 * @pillar: id
 * @component: below it
 *
 * Returns: (transfer full) (element-type utf8): ids of a concept and of the measures that work on it
 */
GPtrArray *
nqp_propose_links (const NqpFramework *framework, const NqpPanel *panel, const char *pillar,
                   const char *component)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = g_strconcat (pillar, ".", component, NULL);
  int concept = nqp_framework_find (framework, id);

  if (is_measured (framework, panel, pillar, component))
    return ids;
  for (int j = 0; j < panel->n_indicators && concept < 0; j++)
    if (is_in (&panel->indicators[j], pillar, component))
      {
        NqpWordMatch match = nqp_proposal_match (&panel->indicators[j].name, framework);

        if (match.component != NULL && g_str_has_prefix (match.component, pillar))
        concept = nqp_framework_find (framework, match.component);
        g_free (match.word);
      }
  if (concept < 0 || nqp_framework_entry (framework, concept)->kind != NQP_ENTRY_CONCEPT)
  concept = nqp_framework_find (framework, pillar);
  if (concept < 0)
    return ids;
  g_ptr_array_add (ids, g_strdup (nqp_framework_entry (framework, concept)->id));
  add_measures (framework, concept, ids);
  if (ids->len == 1)
    add_measures (framework, nqp_framework_find (framework, pillar), ids);
  return ids;
}
