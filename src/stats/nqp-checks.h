/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_CHECK_UNIT,      /* a level that is 10, 100, ... times its neighbours', or the other regions' */
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
 * is not of one; @other is the second series or region of a pair.
 */
typedef struct
{
  NqpCheckKind kind;
  int series, region, year;
  int other;         /* a series if @series is one, else a region */
  int n_more;        /* stands for so many findings that are not listed; 0 = is one itself */
  double found;      /* the figure that is asked about; NaN: of no one figure */
  double expected;   /* about what it would be if it were like the others; NaN: that is not known */
  char *where;       /* "GDP/2019/110000", a code, or two with "=" or "~" between */
  char *what;        /* what was found and what was expected, one sentence without a full stop */
  char *key;         /* "jump:GDP/2019/110000": the same whatever the order of series, regions and years; NULL if @n_more */
  gboolean accepted; /* by the user, who knows of @found */
  char *note;        /* what the user said of it, or NULL */
} NqpCheck;

void nqp_check_free (NqpCheck *check);
const char *nqp_check_kind_to_string (NqpCheckKind kind);
gboolean nqp_check_kind_parse (const char *text, NqpCheckKind *out_kind);

#define NQP_CHECKS_SHORT 5 /* of a series, unless all are asked for */

/* Element-type NqpCheck, by kind, then by series; the caller owns the list. @lang: of the names in the sentences; @most: changes
 * listed of each series, the most unusual ones, and accepted ones besides; 0 = all */
GPtrArray *nqp_checks_new (NqpPanel *panel, NqpLang lang, int most);
const NqpCheck *nqp_checks_find (const GPtrArray *list, const char *key); /* NULL if there is none */

G_END_DECLS
