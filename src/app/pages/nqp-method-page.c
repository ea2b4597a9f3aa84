/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-page.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-page-parts.h"
#include "nqp-weight-popover.h"

#define VIEW_KEY "method.view"
#define STEPS_KEY "method.steps"

typedef enum
{
  VIEW_DERIVATION,
  VIEW_WEIGHTS,
  VIEW_CORRELATION,
  N_VIEWS,
} View;

static const char *const view_ids[N_VIEWS] = { "derivation", "weights", "correlation" };

struct _NqpMethodPage
{
  NqpPage parent_instance;

  GArray *leaves; /* (element-type int): of the list of indicators */

  GtkStack *root, *views;
  AdwStatusPage *empty;
  GtkToggleButton *toggles[N_VIEWS];
  GtkWidget *folds[N_VIEWS]; /* NULL: that view has no table */

  NqpChartView *charts[N_VIEWS];

  GtkDropDown *leaf;
  GtkToggleButton *stepping;
  GtkWidget *back, *next;
  GtkLabel *step_label;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (NqpMethodPage, nqp_method_page, NQP_TYPE_PAGE)

static NqpSession *
get_session (NqpMethodPage *self)
{
  return nqp_page_get_session (NQP_PAGE (self));
}

static View
shown_view (NqpMethodPage *self)
{
  for (int i = 0; i < N_VIEWS; i++)
    if (gtk_toggle_button_get_active (self->toggles[i]))
      return (View)i;
  return VIEW_DERIVATION;
}

/* ---- steps ---------------------------------------------------------------------------------------------------- */

static gboolean
is_stepping (NqpMethodPage *self)
{
  return gtk_toggle_button_get_active (self->stepping);
}

static void
show_step (NqpMethodPage *self)
{
  const int step = nqp_chart_view_get_step (self->charts[VIEW_DERIVATION]);
  const int n = nqp_chart_view_get_n_steps (self->charts[VIEW_DERIVATION]);
  g_autofree char *text = g_strdup_printf (_ ("%d of %d"), step, n);

  gtk_label_set_text (self->step_label, text);
  gtk_widget_set_sensitive (self->back, step > 1);
  gtk_widget_set_sensitive (self->next, step < n);
}

static void
go (NqpMethodPage *self, int direction)
{
  const int step = nqp_chart_view_get_step (self->charts[VIEW_DERIVATION]);
  const int n = nqp_chart_view_get_n_steps (self->charts[VIEW_DERIVATION]);

  if (n > 0)
    nqp_chart_view_set_step (self->charts[VIEW_DERIVATION], CLAMP (step + direction, 1, n));
}

static void
on_back (NqpMethodPage *self)
{
  go (self, -1);
}

static void
on_next (NqpMethodPage *self)
{
  go (self, 1);
}

static void
on_stepping (NqpMethodPage *self)
{
  nqp_chart_view_set_step (self->charts[VIEW_DERIVATION], is_stepping (self) ? 1 : 0);
  nqp_page_keep_switch (NQP_PAGE (self), STEPS_KEY, is_stepping (self));
  if (is_stepping (self)) /* the arrows lead on from here */
    gtk_widget_grab_focus (GTK_WIDGET (self->charts[VIEW_DERIVATION]));
  show_step (self);
}

/* A key in the picture begins, goes on or ends. */
static void
on_step (NqpMethodPage *self)
{
  const gboolean stepping = nqp_chart_view_get_step (self->charts[VIEW_DERIVATION]) > 0;

  nqp_control_show_active (self->stepping, stepping, self);
  if (get_session (self) != NULL)
    nqp_page_keep_switch (NQP_PAGE (self), STEPS_KEY, stepping);
  show_step (self);
}

/* ---- the indicator that is followed --------------------------------------------------------------------------- */

static void
fill_leaves (NqpMethodPage *self)
{
  NqpView view;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const NqpChart *chart = nqp_chart_view_get_chart (self->charts[VIEW_DERIVATION]);
  guint at = GTK_INVALID_LIST_POSITION;

  nqp_session_get_view (get_session (self), &view);
  const NqpTree *tree = view.scores->tree;
  /* no further up than the first and no further down than the last: where the keys lead is the list */
  const int shown = chart->leaf (&view, 0);
  NqpView walk = view;
  g_array_set_size (self->leaves, 0);
  for (walk.leaf = shown; walk.leaf >= 0;)
    {
      const int before = chart->leaf (&walk, -1);
      if (before == walk.leaf)
        break;
      walk.leaf = before;
    }
  while (walk.leaf >= 0)
    {
      const int after = chart->leaf (&walk, 1);
      if (walk.leaf == shown)
        at = self->leaves->len;
      g_array_append_val (self->leaves, walk.leaf);
      g_ptr_array_add (names, (gpointer)nqp_text_get (&tree->nodes[walk.leaf].name, view.lang));
      if (after == walk.leaf)
        break;
      walk.leaf = after;
    }
  g_ptr_array_add (names, NULL);
  nqp_control_show_names (self->leaf, (const char *const *)names->pdata, at, self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->leaf), self->leaves->len > 1);
}

static void
on_leaf (NqpMethodPage *self)
{
  const guint at = gtk_drop_down_get_selected (self->leaf);

  if (at < self->leaves->len)
    nqp_session_set_leaf (get_session (self), g_array_index (self->leaves, int, at));
}

/* ---- a weight ------------------------------------------------------------------------------------------------- */

static void
on_part (NqpMethodPage *self, int node, const GdkRectangle *at)
{
  nqp_weight_popover_open (NQP_WEIGHT_POPOVER (self->popover), get_session (self), node, at);
}

/* ---- the page ------------------------------------------------------------------------------------------------- */

static void
show_view (NqpMethodPage *self)
{
  const View view = shown_view (self);

  gtk_stack_set_visible_child_name (self->views, view_ids[view]);
  for (int i = 0; i < N_VIEWS; i++)
    if (self->folds[i] != NULL)
      gtk_widget_set_visible (self->folds[i], i == (int)view);
}

static void
on_view (GtkToggleButton *toggle, NqpMethodPage *self)
{
  if (get_session (self) == NULL || !gtk_toggle_button_get_active (toggle))
    return;
  nqp_session_set_state (get_session (self), VIEW_KEY, view_ids[shown_view (self)]);
  show_view (self);
}

static void
restore (NqpMethodPage *self)
{
  g_autofree char *kept = nqp_session_get_state (get_session (self), VIEW_KEY);
  const gboolean stepping = nqp_page_kept_switch (NQP_PAGE (self), STEPS_KEY);
  int view = 0;

  for (int i = 0; i < N_VIEWS; i++)
    if (g_strcmp0 (kept, view_ids[i]) == 0)
      view = i;
  nqp_control_show_one_of (self->toggles, N_VIEWS, view, self);
  nqp_control_show_active (self->stepping, stepping, self);
  nqp_chart_view_set_step (self->charts[VIEW_DERIVATION], stepping ? 1 : 0);
}

static gboolean
has_indicators (NqpSession *session)
{
  const NqpScores *scores = nqp_session_get_scores (session);

  return scores != NULL && scores->tree->n_leaves > 0;
}

static void
nqp_method_page_changed (NqpPage *page, guint flags)
{
  NqpMethodPage *self = NQP_METHOD_PAGE (page);
  const gboolean content = has_indicators (get_session (self));

  if (flags & NQP_CHANGE_PROJECT)
    restore (self);
  gtk_stack_set_visible_child_name (self->root, content ? "content" : "empty");
  if (!content)
    return;
  if (flags & NQP_CHANGE_VIEW)
    {
      fill_leaves (self);
      /* another region or method may take fewer steps */
      nqp_chart_view_set_step (self->charts[VIEW_DERIVATION],
                               nqp_chart_view_get_step (self->charts[VIEW_DERIVATION]));
      show_step (self);
    }
  show_view (self);
}

static NqpChartView *
nqp_method_page_get_chart_view (NqpPage *page)
{
  NqpMethodPage *self = NQP_METHOD_PAGE (page);

  return self->charts[shown_view (self)];
}

/* A clicker in a teacher's hand sends Page Down. */
static gboolean
nqp_method_page_walk (NqpPage *page, int step)
{
  NqpMethodPage *self = NQP_METHOD_PAGE (page);

  if (shown_view (self) != VIEW_DERIVATION || !is_stepping (self))
    return FALSE;
  go (self, step);
  return TRUE;
}

static void
nqp_method_page_dispose (GObject *object)
{
  g_clear_pointer (&NQP_METHOD_PAGE (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (nqp_method_page_parent_class)->dispose (object);
}

static void
nqp_method_page_finalize (GObject *object)
{
  g_array_unref (NQP_METHOD_PAGE (object)->leaves);
  G_OBJECT_CLASS (nqp_method_page_parent_class)->finalize (object);
}

static void
nqp_method_page_class_init (NqpMethodPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_method_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_method_page_finalize;
  page_class->changed = nqp_method_page_changed;
  page_class->get_chart_view = nqp_method_page_get_chart_view;
  page_class->walk = nqp_method_page_walk;

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-method-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, root);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, views);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, leaf);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, stepping);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, back);
  gtk_widget_class_bind_template_child (widget_class, NqpMethodPage, next);
  for (int i = 0; i < N_VIEWS; i++)
    {
      g_autofree char *toggle = g_strconcat (view_ids[i], "_toggle", NULL);
      g_autofree char *chart = g_strconcat (view_ids[i], "_chart", NULL);
      g_autofree char *fold = g_strconcat (view_ids[i], "_fold", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, toggle, FALSE,
                                                 G_STRUCT_OFFSET (NqpMethodPage, toggles)
                                                     + (gssize)sizeof (gpointer) * i);
      gtk_widget_class_bind_template_child_full (widget_class, chart, FALSE,
                                                 G_STRUCT_OFFSET (NqpMethodPage, charts)
                                                     + (gssize)sizeof (gpointer) * i);
      if (i != VIEW_DERIVATION)
        gtk_widget_class_bind_template_child_full (widget_class, fold, FALSE,
                                                   G_STRUCT_OFFSET (NqpMethodPage, folds)
                                                       + (gssize)sizeof (gpointer) * i);
    }
  gtk_widget_class_bind_template_callback (widget_class, on_view);
  gtk_widget_class_bind_template_callback (widget_class, on_leaf);
  gtk_widget_class_bind_template_callback (widget_class, on_stepping);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_part);
}

static void
nqp_method_page_init (NqpMethodPage *self)
{
  g_autoptr (GtkExpression) name = NULL;

  self->leaves = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (self->leaf, NULL);
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->leaf, name); /* what the search looks at */
  self->popover = g_object_new (NQP_TYPE_WEIGHT_POPOVER, NULL);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->charts[VIEW_WEIGHTS]));
}
