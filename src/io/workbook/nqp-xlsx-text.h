/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-xml.h"

G_BEGIN_DECLS

/**
 * NqpXlsxText:
 *
 * A text of SpreadsheetML while it is read: runs of different look put together, without the sounds that stand above Japanese
 * and Chinese characters.
 */
typedef struct
{
  GString *text;
} NqpXlsxText;

void nqp_xlsx_text_start (NqpXlsxText *self, NqpXml *xml, const char *name); /* an element inside the one that holds the text */
void nqp_xlsx_text_end (NqpXlsxText *self, NqpXml *xml, const char *name);
void nqp_xlsx_text_tidy (GString *text); /* _x000D_ and its like as what they stand for, line breaks as spaces */

G_END_DECLS
