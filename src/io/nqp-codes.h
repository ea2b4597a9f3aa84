/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * NqpCodes:
 *
 * A set of codes numbered in the order they came. Looks up slices without copying them.
 */
typedef struct
{
  GPtrArray *codes; /* (element-type utf8), owned */
  GArray *lengths;  /* gsize */
  guint32 *slots;   /* position + 1, 0 = free */
  guint n_slots;    /* a power of two */
} NqpCodes;

void
nqp_codes_init (NqpCodes *self);
void
nqp_codes_clear (NqpCodes *self);

int
nqp_codes_find (const NqpCodes *self, const char *text, gsize length); /* -1 if none */
int
nqp_codes_add (NqpCodes *self, const char *text, gsize length); /* the position, new or old */

static inline int
nqp_codes_size (const NqpCodes *self)
{
  return (int)self->codes->len;
}

static inline const char *
nqp_codes_get (const NqpCodes *self, int position)
{
  return (const char *)g_ptr_array_index (self->codes, position);
}

static inline gboolean
nqp_codes_is (const NqpCodes *self, int position, const char *text, gsize length)
{
  return (guint)position < self->codes->len && g_array_index (self->lengths, gsize, position) == length
         && memcmp (g_ptr_array_index (self->codes, position), text, length) == 0;
}

/* Rows of a table mostly repeat the last code or bring the next one. */
static inline int
nqp_codes_find_near (const NqpCodes *self, int last, const char *text, gsize length)
{
  if (G_LIKELY (nqp_codes_is (self, last, text, length)))
    return last;
  if (nqp_codes_is (self, last + 1, text, length))
    return last + 1;
  return nqp_codes_find (self, text, length);
}

G_END_DECLS
