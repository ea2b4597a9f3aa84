/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-snapshot.h"

struct _NqpSnapshot
{
  gatomicrefcount refs;
  NqpView view;
  NqpStyle style;
  NqpViewFacts *facts; /* NULL: those of the origin */
  guint8 *lit;
  NqpSnapshot *origin; /* keeps what the view points to; NULL: this one does */
};

/* The view's pointers are const; what they point to is counted. */
#define KEEP(type, pointer) ((pointer) != NULL ? nqp_##type##_ref ((gpointer)(pointer)) : NULL)
#define DROP(type, pointer)                                                                                  \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((pointer) != NULL)                                                                                   \
      nqp_##type##_unref ((gpointer)(pointer));                                                              \
  }                                                                                                          \
  G_STMT_END

NqpSnapshot *
nqp_snapshot_new (const NqpView *view, const NqpStyle *style)
{
  NqpSnapshot *self = g_new0 (NqpSnapshot, 1);

  g_atomic_ref_count_init (&self->refs);
  self->view = *view;
  self->style = *style;
  KEEP (scores, view->scores);
  KEEP (scores, view->before);
  KEEP (map_layout, view->layout);
  KEEP (framework, view->framework);
  KEEP (uncertainty, view->uncertainty);
  KEEP (sensitivity, view->sensitivity);
  KEEP (alternatives, view->alternatives);
  if (view->lit != NULL && view->framework != NULL)
    self->lit = g_memdup2 (view->lit, view->framework->entries->len);
  self->view.lit = self->lit;
  self->facts = nqp_view_facts_new (&self->view);
  self->view.facts = self->facts;
  return self;
}

NqpSnapshot *
nqp_snapshot_look (NqpSnapshot *self, const NqpView *view)
{
  NqpSnapshot *look = g_new0 (NqpSnapshot, 1);

  g_atomic_ref_count_init (&look->refs);
  look->view = *view;
  look->style = self->style;
  look->origin = nqp_snapshot_ref (self);
  return look;
}

NqpSnapshot *
nqp_snapshot_ref (NqpSnapshot *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nqp_snapshot_unref (NqpSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->origin != NULL)
    nqp_snapshot_unref (self->origin);
  else
    {
      DROP (scores, self->view.scores);
      DROP (scores, self->view.before);
      DROP (map_layout, self->view.layout);
      DROP (framework, self->view.framework);
      DROP (uncertainty, self->view.uncertainty);
      DROP (sensitivity, self->view.sensitivity);
      DROP (alternatives, self->view.alternatives);
      nqp_view_facts_free (self->facts);
    }
  g_free (self->lit);
  g_free (self);
}

const NqpView *
nqp_snapshot_get_view (const NqpSnapshot *self)
{
  return &self->view;
}

const NqpStyle *
nqp_snapshot_get_style (const NqpSnapshot *self)
{
  return &self->style;
}
