/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-problems.h"

G_BEGIN_DECLS

/**
 * NqpSource:
 *
 * A whole text file as UTF-8, without byte order mark, followed by a NUL byte.
 */
typedef struct
{
  char *memory; /* what to free */
  char *text;   /* inside memory; writable */
  gsize length;
  const char *encoding; /* what the file was: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
} NqpSource;

/* Reads @path and turns it into UTF-8: UTF-8, UTF-16 (with or without byte order mark) and GB18030 are known. What is
 * wrong with the file goes to @problems. */
gboolean
nqp_source_read (NqpSource *self, const char *path, NqpProblems *problems);
/* The same of what was read already: @memory, which ends in a NUL byte, becomes the source's. @encoding: as iconv calls it; "":
 * found from its bytes, and the user could say it; NULL: found, and nobody is asked. */
gboolean
nqp_source_take (NqpSource *self, char *memory, gsize length, const char *path, const char *encoding, NqpProblems *problems);
/* The same of @length bytes at @text, which are copied; @file is for messages. */
gboolean
nqp_source_copy (NqpSource *self, const char *text, gsize length, const char *file, NqpProblems *problems);
/* The same of bytes whose encoding is known; NULL: found from them. */
gboolean
nqp_source_copy_as (NqpSource *self, const char *text, gsize length, const char *file, const char *encoding,
                    NqpProblems *problems);
void
nqp_source_clear (NqpSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpSource, nqp_source_clear)

G_END_DECLS
