/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-checks.h"
#include "nqp-table.h"

G_BEGIN_DECLS

/* What an expert would ask, as a page lists it. */

typedef enum
{
  NQP_CHECKS_OPEN,
  NQP_CHECKS_ACCEPTED,
  NQP_CHECKS_ALL,
} NqpChecksShown;

#define NQP_CHECKS_OF_ALL_KINDS (-1)

const char *
nqp_checks_kind_name (NqpCheckKind kind); /* translated: "Jump" */
gboolean
nqp_checks_is_grave (NqpCheckKind kind); /* if there is a mistake, the index cannot stand on these figures */
int
nqp_checks_count_open (const GPtrArray *list);
/* @list: (element-type NqpCheck), of @panel. @out_rows: (element-type NqpCheck): what the rows stand for, borrowed from @list */
NqpTable *
nqp_checks_table_new (const NqpPanel *panel, NqpLang lang, const GPtrArray *list, NqpChecksShown shown, int kind,
                      GPtrArray *out_rows);

G_END_DECLS
