/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ranking-page.h"

#include <glib/gi18n.h>

#include "nqp-page-columns.h"
#include "nqp-page-parts.h"

struct _NqpRankingPage
{
  NqpPage parent_instance;

  NqpSplit *split;
  NqpChartView *chart;
  NqpTableView *table;
};

G_DEFINE_FINAL_TYPE (NqpRankingPage, nqp_ranking_page, NQP_TYPE_PAGE)

/* The measure, then its parts: the pillars, or what the pillar or component is made of. */
static void
set_columns (NqpRankingPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (NqpTableColumn));
  NqpView view;

  nqp_session_get_view (session, &view);
  const NqpTree *tree = view.scores->tree;
  gboolean leaf = tree->nodes[view.measure].indicator >= 0;
  NqpTableColumn head[] = { nqp_column_rank (), nqp_column_region (),
                            nqp_column_measure (&view, leaf ? _ ("Value") : _ ("Score")) };
  g_array_append_vals (columns, head, G_N_ELEMENTS (head));
  if (leaf)
    {
      NqpTableColumn score = nqp_column_score (&view, view.measure);
      score.title = _ ("Normalised");
      g_array_append_val (columns, score);
    }
  if (nqp_view_uncertainty (&view) != NULL)
    {
      NqpTableColumn robust[]
          = { nqp_column_interval (_ ("Interval")), nqp_column_interval_fragile (_ ("Fragile")) };
      g_array_append_vals (columns, robust, G_N_ELEMENTS (robust));
    }
  for (int child = tree->nodes[view.measure].first_child; child >= 0; child = tree->nodes[child].next_sibling)
    if (nqp_tree_is_on (tree, child))
      {
        NqpTableColumn column = nqp_column_score (&view, child);
        g_array_append_val (columns, column);
      }
  nqp_table_view_set_columns (self->table, (const NqpTableColumn *)columns->data, (int)columns->len, "rank");
  nqp_table_view_set_session (self->table, session);
}

static void
nqp_ranking_page_changed (NqpPage *page, guint flags)
{
  NqpRankingPage *self = NQP_RANKING_PAGE (page);

  if (flags & NQP_CHANGE_PROJECT)
    nqp_page_restore_split (page, self->split, "ranking.table");
  if (flags
      & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR
         | NQP_CHANGE_ROBUSTNESS))
    set_columns (self);
}

static NqpChartView *
nqp_ranking_page_get_chart_view (NqpPage *page)
{
  return NQP_RANKING_PAGE (page)->chart;
}

static void
nqp_ranking_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_RANKING_PAGE);
  G_OBJECT_CLASS (nqp_ranking_page_parent_class)->dispose (object);
}

static void
nqp_ranking_page_class_init (NqpRankingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_ranking_page_dispose;
  page_class->changed = nqp_ranking_page_changed;
  page_class->get_chart_view = nqp_ranking_page_get_chart_view;

  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-ranking-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpRankingPage, split);
  gtk_widget_class_bind_template_child (widget_class, NqpRankingPage, chart);
  gtk_widget_class_bind_template_child (widget_class, NqpRankingPage, table);
}

static void
nqp_ranking_page_init (NqpRankingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_table_view_set_label (self->table, _ ("Ranking of regions with its parts"));
}
