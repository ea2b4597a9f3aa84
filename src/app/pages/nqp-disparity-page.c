/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-disparity-page.h"

#include <glib/gi18n.h>

struct _NqpDisparityPage
{
  NqpFiguresPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpDisparityPage, nqp_disparity_page, NQP_TYPE_FIGURES_PAGE)

static const NqpPageFigure figures[] = {
  { "dagum", N_ ("Inequality"), "disparity.dagum", N_ ("Gini coefficient and its parts by year") },
  { "lorenz", N_ ("Lorenz"), "disparity.lorenz", N_ ("Points of the Lorenz curves") },
  { "density", N_ ("Density"), "disparity.density", N_ ("Points of the densities") },
};

static void
nqp_disparity_page_class_init (NqpDisparityPageClass *klass)
{
  NqpFiguresPageClass *page_class = NQP_FIGURES_PAGE_CLASS (klass);

  page_class->name = "disparity";
  page_class->figures = figures;
  page_class->n_figures = G_N_ELEMENTS (figures);
  page_class->room = 1060;
}

static void
nqp_disparity_page_init (NqpDisparityPage *self)
{
}
