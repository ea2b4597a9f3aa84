/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ranking-page.h"

#include <glib/gi18n.h>

struct _NqpRankingPage
{
  NqpFiguresPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpRankingPage, nqp_ranking_page, NQP_TYPE_FIGURES_PAGE)

static const NqpPageFigure figures[] = {
  { "bars", N_ ("Bars"), "ranking.bars", N_ ("Ranking of regions with its parts") },
  { "bump", N_ ("Over the Years"), "ranking.bump", N_ ("Ranks of regions by year") },
};

static void
nqp_ranking_page_class_init (NqpRankingPageClass *klass)
{
  NqpFiguresPageClass *page_class = NQP_FIGURES_PAGE_CLASS (klass);

  page_class->name = "ranking";
  page_class->figures = figures;
  page_class->n_figures = G_N_ELEMENTS (figures);
  page_class->room = 1060;
}

static void
nqp_ranking_page_init (NqpRankingPage *self)
{
}
