/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-trends-page.h"

#include <glib/gi18n.h>

struct _NqpTrendsPage
{
  NqpFiguresPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpTrendsPage, nqp_trends_page, NQP_TYPE_FIGURES_PAGE)

static const NqpPageFigure figures[] = {
  { "lines", N_ ("Lines"), "trends.lines", N_ ("Regions by year") },
  { "heatmap", N_ ("Heat Map"), "trends.heatmap", N_ ("Regions by year") },
};

static void
nqp_trends_page_class_init (NqpTrendsPageClass *klass)
{
  NqpFiguresPageClass *page_class = NQP_FIGURES_PAGE_CLASS (klass);

  page_class->name = "trends";
  page_class->figures = figures;
  page_class->n_figures = G_N_ELEMENTS (figures);
  page_class->room = 1160;
}

static void
nqp_trends_page_init (NqpTrendsPage *self)
{
}
