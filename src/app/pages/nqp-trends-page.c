/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-trends-page.h"

#include <glib/gi18n.h>

#include "nqp-page-columns.h"
#include "nqp-page-parts.h"

struct _NqpTrendsPage
{
  NqpPage parent_instance;

  NqpSplit *split;
  NqpChartView *chart;
  NqpTableView *table;
};

G_DEFINE_FINAL_TYPE (NqpTrendsPage, nqp_trends_page, NQP_TYPE_PAGE)

/* Regions x years of the measure. */
static void
set_columns (NqpTrendsPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (NqpTableColumn));
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  NqpView view;

  nqp_session_get_view (session, &view);
  NqpTableColumn column = nqp_column_region ();
  g_array_append_val (columns, column);
  for (int t = 0; t < view.scores->n_years; t++)
    {
      g_ptr_array_add (titles, g_strdup_printf ("%d", view.scores->panel->years[t]));
      column = nqp_column_year (&view, t, g_ptr_array_index (titles, t));
      g_array_append_val (columns, column);
    }
  column = nqp_column_change (&view, _ ("Change"));
  g_array_append_val (columns, column);
  nqp_table_view_set_columns (self->table, (const NqpTableColumn *)columns->data, (int)columns->len,
                              "change");
  nqp_table_view_set_session (self->table, session);
}

static void
nqp_trends_page_changed (NqpPage *page, guint flags)
{
  NqpTrendsPage *self = NQP_TRENDS_PAGE (page);

  if (flags & NQP_CHANGE_PROJECT)
    nqp_page_restore_split (page, self->split, "trends.table");
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_MEASURE))
    set_columns (self);
}

static NqpChartView *
nqp_trends_page_get_chart_view (NqpPage *page)
{
  return NQP_TRENDS_PAGE (page)->chart;
}

static void
nqp_trends_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_TRENDS_PAGE);
  G_OBJECT_CLASS (nqp_trends_page_parent_class)->dispose (object);
}

static void
nqp_trends_page_class_init (NqpTrendsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_trends_page_dispose;
  page_class->changed = nqp_trends_page_changed;
  page_class->get_chart_view = nqp_trends_page_get_chart_view;

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-trends-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpTrendsPage, split);
  gtk_widget_class_bind_template_child (widget_class, NqpTrendsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, NqpTrendsPage, table);
}

static void
nqp_trends_page_init (NqpTrendsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_table_view_set_label (self->table, _ ("Regions by year"));
}
