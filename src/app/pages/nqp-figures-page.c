/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-figures-page.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-page-parts.h"

#define MOST 8 /* figures of a page */

typedef struct
{
  GtkBox *switcher;
  GtkLabel *hint;
  GtkToggleButton *buttons[MOST];
  GtkWidget *split;
  NqpChartView *chart;
  NqpTableView *table;
  NqpProject *project; /* whose choice was restored: to be compared, not used */
} NqpFiguresPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (NqpFiguresPage, nqp_figures_page, NQP_TYPE_PAGE)

static NqpFiguresPagePrivate *
get_private (NqpFiguresPage *self)
{
  return nqp_figures_page_get_instance_private (self);
}

static int
find_figure (const NqpFiguresPageClass *klass, const char *name)
{
  for (int k = 0; k < klass->n_figures; k++)
    if (g_strcmp0 (klass->figures[k].name, name) == 0)
      return k;
  return 0;
}

static void
show (NqpFiguresPage *self, int k)
{
  NqpFiguresPagePrivate *priv = get_private (self);
  const NqpPageFigure *figure = &NQP_FIGURES_PAGE_GET_CLASS (self)->figures[k];

  nqp_chart_view_set_chart_id (priv->chart, figure->chart_id);
  g_object_set (priv->table, "chart-id", figure->chart_id, "label", _ (figure->table), NULL);
}

static char *
state_key (NqpFiguresPage *self)
{
  return g_strconcat (NQP_FIGURES_PAGE_GET_CLASS (self)->name, ".figure", NULL);
}

static void
on_figure (NqpFiguresPage *self)
{
  NqpFiguresPagePrivate *priv = get_private (self);
  const NqpFiguresPageClass *klass = NQP_FIGURES_PAGE_GET_CLASS (self);
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  g_autofree char *key = state_key (self);

  for (int k = 0; k < klass->n_figures; k++)
    if (gtk_toggle_button_get_active (priv->buttons[k]))
      {
        show (self, k);
        if (session != NULL && nqp_session_has_project (session))
          nqp_session_set_state (session, key, klass->figures[k].name);
      }
}

static void
nqp_figures_page_changed (NqpPage *page, guint flags)
{
  NqpFiguresPage *self = NQP_FIGURES_PAGE (page);
  NqpFiguresPagePrivate *priv = get_private (self);
  NqpSession *session = nqp_page_get_session (page);
  const NqpFiguresPageClass *klass = NQP_FIGURES_PAGE_GET_CLASS (self);
  g_autofree char *key = NULL, *kept = NULL;

  if (priv->project == nqp_session_get_project (session))
    return;
  priv->project = nqp_session_get_project (session);
  key = state_key (self);
  kept = nqp_session_get_state (session, key);
  nqp_control_show_one_of (priv->buttons, (guint)klass->n_figures, find_figure (klass, kept), self);
  show (self, find_figure (klass, kept));
}

static void
nqp_figures_page_show_part (NqpPage *page, const char *name)
{
  NqpFiguresPage *self = NQP_FIGURES_PAGE (page);

  gtk_toggle_button_set_active (
      get_private (self)->buttons[find_figure (NQP_FIGURES_PAGE_GET_CLASS (self), name)], TRUE);
}

void
nqp_figures_page_set_hint (NqpFiguresPage *self, const char *text)
{
  NqpFiguresPagePrivate *priv = get_private (self);

  gtk_label_set_label (priv->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->hint), text != NULL);
}

static void
nqp_figures_page_constructed (GObject *object)
{
  NqpFiguresPage *self = NQP_FIGURES_PAGE (object);
  NqpFiguresPagePrivate *priv = get_private (self);
  const NqpFiguresPageClass *klass = NQP_FIGURES_PAGE_GET_CLASS (self);
  g_autofree char *name = g_strconcat (klass->name, ".table", NULL);

  G_OBJECT_CLASS (nqp_figures_page_parent_class)->constructed (object);
  g_return_if_fail (klass->n_figures > 0 && klass->n_figures <= MOST);
  gtk_widget_set_name (priv->split, name);
  g_object_set (priv->split, "room", klass->room, NULL);
  for (int k = 0; k < klass->n_figures; k++)
    {
      priv->buttons[k] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ (klass->figures[k].title)));
      gtk_toggle_button_set_group (priv->buttons[k], k > 0 ? priv->buttons[0] : NULL);
      gtk_box_append (priv->switcher, GTK_WIDGET (priv->buttons[k]));
    }
  gtk_toggle_button_set_active (priv->buttons[0], TRUE);
  show (self, 0);
  for (int k = 0; k < klass->n_figures; k++)
    g_signal_connect_swapped (priv->buttons[k], "toggled", G_CALLBACK (on_figure), self);
  gtk_widget_set_visible (GTK_WIDGET (priv->switcher), klass->n_figures > 1);
}

static void
nqp_figures_page_class_init (NqpFiguresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = nqp_figures_page_constructed;
  NQP_PAGE_CLASS (klass)->inherits_template = TRUE;
  NQP_PAGE_CLASS (klass)->changed = nqp_figures_page_changed;
  NQP_PAGE_CLASS (klass)->show_part = nqp_figures_page_show_part;
  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-figures-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NqpFiguresPage, switcher);
  gtk_widget_class_bind_template_child_private (widget_class, NqpFiguresPage, hint);
  gtk_widget_class_bind_template_child_private (widget_class, NqpFiguresPage, split);
  gtk_widget_class_bind_template_child_private (widget_class, NqpFiguresPage, chart);
  gtk_widget_class_bind_template_child_private (widget_class, NqpFiguresPage, table);
}

static void
nqp_figures_page_init (NqpFiguresPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
