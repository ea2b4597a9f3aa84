/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-append.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>

#include <string.h>

#include "nqp-project-append.h"
#include "nqp-tree-carry.h"

static gboolean
fail_changed (GError **error)
{
  g_set_error_literal (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
                       _ ("The project was changed meanwhile, and other values would come now; look again."));
  return FALSE;
}

/* Others may have written since the plan was made: what was said of it has to hold. */
static gboolean
check_still_holds (const NqpAppendPlan *plan, NqpPanel *now, GError **error)
{
  g_autoptr (NqpAppendPlan) again = NULL;

  if (now == plan->into)
    return TRUE;
  if (plan->lists != NULL)
    return fail_changed (error); /* what they name are positions of before */
  again = nqp_append_plan_new (now, plan->from, plan->settled, NULL, error);
  if (again == NULL)
    return FALSE;
  if (nqp_append_plan_same (again, plan))
    return TRUE;
  return fail_changed (error);
}

static gboolean
same_positions (const GArray *a, const GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (int)) == 0);
}

/* The outlines are no part of the panel. */
static gboolean
check_outlines_hold (NqpDocument *self, const NqpAppendLists *lists, GError **error)
{
  g_autoptr (NqpBoundaries) now = NULL;
  g_autoptr (GArray) shapes = NULL;

  if (lists == NULL || !lists->files->has_outlines)
    return TRUE;
  now = nqp_project_read_boundaries (self->project, error);
  if (now == NULL)
    return FALSE;
  shapes = nqp_append_lists_shapes (lists->files, now, NULL);
  return same_positions (shapes, lists->shapes) || fail_changed (error);
}

static NqpAppendBeside
describe_beside (const NqpAppendPlan *plan, const NqpTree *tree)
{
  const NqpAppendLists *lists = plan->lists;
  int n_places = plan->into->n_places;

  /* those that come with the figures stand behind them */
  while (n_places < lists->files->panel->n_places
         && g_ptr_array_find_with_equal_func (plan->regions, lists->files->panel->places[n_places].code,
                                              g_str_equal, NULL))
    n_places++;
  return (NqpAppendBeside){ .panel = lists->files->panel,
                            .outlines = lists->files->outlines,
                            .n_places = n_places,
                            .n_indicators = plan->into->n_indicators,
                            .places = lists->places,
                            .series = lists->series,
                            .indicators = lists->indicators,
                            .neighbours = lists->neighbours,
                            .flags = lists->flags,
                            .accepted = lists->accepted,
                            .shapes = lists->shapes,
                            .edited = lists->edited,
                            .tree = tree };
}

gboolean
nqp_document_append (NqpDocument *self, const NqpAppendPlan *plan, const char *file, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpAppendLists *lists = plan->lists;
  NqpAppend what
      = { plan->from, (const char *const *)plan->regions->pdata, (const char *const *)plan->series->pdata,
          .no_indicators = lists != NULL && lists->files->has_indicators };
  NqpAppendBeside beside = { 0 };
  g_autoptr (NqpTree) tree = NULL;
  /* Translators: an entry of the undo history; the name of a file */
  g_autofree char *label = g_strdup_printf (_ ("Append %s"), file);

  if (!nqp_editing_begin (&editing, self, error) || !check_still_holds (plan, self->now.panel, error)
      || !check_outlines_hold (self, lists, error))
    return FALSE;
  if (lists != NULL)
    {
      /* weights that were there stay in proportion */
      tree = lists->indicators->len > 0 ? nqp_tree_carry (lists->files->panel->tree, self->now.tree, NULL)
                                        : NULL;
      beside = describe_beside (plan, tree);
      what.beside = &beside;
    }
  return nqp_editing_end (&editing, nqp_project_append (self->project, &what, label, error), NQP_PROJECT_ALL,
                          NQP_PROJECT_ALL, error);
}
