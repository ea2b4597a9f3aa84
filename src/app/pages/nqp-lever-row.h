/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-levers.h"
#include "nqp-number.h"
#include "nqp-table-column.h"
#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NQP_TYPE_LEVER_ROW (nqp_lever_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpLeverRow, nqp_lever_row, NQP, LEVER_ROW, GObject)

/* An item of the table: a lever with its words. */
struct _NqpLeverRow
{
  GObject parent_instance;
  int at; /* among the levers; negative: to find out which way the table is sorted */
  NqpLever lever;
  char *path, *measure, *indicator, *unit;
  char *css_class; /* of the pillar */
};

/* Without lever and words until it is filled. @at: as above */
NqpLeverRow *nqp_lever_row_new (int at);
void nqp_lever_row_fill (NqpLeverRow *self, int at, const NqpLever *lever, NqpSession *session);

typedef enum
{
  NQP_LEVER_PATH,
  NQP_LEVER_MEASURE,
  NQP_LEVER_INDICATOR,
  NQP_LEVER_OBSTACLE,
  NQP_LEVER_VALUE,
  NQP_LEVER_GAP_BEST,
  NQP_LEVER_GAP_MEDIAN,
  NQP_LEVER_GAP_GROUP,
  NQP_LEVER_UNIT,
  NQP_LEVER_GAIN,
  NQP_LEVER_TRY,
  NQP_N_LEVER_COLUMNS,
} NqpLeverColumn;

typedef struct
{
  const char *title; /* NULL = none */
  const char *tooltip;
  NqpTableKind kind;
  int chars;
} NqpLeverColumnInfo;

extern const NqpLeverColumnInfo nqp_lever_columns[NQP_N_LEVER_COLUMNS];

double nqp_lever_row_number (const NqpLeverRow *row, NqpLeverColumn column); /* to sort by; NaN = missing, or a text */
const char *nqp_lever_row_text (const NqpLeverRow *row, NqpLeverColumn column, char buffer[NQP_NUMBER_SIZE]);

G_END_DECLS
