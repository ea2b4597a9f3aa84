/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <string.h>

#include "nqp-document-formula.h"
#include "nqp-proposals.h"
#include "nqp-session-structure.h"

/**
 * nqp_session_place:
 * @placings: (array length=n)
 *
 * See nqp_document_place(). Why an edit cannot be made is said as a message, too.
 *
 * Returns: whether it was made
 */
gboolean
nqp_session_place (NqpSession *self, const NqpPlacing *placings, guint n)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || n == 0 || !nqp_session_can_edit (self))
    return FALSE;
  done = nqp_document_place (self->document, placings, n, &error);
  nqp_session_say (self, done, &error);
  return done;
}

gboolean
nqp_session_move_component (NqpSession *self, const char *id, const char *pillar, const char *component)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || !nqp_session_can_edit (self))
    return FALSE;
  done = nqp_document_move_component (self->document, id, pillar, component, &error);
  nqp_session_say (self, done, &error);
  return done;
}

gboolean
nqp_session_set_formula (NqpSession *self, const char *code, const NqpText *name, const char *formula)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || !nqp_session_can_edit (self))
    return FALSE;
  done = nqp_document_set_formula (self->document, code, name, formula, &error);
  nqp_session_say (self, done, &error);
  return done;
}

gboolean
nqp_session_add_indicator (NqpSession *self, const char *code, const NqpText *name, const NqpText *unit)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || !nqp_session_can_edit (self))
    return FALSE;
  done = nqp_document_add_indicator (self->document, code, name, unit, &error);
  nqp_session_say (self, done, &error);
  return done;
}

/**
 * nqp_session_count_waiting:
 *
 * Returns: how many indicators wait for their pillar
 */
int
nqp_session_count_waiting (NqpSession *self)
{
  const NqpPanel *panel = nqp_session_get_panel (self);
  int n = 0;

  for (int j = 0; panel != NULL && j < panel->n_indicators; j++)
    n += panel->indicators[j].role == NQP_ROLE_UNASSIGNED;
  return n;
}

/* Whether indicators wait and none has a place: then there is nothing to look at but these. */
gboolean
nqp_session_is_unplaced (NqpSession *self)
{
  const NqpTree *tree = nqp_session_get_tree (self);

  return tree != NULL && tree->n_leaves == 0 && nqp_session_count_waiting (self) > 0;
}

/**
 * nqp_session_propose_links:
 *
 * Returns: (transfer full) (element-type utf8): pairs of a component of the index on which no measure works, and of a concept or
 *   measure that the model has for it
 */
GPtrArray *
nqp_session_propose_links (NqpSession *self)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);
  const NqpTree *tree = nqp_session_get_tree (self);
  const NqpFramework *framework = nqp_session_get_framework (self);

  for (int k = 0; tree != NULL && framework != NULL && k < tree->n_nodes; k++)
    {
      const char *id = tree->nodes[k].id, *dot = strchr (id, '.');
      g_autofree char *pillar = dot != NULL ? g_strndup (id, (gsize)(dot - id)) : NULL;
      g_autoptr (GPtrArray) targets = NULL;

      if (tree->nodes[k].level != NQP_LEVEL_COMPONENT || dot == NULL)
        continue;
      targets = nqp_propose_links (framework, self->panel, pillar, dot + 1);
      for (guint t = 0; t < targets->len; t++)
        {
          g_ptr_array_add (pairs, g_strdup (id));
          g_ptr_array_add (pairs, g_strdup (targets->pdata[t]));
        }
    }
  return pairs;
}
