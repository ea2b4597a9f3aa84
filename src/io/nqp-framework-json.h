/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"

G_BEGIN_DECLS

#define NQP_FRAMEWORK_FORMAT "nqp-framework" /* what the file says it is */
#define NQP_FRAMEWORK_VERSION 1

/* Texts longer than this are refused before they are looked at. */
#define NQP_FRAMEWORK_MAX_BYTES ((gsize)16 << 20)

/* The model the program comes with, sealed; a reference. Made on the first call, from any thread. */
NqpFramework *nqp_framework_shipped (void);

/* @file_name: for messages, "FILE:LINE: found ..., expected ...". NULL with an NQP_IO_ERROR when @text is no model. */
NqpFramework *nqp_framework_parse_json (const char *text, gsize length, const char *file_name, GError **error);
NqpFramework *nqp_framework_read_json (const char *path, GError **error); /* the same from a file */

/* What nqp_framework_parse_json() makes the same model of; the same text for the same model. Owned by the caller. */
char *nqp_framework_print_json (const NqpFramework *self);

G_END_DECLS
