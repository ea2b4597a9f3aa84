/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "nqp-convert-status.h"

G_BEGIN_DECLS

#define NQP_CONVERT_MAX_OUTPUT ((gsize)1 << 30)

/* Ends the program; @about is for the reader of the message, may be NULL. */
G_NORETURN void nqp_convert_fail (NqpConvertStatus status, const char *about);

/* To standard output, within bounds. */
void nqp_convert_put (const char *text);
void nqp_convert_put_json (const char *text); /* in quotes */

void nqp_convert_map (const char *path);
void nqp_convert_xls (const char *path);

G_END_DECLS
