/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-page.h"

#include <glib/gi18n.h>

#include "nqp-compare-page.h"
#include "nqp-data-page.h"
#include "nqp-disparity-page.h"
#include "nqp-framework-page.h"
#include "nqp-map-page.h"
#include "nqp-method-page.h"
#include "nqp-paths-page.h"
#include "nqp-profile-page.h"
#include "nqp-ranking-page.h"
#include "nqp-robustness-page.h"
#include "nqp-trends-page.h"

/* One line a page, in the order of the sidebar. */
static const NqpPageInfo pages[] = {
  { "framework", N_ ("Framework"), "nqp-framework-symbolic", N_ ("Understand"), nqp_framework_page_get_type,
    TRUE },
  { "method", N_ ("Method"), "nqp-method-symbolic", N_ ("Understand"), nqp_method_page_get_type, FALSE },
  { "map", N_ ("Map"), "nqp-map-symbolic", N_ ("Explore"), nqp_map_page_get_type, FALSE },
  { "ranking", N_ ("Ranking"), "nqp-ranking-symbolic", N_ ("Explore"), nqp_ranking_page_get_type, FALSE },
  { "profile", N_ ("Profile"), "nqp-profile-symbolic", N_ ("Explore"), nqp_profile_page_get_type, FALSE },
  { "compare", N_ ("Compare"), "nqp-compare-symbolic", N_ ("Explore"), nqp_compare_page_get_type, FALSE },
  { "trends", N_ ("Trends"), "nqp-trends-symbolic", N_ ("Explore"), nqp_trends_page_get_type, FALSE },
  { "robustness", N_ ("Robustness"), "nqp-robustness-symbolic", N_ ("Analyse"), nqp_robustness_page_get_type,
    FALSE },
  { "disparity", N_ ("Disparity"), "nqp-disparity-symbolic", N_ ("Analyse"), nqp_disparity_page_get_type,
    FALSE },
  { "paths", N_ ("Paths"), "nqp-paths-symbolic", N_ ("Act"), nqp_paths_page_get_type, FALSE },
  { "data", N_ ("Data"), "nqp-data-symbolic", N_ ("Data"), nqp_data_page_get_type, TRUE },
  { NULL, NULL, NULL, NULL, NULL, FALSE },
};

const NqpPageInfo *
nqp_pages (int *out_n)
{
  *out_n = (int)G_N_ELEMENTS (pages) - 1;
  return pages;
}

const NqpPageInfo *
nqp_pages_find (const char *id)
{
  for (int i = 0; pages[i].id != NULL; i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}
