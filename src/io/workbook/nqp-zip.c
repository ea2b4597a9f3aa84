/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-workbook.h"
#include "nqp-words.h"

#define MAX_PARTS 20000

struct _NqpZip
{
  GBytes *bytes;
  char *file;        /* for messages */
  GHashTable *parts; /* (element-type utf8 gint): how many entries come before it, by name as compared */
};

struct _NqpZipPart
{
  const NqpZip *zip;
  struct archive *archive;
  char *name;
  gint64 expected; /* what the list of contents says; 0 = nothing */
  gint64 n_read;
};

/* As it is compared. */
static char *
fold_name (const char *name)
{
  char *folded = g_ascii_strdown (name, -1);

  g_strdelimit (folded, "\\", '/');
  while (*folded == '/')
    memmove (folded, folded + 1, strlen (folded));
  return folded;
}

static void
fail (const NqpZip *self, GError **error, const char *text)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", self->file, text);
}

static void
fail_damaged (const NqpZip *self, GError **error)
{
  fail (self, error,
        _ ("The file begins as a workbook (ZIP) and is damaged or cut off; copy or download it again, or "
           "open it "
           "in a spreadsheet program and save it again."));
}

static void
fail_part (const NqpZip *self, const char *name, GError **error)
{
  g_autofree char *shown = nqp_words_clean (name, -1, NQP_WORDS_LINE, NULL);
  g_autofree char *text = g_strdup_printf (
      _ ("The part “%s” of the workbook is damaged; copy or download the file again, or open it in a "
         "spreadsheet program and save it again."),
      shown);

  fail (self, error, text);
}

static struct archive *
open_archive (const NqpZip *self)
{
  struct archive *archive = archive_read_new ();
  gsize length;
  const void *data = g_bytes_get_data (self->bytes, &length);

  archive_read_support_format_zip_seekable (
      archive); /* by the list of contents: what is not in it is not there */
  if (archive_read_open_memory (archive, data, length) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  return NULL;
}

/* Warnings are about names in other encodings, which are no part that is wanted, and of sizes that do not match, which shows when the
 * part is read. */
static gboolean
is_entry (int status)
{
  return status == ARCHIVE_OK || status == ARCHIVE_WARN;
}

static const char *
name_of (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  return name != NULL ? name : archive_entry_pathname (entry);
}

static gboolean
list_parts (NqpZip *self, struct archive *archive, GError **error)
{
  struct archive_entry *entry;
  int status;

  for (int i = 0; is_entry (status = archive_read_next_header (archive, &entry)); i++)
    {
      const char *name = name_of (entry);
      g_autofree char *folded = NULL;

      if (i >= MAX_PARTS)
        {
          fail (self, error, _ ("The file has more than 20,000 parts; that is no workbook with tables."));
          return FALSE;
        }
      if (name == NULL || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      folded = fold_name (name);
      if (archive_entry_is_encrypted (entry))
        {
          fail (self, error,
                _ ("The workbook is protected by a password; open it in a spreadsheet program and save it "
                   "without one."));
          return FALSE;
        }
      if (g_hash_table_contains (self->parts, folded))
        {
          g_autofree char *shown = nqp_words_clean (name, -1, NQP_WORDS_LINE, NULL);
          g_autofree char *text = g_strdup_printf (_ ("The part “%s” is in the workbook twice, and nobody "
                                                      "knows which of the two is meant; open the file "
                                                      "in a spreadsheet program and save it again."),
                                                   shown);

          fail (self, error, text);
          return FALSE;
        }
      g_hash_table_insert (self->parts, g_steal_pointer (&folded), GINT_TO_POINTER (i));
    }
  if (status == ARCHIVE_EOF && g_hash_table_size (self->parts) > 0)
    return TRUE;
  fail_damaged (self, error);
  return FALSE;
}

NqpZip *
nqp_zip_open (GBytes *bytes, const char *file, GError **error)
{
  g_autoptr (NqpZip) self = g_new0 (NqpZip, 1);
  struct archive *archive;
  gboolean ok;

  self->bytes = g_bytes_ref (bytes);
  self->file = g_strdup (file);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive = open_archive (self);
  if (archive == NULL)
    {
      fail_damaged (self, error);
      return NULL;
    }
  ok = list_parts (self, archive, error);
  archive_read_free (archive);
  return ok ? g_steal_pointer (&self) : NULL;
}

void
nqp_zip_free (NqpZip *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->file);
  g_hash_table_unref (self->parts);
  g_free (self);
}

const char *
nqp_zip_file (const NqpZip *self)
{
  return self->file;
}

gboolean
nqp_zip_has (const NqpZip *self, const char *name)
{
  g_autofree char *folded = fold_name (name);

  return g_hash_table_contains (self->parts, folded);
}

static gboolean
seek_part (NqpZipPart *self, int at)
{
  struct archive_entry *entry;

  for (int i = 0; i <= at; i++)
    if (!is_entry (archive_read_next_header (self->archive, &entry)))
      return FALSE;
  self->expected = MAX (archive_entry_size (entry), 0);
  return TRUE;
}

/**
 * nqp_zip_begin:
 *
 * Returns: (transfer full): the part to read from, or %NULL with @error set; @self has to outlive it
 */
NqpZipPart *
nqp_zip_begin (NqpZip *self, const char *name, GError **error)
{
  g_autoptr (NqpZipPart) part = g_new0 (NqpZipPart, 1);
  g_autofree char *folded = fold_name (name);
  gpointer at;

  part->zip = self;
  part->name = g_strdup (name);
  if (!g_hash_table_lookup_extended (self->parts, folded, NULL, &at))
    {
      g_autofree char *shown = nqp_words_clean (name, -1, NQP_WORDS_LINE, NULL);
      g_autofree char *text = g_strdup_printf (_ ("The part “%s” of the workbook is missing; open the file "
                                                  "in a spreadsheet program and save it again."),
                                               shown);

      fail (self, error, text);
      return NULL;
    }
  part->archive = open_archive (self);
  if (part->archive != NULL && seek_part (part, GPOINTER_TO_INT (at)))
    return g_steal_pointer (&part);
  fail_part (self, name, error);
  return NULL;
}

/* A small file that holds a large one was made to fill the memory of who opens it. */
static gboolean
is_bomb (const NqpZipPart *self)
{
  return self->n_read > NQP_WORKBOOK_MAX
         || (self->n_read > NQP_WORKBOOK_SMALL
             && self->n_read / NQP_WORKBOOK_MAX_RATIO > (gint64)g_bytes_get_size (self->zip->bytes));
}

gssize
nqp_zip_part_read (NqpZipPart *self, gpointer buffer, gsize room, GError **error)
{
  const gssize n = archive_read_data (self->archive, buffer, room);

  if (n >= 0)
    self->n_read += n;
  if (n < 0) /* also a warning: the checksum or the length is another than the list says */
    {
      fail_part (self->zip, self->name, error);
      return -1;
    }
  if (!is_bomb (self))
    return n;
  fail (self->zip, error,
        _ ("The workbook unpacks to more than 1 GB, or to more than 1,000 times its own length, and was not "
           "read; "
           "remove sheets that are not needed, or save the sheet that is as CSV."));
  return -1;
}

double
nqp_zip_part_fraction (const NqpZipPart *self)
{
  return self->expected > 0 ? MIN ((double)self->n_read / (double)self->expected, 1.0) : 0.0;
}

void
nqp_zip_part_free (NqpZipPart *self)
{
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_free (self->name);
  g_free (self);
}

char *
nqp_zip_read_start (NqpZip *self, const char *name, gsize most, GError **error)
{
  g_autoptr (NqpZipPart) part = nqp_zip_begin (self, name, error);
  g_autofree char *text = g_malloc (most + 1);
  gsize length = 0;

  if (part == NULL)
    return NULL;
  while (length < most)
    {
      const gssize n = nqp_zip_part_read (part, text + length, most - length, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      length += (gsize)n;
    }
  text[length] = '\0';
  return g_steal_pointer (&text);
}
