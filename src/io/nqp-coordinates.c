/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-coordinates.h"

#include <string.h>

#include "nqp-number.h"

#define NUMBERS (1u << 31) /* of a size: the elements are numbers */
#define MAX_DEPTH 4        /* a MultiPolygon's */
#define MAX_COUNT (G_MAXINT / 4)

void
nqp_coordinates_init (NqpCoordinates *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->starts = g_array_new (FALSE, FALSE, sizeof (NqpCoordinatesCursor));
}

void
nqp_coordinates_clear (NqpCoordinates *self)
{
  g_clear_pointer (&self->sizes, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
}

/* No strspn() and its like on a text of megabytes: the address sanitizer measures the whole text at each call. */
const char *
nqp_json_skip_blank (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
        p++;
      else if (p[0] == '/' && p[1] == '*')
        {
          for (p += 2; *p != '\0' && !(p[0] == '*' && p[1] == '/'); p++)
            ;
          if (*p == '\0')
            return NULL;
          p += 2;
        }
      else if (p[0] == '/' && p[1] == '/')
        while (*p != '\0' && *p != '\n')
          p++;
      else
        return p;
    }
}

static const char *
take_number (NqpCoordinates *self, const char *p)
{
  gsize length = 0;
  double value;

  while (g_ascii_isdigit (p[length]) || p[length] == '-' || p[length] == '+' || p[length] == '.'
         || p[length] == 'e' || p[length] == 'E')
    length++;
  if (length == 0 || *p == '+' || *p == '.' || !nqp_number_parse (p, length, '.', &value))
    return NULL;
  g_array_append_val (self->numbers, value);
  return p + length;
}

static const char *
take_array (NqpCoordinates *self, const char *p, int depth)
{
  const guint at = self->sizes->len;
  guint32 n = 0, numbers = 0;

  if (depth > MAX_DEPTH || at >= MAX_COUNT || self->numbers->len >= MAX_COUNT)
    return NULL;
  g_array_append_val (self->sizes, n);
  p = nqp_json_skip_blank (p + 1);
  while (p != NULL && *p != ']')
    {
      const guint32 kind = *p == '[' ? 0 : NUMBERS;

      if (n > 0 && kind != numbers)
        return NULL;
      numbers = kind;
      p = kind == 0 ? take_array (self, p, depth + 1) : take_number (self, p);
      if (p == NULL || (p = nqp_json_skip_blank (p)) == NULL || (*p != ',' && *p != ']'))
        return NULL;
      n++;
      if (*p == ',' && ((p = nqp_json_skip_blank (p + 1)) == NULL || *p == ']'))
        return NULL;
    }
  g_array_index (self->sizes, guint32, at) = n | numbers;
  return p != NULL ? p + 1 : NULL;
}

const char *
nqp_coordinates_take (NqpCoordinates *self, const char *p)
{
  const NqpCoordinatesCursor start = { self->sizes->len, self->numbers->len };
  const char *end = take_array (self, p, 1);

  if (end == NULL)
    {
      g_array_set_size (self->sizes, start.size);
      g_array_set_size (self->numbers, start.number);
      return NULL;
    }
  g_array_append_val (self->starts, start);
  return end;
}

gboolean
nqp_coordinates_open (const NqpCoordinates *self, gint64 which, NqpCoordinatesCursor *out)
{
  if (which < 0 || which >= (gint64)self->starts->len)
    return FALSE;
  *out = g_array_index (self->starts, NqpCoordinatesCursor, which);
  return TRUE;
}

int
nqp_coordinates_enter (const NqpCoordinates *self, NqpCoordinatesCursor *cursor)
{
  const guint32 size = g_array_index (self->sizes, guint32, cursor->size++);

  if ((size & NUMBERS) == 0)
    return (int)size;
  cursor->number += size & ~NUMBERS;
  return -1;
}

gboolean
nqp_coordinates_point (const NqpCoordinates *self, NqpCoordinatesCursor *cursor, double xy[2])
{
  const guint32 size = g_array_index (self->sizes, guint32, cursor->size++), n = size & ~NUMBERS;

  if ((size & NUMBERS) == 0 || n < 2)
    return FALSE;
  memcpy (xy, &g_array_index (self->numbers, double, cursor->number), 2 * sizeof (double));
  cursor->number += n;
  return TRUE;
}
