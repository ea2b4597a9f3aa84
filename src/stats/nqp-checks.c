/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks.h"

#include <stdlib.h>

static const char *const names[NQP_N_CHECKS] = {
  [NQP_CHECK_UNIT] = "unit",   [NQP_CHECK_JUMP] = "jump",           [NQP_CHECK_BREAK] = "break",
  [NQP_CHECK_SHARE] = "share", [NQP_CHECK_CONSTANT] = "constant",   [NQP_CHECK_DUPLICATE] = "duplicate",
  [NQP_CHECK_FEW] = "few",     [NQP_CHECK_COLLINEAR] = "collinear",
};

void
nqp_check_free (NqpCheck *check)
{
  g_free (check->where);
  g_free (check->what);
  g_free (check);
}

const char *
nqp_check_kind_to_string (NqpCheckKind kind)
{
  return names[kind];
}

/* Takes @where and @what. */
void
nqp_checks_add (GPtrArray *list, NqpCheckKind kind, int series, int region, int year, char *where, char *what)
{
  NqpCheck *check = g_new (NqpCheck, 1);

  *check = (NqpCheck){ kind, series, region, year, where, what };
  g_ptr_array_add (list, check);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const NqpCheck *x = *(NqpCheck *const *)a, *y = *(NqpCheck *const *)b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return (x->series > y->series) - (x->series < y->series);
}

/**
 * nqp_checks_new:
 *
 * What an expert would ask about the figures before building on them. Linear in the number of cells, but for pairs of indicators.
 */
GPtrArray *
nqp_checks_new (NqpPanel *panel, NqpLang lang)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_check_free);

  nqp_checks_changes (list, panel, lang);
  nqp_checks_values (list, panel, lang);
  g_ptr_array_sort (list, compare); /* stable: what is found first stands first */
  return list;
}
