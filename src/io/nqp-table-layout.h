/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-rows.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_COLUMN_IGNORE,
  NQP_COLUMN_REGION,         /* its name; identifies it where no column has codes */
  NQP_COLUMN_CODE,           /* of the region */
  NQP_COLUMN_YEAR,           /* of the row */
  NQP_COLUMN_INDICATOR,      /* whose value stands in the row: a name, or a code where no column has those */
  NQP_COLUMN_INDICATOR_CODE,
  NQP_COLUMN_VALUE,
  NQP_COLUMN_UNIT,           /* of the row's indicator */
  NQP_COLUMN_GROUP,          /* of the row's region */
  NQP_COLUMN_SERIES,         /* values of one indicator, of one year, or of both */
} NqpColumnRole;

typedef enum
{
  NQP_LAYOUT_SURE,
  NQP_LAYOUT_LIKELY, /* to be shown */
  NQP_LAYOUT_OPEN,   /* to be asked: a remark says what */
} NqpLayoutDoubt;

/* What the user says of the values of a column, whatever its header says. */
typedef enum
{
  NQP_SAID_CODE = 1 << 0,
  NQP_SAID_NAME = 1 << 1,
  NQP_SAID_UNIT = 1 << 2,
} NqpSaid;

/**
 * NqpLayoutColumn:
 * @header: all that stands above the column, in one line; never NULL
 * @name: of a series: NULL = the row's indicator, or that of the file
 * @code: of a series, NULL = to be made of its name
 * @year: of a series: 0 = the year of the row, or that of the file
 * @said: which of code, name and unit are the user's words
 */
typedef struct
{
  char *header;
  NqpColumnRole role;
  NqpLayoutDoubt doubt;
  char *name;
  char *code;
  char *unit;
  int year;
  NqpSaid said;
} NqpLayoutColumn;

/* Something to say of a layout: a question without whose answer nothing can be read, or what was not read. */
typedef struct
{
  gboolean ask;
  int column; /* from 0; -1 = the table */
  char *text;
} NqpLayoutRemark;

/**
 * NqpTableLayout:
 *
 * How a table is to be read: which rows are its head and its data, what each column holds, and what holds for all of it. A plain
 * value: guessed from a sample of the rows, then changed as the user knows better. Rows are numbered as those who see the file number
 * them.
 */
struct _NqpTableLayout
{
  int first_header, last_header;
  int first_row, last_row; /* of data; last 0 = all that follow */
  GPtrArray *columns;      /* (element-type NqpLayoutColumn) */
  GPtrArray *remarks;      /* (element-type NqpLayoutRemark) */

  /* of the whole table, where the rows above say it: NULL or 0 if not */
  char *indicator;
  char *code; /* of the indicator: the user's word */
  char *unit;
  char *region;
  char *source;
  int year;

  char decimal; /* '.' or ',', 0 = what the numbers say */
};

/* What the user says a column is, and what its values are called, wherever its header may say something else. */
typedef struct
{
  int column; /* from 0 */
  NqpColumnRole role;
  gboolean only_words; /* nothing is said of the role */
  char *code, *name, *unit; /* of the indicator whose values these are; NULL: nothing said; an empty unit: it has none */
} NqpRoleHint;

/* What the values of a column are called as it is read, and what of that is open: the rows may say it. */
typedef struct
{
  const char *code, *name, *unit; /* or NULL */
  NqpSaid said, open;
} NqpValueWords;

/* What the user says of a table before it is looked at; 0 and NULL: nothing. */
struct _NqpLayoutHints
{
  int first_header, last_header;
  int first_row, last_row;
  int year;
  char decimal;
  const char *encoding;
  const char *sheet;          /* of a workbook: its name, or its number from 1 */
  const char *const *columns; /* as nqp_role_hint_parse() takes them, ended by NULL; NAME may be a column's number */
  const NqpRoleHint *roles;   /* as well as those */
  int n_roles;
};

/* From the first rows and the last ones of @rows, which stay unread. @hints may be NULL. Never NULL: what cannot be told is asked in
 * the remarks. */
NqpTableLayout *
nqp_table_layout_guess (const NqpRows *rows, const NqpLayoutHints *hints);
NqpTableLayout *
nqp_table_layout_copy (const NqpTableLayout *self);
void
nqp_table_layout_free (NqpTableLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTableLayout, nqp_table_layout_free)

const NqpLayoutColumn *
nqp_table_layout_column (const NqpTableLayout *self, int column);
/* The first column of that role, -1 if there is none. */
int
nqp_table_layout_find (const NqpTableLayout *self, NqpColumnRole role);
/* The user knows better. A series gets name and unit of the header; questions about the column are answered. */
void
nqp_table_layout_set_role (NqpTableLayout *self, int column, NqpColumnRole role);
gboolean
nqp_table_layout_asks (const NqpTableLayout *self);

/* nqp-role-hint.c */
/* "NAME=ROLE", and for values "NAME=ROLE,code=C,name=N,unit=U", any of these; a comma within is doubled. The hint's column is not
 * known yet. FALSE with @error: what was found and what was expected */
gboolean
nqp_role_hint_parse (const char *text, char **out_name, NqpRoleHint *out_hint, GError **error);
NqpRoleHint
nqp_role_hint_copy (const NqpRoleHint *self);
void
nqp_role_hint_clear (NqpRoleHint *self);
NqpValueWords
nqp_table_layout_words (const NqpTableLayout *self, int column);
/* Why the values of @column cannot be called so, translated; NULL if they can. Each may be NULL: nothing said. */
char *
nqp_table_layout_refuse_words (const NqpTableLayout *self, int column, const char *code, const char *name, const char *unit);

const char *
nqp_column_role_id (NqpColumnRole role); /* as --column has it */
gboolean
nqp_column_role_parse (const char *id, NqpColumnRole *out_role);
char *
nqp_column_role_ids (void); /* all, between commas */

/* In lines for people: rows, columns with their roles, what holds for all, remarks. */
char *
nqp_table_layout_describe (const NqpTableLayout *self);

/* A code made of a name: letters, digits and underscores, at most 48 characters; a name that is a code stays as it is. */
char *
nqp_make_code (const char *name);

G_END_DECLS
