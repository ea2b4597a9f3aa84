/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-method.h"

G_BEGIN_DECLS

/**
 * NqpCsvReader:
 *
 * Small CSV files that set something (weights, judgements), record by record. Messages say file, line and field.
 * Zero it, nqp_csv_reader_init(), nqp_csv_reader_clear().
 */
typedef struct
{
  const char *file; /* for messages */
  const char *p, *end;
  int line;         /* of the record read last; 0 = messages are about the file as a whole */
  int next_line;
  GPtrArray *fields; /* (element-type utf8): of the record read last, without space around */
} NqpCsvReader;

gboolean nqp_csv_reader_init (NqpCsvReader *self, const char *text, gsize length, const char *file, GError **error);
void nqp_csv_reader_clear (NqpCsvReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpCsvReader, nqp_csv_reader_clear)

gboolean nqp_csv_reader_next (NqpCsvReader *self, GError **error);        /* FALSE at the end, or with @error set */
gboolean nqp_csv_reader_is_blank (const NqpCsvReader *self);
int nqp_csv_reader_find (const NqpCsvReader *self, const char *name);     /* field of the record read last, -1 */
const char *nqp_csv_reader_get (const NqpCsvReader *self, int field);
/* @column: counted in fields from 1, 0 = the line as a whole */
void nqp_csv_reader_fail (GError **error, const NqpCsvReader *self, int column, const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
