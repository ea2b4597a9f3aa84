/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-codes.h"

void
nqp_codes_init (NqpCodes *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->n_slots = 64;
  self->slots = g_new0 (guint32, self->n_slots);
}

void
nqp_codes_clear (NqpCodes *self)
{
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}

/* FNV-1a */
static guint64
hash (const char *text, gsize length)
{
  guint64 h = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i < length; i++)
    h = (h ^ (guchar)text[i]) * G_GUINT64_CONSTANT (1099511628211);
  return h ^ (h >> 32);
}

static guint
find_slot (const NqpCodes *self, const char *text, gsize length)
{
  guint slot = (guint)hash (text, length) & (self->n_slots - 1);

  while (self->slots[slot] != 0 && !nqp_codes_is (self, (int)self->slots[slot] - 1, text, length))
    slot = (slot + 1) & (self->n_slots - 1);
  return slot;
}

int
nqp_codes_find (const NqpCodes *self, const char *text, gsize length)
{
  return (int)self->slots[find_slot (self, text, length)] - 1;
}

int
nqp_codes_add (NqpCodes *self, const char *text, gsize length)
{
  guint slot = find_slot (self, text, length);

  if (self->slots[slot] != 0)
    return (int)self->slots[slot] - 1;
  if (self->codes->len >= self->n_slots / 2)
    {
      self->n_slots *= 2;
      g_free (self->slots);
      self->slots = g_new0 (guint32, self->n_slots);
      for (guint i = 0; i < self->codes->len; i++)
        self->slots[find_slot (self, nqp_codes_get (self, (int)i), g_array_index (self->lengths, gsize, i))]
            = i + 1;
      slot = find_slot (self, text, length);
    }
  g_ptr_array_add (self->codes, g_strndup (text, length));
  g_array_append_val (self->lengths, length);
  self->slots[slot] = self->codes->len;
  return (int)self->codes->len - 1;
}
