/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-compare-page.h"

#include <glib/gi18n.h>

struct _NqpComparePage
{
  NqpFiguresPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NqpComparePage, nqp_compare_page, NQP_TYPE_FIGURES_PAGE)

static const NqpPageFigure figures[] = {
  { "bars", N_ ("Bars"), "compare.bars", N_ ("Parts of the regions compared") },
  { "why", N_ ("Why"), "compare.waterfall", N_ ("What makes the difference") },
  { "parallel", N_ ("Parallel"), "compare.parallel", N_ ("Components of the regions") },
  { "radar", N_ ("Radar"), "profile.radar", N_ ("Components of the regions compared") },
};

static void
nqp_compare_page_changed (NqpPage *page, guint flags)
{
  NqpSession *session = nqp_page_get_session (page);

  NQP_PAGE_CLASS (nqp_compare_page_parent_class)->changed (page, flags);
  nqp_figures_page_set_hint (NQP_FIGURES_PAGE (page),
                             nqp_session_get_n_compared (session) > 0
                                 ? NULL
                                 : _ ("Compare regions: Ctrl-click them on the map, in a picture or in a "
                                      "table, press Space on one, or "
                                      "choose them with the plus sign above."));
}

static void
nqp_compare_page_class_init (NqpComparePageClass *klass)
{
  NqpFiguresPageClass *page_class = NQP_FIGURES_PAGE_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_compare_page_changed;
  page_class->name = "compare";
  page_class->figures = figures;
  page_class->n_figures = G_N_ELEMENTS (figures);
  page_class->room = 1060;
}

static void
nqp_compare_page_init (NqpComparePage *self)
{
}
