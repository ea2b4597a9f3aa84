/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* What the harnesses share. Each is one file with these two functions, as libFuzzer wants them, and is linked with libFuzzer or with
 * fuzz-main.c, which runs a corpus and mutations of it. A finding is an abort. */

int
LLVMFuzzerInitialize (int *argc, char ***argv);
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Faults that are said and survived are findings, too. */
void
fuzz_begin (void);
const char *
fuzz_folder (void); /* of this process, in memory where that is possible; removed at the end */
/* Writes a file of that folder; returns its path, owned by the caller. */
char *
fuzz_write (const char *name, const void *data, gsize size);
/* A failure tells why, in words that can be shown. */
void
fuzz_check_error (gboolean failed, const GError *error);
