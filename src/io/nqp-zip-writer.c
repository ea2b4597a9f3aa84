/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-zip-writer.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-environment.h"
#include "nqp-import.h"

#define LEVEL 6
#define BLOCK 65536
#define MADE_BY 20        /* version 2.0: deflate */
#define FLAG_DESCRIPTOR 8 /* sizes stand behind the content */
#define METHOD_DEFLATE 8
#define CRC_POLYNOMIAL 0xedb88320u

typedef struct
{
  char *name;
  guint64 offset, packed, size;
  guint32 crc;
} Entry;

struct _NqpZipWriter
{
  NqpStaged *file;
  GZlibCompressor *compressor;
  GArray *entries; /* Entry */
  gboolean open;   /* the last entry has not ended */
  guint64 at;      /* bytes written */
  guint16 date, time;
  guint32 crc_table[256];
  GError *error; /* the first failure but that of a write, which the staged file keeps */
};

static void
clear_entry (gpointer entry)
{
  g_free (((Entry *)entry)->name);
}

/* As MS-DOS wrote it: in two seconds, from 1980 on. */
static void
set_time (NqpZipWriter *self)
{
  g_autoptr (GDateTime) fixed = nqp_environment_fixed_time ();
  g_autoptr (GDateTime) now = fixed != NULL ? g_date_time_ref (fixed) : g_date_time_new_now_utc ();
  const int year = CLAMP (g_date_time_get_year (now), 1980, 2107);

  self->date = (guint16)((year - 1980) << 9 | 1 << 5 | 1);
  if (year != g_date_time_get_year (now))
    return;
  self->date
      = (guint16)((year - 1980) << 9 | g_date_time_get_month (now) << 5 | g_date_time_get_day_of_month (now));
  self->time = (guint16)(g_date_time_get_hour (now) << 11 | g_date_time_get_minute (now) << 5
                         | g_date_time_get_second (now) / 2);
}

NqpZipWriter *
nqp_zip_writer_new (NqpStaged *file)
{
  NqpZipWriter *self = g_new0 (NqpZipWriter, 1);

  self->file = file;
  self->compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  for (guint32 i = 0; i < G_N_ELEMENTS (self->crc_table); i++)
    {
      guint32 crc = i;

      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ CRC_POLYNOMIAL : crc >> 1;
      self->crc_table[i] = crc;
    }
  set_time (self);
  return self;
}

void
nqp_zip_writer_free (NqpZipWriter *self)
{
  g_object_unref (self->compressor);
  g_array_unref (self->entries);
  g_clear_error (&self->error);
  g_free (self);
}

static Entry *
last_entry (NqpZipWriter *self)
{
  return &g_array_index (self->entries, Entry, self->entries->len - 1);
}

static void
put (NqpZipWriter *self, const void *bytes, gsize length)
{
  nqp_staged_write (self->file, bytes, length);
  self->at += length;
}

static void
add_2 (GByteArray *bytes, guint value)
{
  const guint16 little = GUINT16_TO_LE ((guint16)value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

static void
add_4 (GByteArray *bytes, guint64 value)
{
  const guint32 little = GUINT32_TO_LE ((guint32)value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

/* What the head of an entry and its line in the directory have in common. */
static void
add_head (const NqpZipWriter *self, const Entry *entry, gboolean directory, GByteArray *bytes)
{
  add_2 (bytes, MADE_BY);
  add_2 (bytes, FLAG_DESCRIPTOR);
  add_2 (bytes, METHOD_DEFLATE);
  add_2 (bytes, self->time);
  add_2 (bytes, self->date);
  add_4 (bytes, directory ? entry->crc : 0);
  add_4 (bytes, directory ? entry->packed : 0);
  add_4 (bytes, directory ? entry->size : 0);
  add_2 (bytes, (guint)strlen (entry->name));
  add_2 (bytes, 0);
}

static void
compress (NqpZipWriter *self, const char *bytes, gsize length, GConverterFlags flags)
{
  Entry *entry = last_entry (self);
  GConverterResult result = G_CONVERTER_CONVERTED;
  char out[BLOCK];

  while (self->error == NULL && result != G_CONVERTER_FINISHED && (length > 0 || flags != 0))
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (G_CONVERTER (self->compressor), bytes, length, out, sizeof out, flags,
                                    &n_read, &n_written, &self->error);
      if (result == G_CONVERTER_ERROR)
        return;
      bytes += n_read;
      length -= n_read;
      put (self, out, n_written);
      entry->packed += n_written;
    }
}

static void
end_entry (NqpZipWriter *self)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Entry *entry;

  if (!self->open)
    return;
  self->open = FALSE;
  compress (self, "", 0, G_CONVERTER_INPUT_AT_END);
  g_converter_reset (G_CONVERTER (self->compressor));
  entry = last_entry (self);
  add_4 (bytes, 0x08074b50);
  add_4 (bytes, entry->crc);
  add_4 (bytes, entry->packed);
  add_4 (bytes, entry->size);
  put (self, bytes->data, bytes->len);
}

void
nqp_zip_writer_begin (NqpZipWriter *self, const char *name)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Entry entry = { 0 };

  end_entry (self);
  entry.name = g_strdup (name);
  entry.offset = self->at;
  g_array_append_val (self->entries, entry);
  self->open = TRUE;
  add_4 (bytes, 0x04034b50);
  add_head (self, &entry, FALSE, bytes);
  g_byte_array_append (bytes, (const guint8 *)name, (guint)strlen (name));
  put (self, bytes->data, bytes->len);
}

void
nqp_zip_writer_add (NqpZipWriter *self, const char *bytes, gsize length)
{
  Entry *entry = last_entry (self);
  guint32 crc = ~entry->crc;

  g_return_if_fail (self->open);
  for (gsize i = 0; i < length; i++)
    crc = self->crc_table[(crc ^ (guchar)bytes[i]) & 0xff] ^ crc >> 8;
  entry->crc = ~crc;
  entry->size += length;
  compress (self, bytes, length, 0);
}

static void
add_directory (const NqpZipWriter *self, GByteArray *bytes)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      add_4 (bytes, 0x02014b50);
      add_2 (bytes, MADE_BY);
      add_head (self, entry, TRUE, bytes);
      add_2 (bytes, 0); /* comment */
      add_2 (bytes, 0); /* disk */
      add_2 (bytes, 0);
      add_4 (bytes, 0);
      add_4 (bytes, entry->offset);
      g_byte_array_append (bytes, (const guint8 *)entry->name, (guint)strlen (entry->name));
    }
}

gboolean
nqp_zip_writer_finish (NqpZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean large = FALSE;
  guint64 start;
  guint n_bytes;

  end_entry (self);
  start = self->at;
  add_directory (self, bytes);
  n_bytes = bytes->len;
  add_4 (bytes, 0x06054b50);
  add_4 (bytes, 0); /* disks */
  add_2 (bytes, self->entries->len);
  add_2 (bytes, self->entries->len);
  add_4 (bytes, n_bytes);
  add_4 (bytes, start);
  add_2 (bytes, 0); /* comment */
  put (self, bytes->data, bytes->len);
  for (guint i = 0; i < self->entries->len; i++)
    large = large || g_array_index (self->entries, Entry, i).size > G_MAXUINT32;
  if (self->error == NULL && (large || self->at > G_MAXUINT32))
    g_set_error_literal (&self->error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                         _ ("it would be larger than 4 GB; choose another form, such as csv or dta"));
  if (self->error != NULL && error != NULL)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}
