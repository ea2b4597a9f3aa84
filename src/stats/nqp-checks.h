/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_CHECK_UNIT,      /* a level that is 10, 100, ... times its neighbours' */
  NQP_CHECK_JUMP,      /* a value far from both its neighbours, which are alike */
  NQP_CHECK_BREAK,     /* a step to another level that stays */
  NQP_CHECK_SHARE,     /* a percentage over 100 */
  NQP_CHECK_CONSTANT,  /* one value everywhere */
  NQP_CHECK_DUPLICATE, /* two series, or two regions, with the same values */
  NQP_CHECK_FEW,       /* hardly any value */
  NQP_CHECK_COLLINEAR, /* two indicators of the index that say the same */
  NQP_N_CHECKS,
} NqpCheckKind;

/**
 * NqpCheck:
 *
 * Something an expert would ask about a panel; a question, no fault. @series, @region and @year are positions, -1 where the finding
 * is not of one.
 */
typedef struct
{
  NqpCheckKind kind;
  int series, region, year;
  char *where; /* "GDP/2019/110000", a code, or two with "=" or "~" between */
  char *what;  /* what was found and what was expected, one sentence without a full stop */
} NqpCheck;

void nqp_check_free (NqpCheck *check);
const char *nqp_check_kind_to_string (NqpCheckKind kind);

/* Element-type NqpCheck, by kind, then by series; the caller owns the list. @lang: of the names in the sentences */
GPtrArray *nqp_checks_new (NqpPanel *panel, NqpLang lang);

/* The parts; each adds to @list what it finds. */
void nqp_checks_changes (GPtrArray *list, const NqpPanel *panel, NqpLang lang);
void nqp_checks_values (GPtrArray *list, NqpPanel *panel, NqpLang lang);
void nqp_checks_add (GPtrArray *list, NqpCheckKind kind, int series, int region, int year, char *where, char *what);

G_END_DECLS
