/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpHead:
 *
 * What the word at the head of a column says that stands below. The words themselves, of both languages and many habits, are in
 * nqp-header-words.c, and nowhere else.
 */
typedef enum
{
  NQP_HEAD_NONE,
  /* of values */
  NQP_HEAD_REGION,
  NQP_HEAD_REGION_CODE,
  NQP_HEAD_YEAR,
  NQP_HEAD_YEAR_CODE, /* says the year once more */
  NQP_HEAD_INDICATOR,
  NQP_HEAD_INDICATOR_CODE,
  NQP_HEAD_VALUE,
  NQP_HEAD_UNIT,
  NQP_HEAD_GROUP,
  NQP_HEAD_NUMBER, /* counts the rows */
  /* of lists */
  NQP_HEAD_CODE,
  NQP_HEAD_NAME,
  NQP_HEAD_NAME_EN,
  NQP_HEAD_NAME_ZH,
  NQP_HEAD_UNIT_EN,
  NQP_HEAD_UNIT_ZH,
  NQP_HEAD_GROUP_EN,
  NQP_HEAD_GROUP_ZH,
  NQP_HEAD_SOURCE,
  NQP_HEAD_NOTE,
  NQP_HEAD_PILLAR,
  NQP_HEAD_COMPONENT,
  NQP_HEAD_INDEX_EN,
  NQP_HEAD_INDEX_ZH,
  NQP_HEAD_PILLAR_EN,
  NQP_HEAD_PILLAR_ZH,
  NQP_HEAD_COMPONENT_EN,
  NQP_HEAD_COMPONENT_ZH,
  NQP_HEAD_DIRECTION,
  NQP_HEAD_ROLE,
  NQP_HEAD_NUMERATOR,
  NQP_HEAD_DENOMINATOR,
  NQP_HEAD_FORMULA,
  NQP_HEAD_FACTOR,
  NQP_HEAD_LOWER,
  NQP_HEAD_UPPER,
  NQP_HEAD_INITIALS,
  NQP_HEAD_LONGITUDE,
  NQP_HEAD_LATITUDE,
  NQP_HEAD_AREA,
  NQP_HEAD_TILE_COL,
  NQP_HEAD_TILE_ROW,
  NQP_HEAD_NEIGHBOUR,
  NQP_HEAD_KIND,
  NQP_HEAD_FLAG,
  NQP_HEAD_FINDING,
  NQP_HEAD_NODE,
  NQP_HEAD_WEIGHT,
  NQP_HEAD_GLOBAL,
  NQP_HEAD_PARENT,
  NQP_HEAD_A,
  NQP_HEAD_B,
} NqpHead;

/**
 * NqpHeadTier:
 * @NQP_HEAD_SURE: the program's own word for it: two of them are a mistake
 * @NQP_HEAD_USUAL: a habit of others
 * @NQP_HEAD_MAYBE: may as well head something else: means it where nothing better does
 */
typedef enum
{
  NQP_HEAD_SURE,
  NQP_HEAD_USUAL,
  NQP_HEAD_MAYBE,
} NqpHeadTier;

typedef struct
{
  NqpHead head;
  NqpHeadTier tier;
  int level; /* of regions, from countries (1) to counties (4); 0 = not said */
} NqpHeadWord;

/* A header as it is compared: small letters, no spaces, underscores, hyphens and dots; full-width characters as the plain ones. */
char *
nqp_header_fold (const char *text, gsize length);

/* What stands in front of a bracket at the end, "GDP (yuan)": its length; that of @text if there is none. The content of the bracket
 * in @out_bracket if that is not NULL. */
gsize
nqp_header_before_bracket (const char *text, gsize length, char **out_bracket);

/* What @text means, first as it stands, then without a bracket at its end; NQP_HEAD_NONE if it is no word for anything. @at counts
 * up from 0: some words mean several things, in lists of different kinds. */
NqpHeadWord
nqp_header_word (const char *text, gsize length, int at);

G_END_DECLS
