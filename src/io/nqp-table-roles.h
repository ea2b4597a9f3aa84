/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table-layout-private.h"

G_BEGIN_DECLS

/* What the sample says of the values below a header. */
typedef struct
{
  int n_numbers, n_texts, n_years, n_missing;
} NqpBelow;

#define NQP_MAX_MEANINGS 6

/* What a header may mean. */
typedef struct
{
  int n;
  NqpHeadWord words[NQP_MAX_MEANINGS];
} NqpColumnWords;

/**
 * NqpRoleFinder:
 *
 * What is known while the columns of a table get their roles, one after the other: those that have one are out of the question.
 */
typedef struct
{
  NqpTableLayout *layout;
  const NqpSample *sample;
  const NqpSampleSpan *span;
  const char *file;
  int n;           /* columns */
  NqpBelow *below; /* [column] */
  NqpColumnWords *words; /* [column] */
  gboolean *taken; /* [column]: has a role */
} NqpRoleFinder;

/* nqp-table-columns.c */
NqpLayoutColumn *
nqp_roles_column (NqpRoleFinder *self, int c);
void
nqp_roles_look (NqpRoleFinder *self); /* at the headers and what stands below them */
gboolean
nqp_roles_is_text (const NqpRoleFinder *self, int c);
gboolean
nqp_roles_is_blank (const NqpRoleFinder *self, int c);
gboolean
nqp_roles_counts_rows (const NqpRoleFinder *self, int c); /* 1, 2, 3 or 0, 1, 2 downwards */
gboolean
nqp_roles_follows (const NqpRoleFinder *self, int a, int b, gboolean both);
gboolean
nqp_roles_means (NqpRoleFinder *self, int c, NqpHead head, NqpHeadWord *out_word);
GArray *
nqp_roles_find (NqpRoleFinder *self, NqpHead head, NqpHeadTier from, NqpHeadTier to);
gboolean
nqp_roles_has (NqpRoleFinder *self, NqpColumnRole role);
void
nqp_roles_set (NqpRoleFinder *self, int c, NqpColumnRole role, NqpLayoutDoubt doubt);
char *
nqp_roles_quote (NqpRoleFinder *self, int c);
char *
nqp_roles_list (NqpRoleFinder *self); /* all headers, for messages */
void
nqp_roles_ask_which (NqpRoleFinder *self, int first, int second, NqpColumnRole role);
void
nqp_roles_say_unread (NqpRoleFinder *self, int c);

/* nqp-table-regions.c: which columns say of which region a row is */
void
nqp_roles_take_regions (NqpRoleFinder *self, gboolean is_long);
void
nqp_roles_take_region_of_rest (NqpRoleFinder *self);

/* nqp-table-name-years.c: "GDP_2020" is GDP, of 2020 */
gboolean
nqp_roles_may_have_year (NqpRoleFinder *self, int c);
gboolean
nqp_roles_split_years (NqpRoleFinder *self);

G_END_DECLS
