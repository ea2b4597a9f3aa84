/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-page.h"

#include "nqp-page-parts.h"

typedef struct
{
  NqpSession *session;
  guint pending; /* changes that came while the page was hidden */
} NqpPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NqpPage, nqp_page, ADW_TYPE_BIN)

/* Which side a folded split shows is kept under its name, where it has one. */
static void
restore_splits (NqpPage *self, GtkWidget *widget)
{
  if (NQP_IS_SPLIT (widget) && !g_str_equal (gtk_widget_get_name (widget), G_OBJECT_TYPE_NAME (widget)))
    nqp_split_set_show_end (NQP_SPLIT (widget), nqp_page_kept_switch (self, gtk_widget_get_name (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    restore_splits (self, child);
}

static void
split_switched (NqpPage *self, GParamSpec *pspec, NqpSplit *split)
{
  if (!g_str_equal (gtk_widget_get_name (GTK_WIDGET (split)), G_OBJECT_TYPE_NAME (split)))
    nqp_page_keep_switch (self, gtk_widget_get_name (GTK_WIDGET (split)), nqp_split_get_show_end (split));
}

static void
deliver (NqpPage *self)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (self);
  guint flags = priv->pending;

  if (flags == 0 || priv->session == NULL || !nqp_session_has_project (priv->session)
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->pending = 0;
  if (flags & NQP_CHANGE_PROJECT)
    restore_splits (self, GTK_WIDGET (self));
  if (NQP_PAGE_GET_CLASS (self)->changed != NULL)
    NQP_PAGE_GET_CLASS (self)->changed (self, flags);
}

static void
on_changed (NqpPage *self, guint flags)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (self);

  priv->pending |= flags;
  deliver (self);
}

static void
give_session (NqpPage *self, GtkWidget *widget, NqpSession *session)
{
  if (NQP_IS_SPLIT (widget))
    g_signal_connect_object (widget, "notify::show-end", G_CALLBACK (split_switched), self,
                             G_CONNECT_SWAPPED);
  else if (NQP_IS_CHART_VIEW (widget))
    nqp_chart_view_set_session (NQP_CHART_VIEW (widget), session);
  else if (NQP_IS_TABLE_VIEW (widget))
    nqp_table_view_set_session (NQP_TABLE_VIEW (widget), session);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    give_session (self, child, session);
}

void
nqp_page_set_session (NqpPage *self, NqpSession *session)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (self);

  g_return_if_fail (priv->session == NULL);
  priv->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  give_session (self, GTK_WIDGET (self), session);
  on_changed (self, NQP_CHANGE_VIEW | NQP_CHANGE_HISTORY);
}

void
nqp_page_adopt (NqpPage *self, GtkWidget *part)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (self);

  give_session (self, part, priv->session);
  restore_splits (self, part);
}

NqpSession *
nqp_page_get_session (NqpPage *self)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (self);

  return priv->session;
}

gboolean
nqp_page_walk (NqpPage *self, int step)
{
  NqpPageClass *klass = NQP_PAGE_GET_CLASS (self);

  return klass->walk != NULL && klass->walk (self, step);
}

gboolean
nqp_page_find (NqpPage *self)
{
  NqpPageClass *klass = NQP_PAGE_GET_CLASS (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return klass->find != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
         && klass->find (self);
}

void
nqp_page_show_part (NqpPage *self, const char *name)
{
  NqpPageClass *klass = NQP_PAGE_GET_CLASS (self);

  if (klass->show_part != NULL)
    klass->show_part (self, name);
}

static NqpChartView *
find_chart_view (GtkWidget *widget)
{
  NqpChartView *found = NQP_IS_CHART_VIEW (widget) ? NQP_CHART_VIEW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chart_view (child);
  return found;
}

NqpChartView *
nqp_page_get_chart_view (NqpPage *self)
{
  return NQP_PAGE_GET_CLASS (self)->get_chart_view != NULL ? NQP_PAGE_GET_CLASS (self)->get_chart_view (self)
                                                           : find_chart_view (GTK_WIDGET (self));
}

static void
add_chart_views (GtkWidget *widget, gboolean mapped, GPtrArray *views)
{
  if (NQP_IS_CHART_VIEW (widget) && gtk_widget_get_mapped (widget) == mapped
      && !g_ptr_array_find (views, widget, NULL))
    g_ptr_array_add (views, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_chart_views (child, mapped, views);
}

GPtrArray *
nqp_page_get_chart_views (NqpPage *self)
{
  GPtrArray *views = g_ptr_array_new ();
  NqpChartView *first = nqp_page_get_chart_view (self);

  if (first != NULL)
    g_ptr_array_add (views, first);
  add_chart_views (GTK_WIDGET (self), TRUE, views);
  add_chart_views (GTK_WIDGET (self), FALSE, views);
  return views;
}

static void
nqp_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nqp_page_parent_class)->map (widget);
  deliver (NQP_PAGE (widget));
}

static void
nqp_page_dispose (GObject *object)
{
  NqpPagePrivate *priv = nqp_page_get_instance_private (NQP_PAGE (object));

  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  /* GTK looks for a template in the object's own class only */
  if (!NQP_PAGE_GET_CLASS (object)->inherits_template)
    gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (nqp_page_parent_class)->dispose (object);
}

static void
nqp_page_class_init (NqpPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = nqp_page_map;
}

static void
nqp_page_init (NqpPage *self)
{
}
