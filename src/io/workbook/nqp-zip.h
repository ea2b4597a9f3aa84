/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NqpZip:
 *
 * The parts of a ZIP file in memory, found by name, unpacked as a stream within the bounds of nqp-workbook.h. Names are compared without
 * regard to case and to the kind of slash, as the programs do that write workbooks.
 */
typedef struct _NqpZip NqpZip;
typedef struct _NqpZipPart NqpZipPart;

NqpZip *nqp_zip_open (GBytes *bytes, const char *file, GError **error); /* @file: for messages */
void nqp_zip_free (NqpZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpZip, nqp_zip_free)

const char *nqp_zip_file (const NqpZip *self);
gboolean nqp_zip_has (const NqpZip *self, const char *name);
char *nqp_zip_read_start (NqpZip *self, const char *name, gsize most, GError **error); /* the first bytes, and NUL */

NqpZipPart *nqp_zip_begin (NqpZip *self, const char *name, GError **error);
gssize nqp_zip_part_read (NqpZipPart *self, gpointer buffer, gsize room, GError **error); /* 0 = end, and it was whole; -1 = error */
double nqp_zip_part_fraction (const NqpZipPart *self);
void nqp_zip_part_free (NqpZipPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpZipPart, nqp_zip_part_free)

G_END_DECLS
